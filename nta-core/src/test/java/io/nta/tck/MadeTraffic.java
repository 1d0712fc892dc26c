package io.nta.tck;

import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Traffic made up for tests, over Ethernet and IPv4: a source for an {@link io.nta.Analyzer} that needs no capture.
 *
 * <pre>{@code
 * new MadeTraffic().at(0).udp("10.0.0.1", 4000, "10.0.0.2", 53, 40).at(1.5).ping("10.0.0.1", "10.0.0.2", 56)
 * }</pre>
 *
 * <p>Lengths are right, checksums are 0. Packets come in the order of the calls. Not thread-safe.
 */
public final class MadeTraffic implements PacketSource {
    /** Second 0: a time at which windows of all three lengths start. */
    public static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int TCP = 20;
    private static final int EIGHT = 8;
    private static final int ARP = 28;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_UDP = 17;

    /** One packet; its bytes are not to be altered. */
    record Frame(long timestampNanos, byte[] bytes) {}

    private final List<Frame> frames = new ArrayList<>();
    private long now = START;
    private int next;
    private boolean closed;

    /** Begins at second 0 without a packet. */
    public MadeTraffic() {}

    /** Returns the time that many seconds after {@link #START}, in nanoseconds since the epoch. */
    public static long nanos(double seconds) {
        return START + Math.round(seconds * 1e9);
    }

    /** Turns the clock to {@code seconds} after {@link #START}; it may be turned back. */
    public MadeTraffic at(double seconds) {
        return atNanos(nanos(seconds));
    }

    /** Turns the clock to a time in nanoseconds since the epoch. */
    public MadeTraffic atNanos(long timestampNanos) {
        now = timestampNanos;
        return this;
    }

    /** Sends a TCP segment of {@code payload} zero bytes, with the flags of its header's byte 13: 2 is SYN, 0x12 SYN and ACK, 0x10 ACK, 1 FIN, 4 RST. */
    public MadeTraffic tcp(String from, int fromPort, String to, int toPort, int flags, int payload) {
        ByteBuffer segment = ByteBuffer.allocate(TCP + payload);
        segment.putShort((short) fromPort).putShort((short) toPort).putInt(1).putInt(1);
        segment.put((byte) (TCP / 4 << 4)).put((byte) flags).putShort((short) 0xFFFF);
        return ip(PROTOCOL_TCP, from, to, segment.array());
    }

    /** Sends a UDP datagram of {@code payload} zero bytes. */
    public MadeTraffic udp(String from, int fromPort, String to, int toPort, int payload) {
        ByteBuffer datagram = ByteBuffer.allocate(EIGHT + payload);
        datagram.putShort((short) fromPort).putShort((short) toPort).putShort((short) (EIGHT + payload));
        return ip(PROTOCOL_UDP, from, to, datagram.array());
    }

    /** Sends an ICMP echo request of {@code payload} zero bytes. */
    public MadeTraffic ping(String from, String to, int payload) {
        return ip(
                PROTOCOL_ICMP,
                from,
                to,
                ByteBuffer.allocate(EIGHT + payload).put((byte) 8).array());
    }

    /** Sends an ARP request, {@code operation} 1, or reply, 2, of the host {@code sender} with this MAC in its 48 low bits. */
    public MadeTraffic arp(int operation, long senderMac, String sender, String target) {
        ByteBuffer packet = ByteBuffer.allocate(ARP);
        packet.putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) operation);
        putMac(packet, senderMac).putInt(bits(sender)).position(24);
        packet.putInt(bits(target));
        return frame(0x0806, senderMac, packet.array());
    }

    private MadeTraffic ip(int protocol, String from, String to, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(IPV4 + payload.length);
        packet.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (IPV4 + payload.length))
                .putInt(0);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.putInt(bits(from)).putInt(bits(to)).put(payload);
        return frame(0x0800, 0x02_00_00_00_00_01L, packet.array());
    }

    private MadeTraffic frame(int etherType, long sourceMac, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + payload.length);
        putMac(putMac(frame, 0x02_00_00_00_00_02L), sourceMac)
                .putShort((short) etherType)
                .put(payload);
        frames.add(new Frame(now, frame.array()));
        return this;
    }

    private static int bits(String address) {
        return (int) IpAddress.parse(address).low();
    }

    private static ByteBuffer putMac(ByteBuffer buffer, long mac) {
        return buffer.putShort((short) (mac >>> 32)).putInt((int) mac);
    }

    /** Returns the packets. */
    List<Frame> frames() {
        return List.copyOf(frames);
    }

    @Override
    public String description() {
        return "traffic made up for a test";
    }

    @Override
    public int poll(PacketSink sink, int limit) throws java.io.IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it is at least 1");
        }
        if (closed) {
            throw new java.io.IOException(description() + ": the source is closed");
        }
        int count = 0;
        for (; count < limit && next < frames.size(); count++) {
            Frame frame = frames.get(next++);
            int length = frame.bytes.length;
            sink.onFrame(frame.timestampNanos, LinkType.ETHERNET, frame.bytes.clone(), 0, length, length, 0);
        }
        return count == 0 ? END : count;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
