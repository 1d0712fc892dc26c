package io.nta.benchmarks;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import java.util.function.IntUnaryOperator;

/** UDP datagrams of 64 bytes, one behind the other, of many sources to a few servers: what costs most per byte. */
final class Datagrams {
    /** Of a frame, in bytes. */
    static final int LENGTH = 64;

    private static final int SERVERS = 64;
    private static final int FIRST_SOURCE = 10 << 24;
    private static final int FIRST_SERVER = 198 << 24 | 18 << 16;
    private static final long MAC = 0x0200_0000_0001L;
    private static final long GATEWAY = 0x0200_0000_00FEL;
    private static final int TTL = 64;
    private static final int PAYLOAD = 22;
    private static final int IPV4_SOURCE = 26;

    private final byte[] bytes;
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();

    /**
     * Creates them.
     *
     * @param source the number of the source, from 0 up to 2²⁴ - 1, of each datagram; a source has one flow, to a server of its own choice
     */
    Datagrams(int count, IntUnaryOperator source) {
        bytes = new byte[count * LENGTH];
        FrameBuilder frame = new FrameBuilder();
        for (int i = 0; i < count; i++) {
            int number = source.applyAsInt(i);
            frame.ip(
                            MAC,
                            GATEWAY,
                            IpAddress.ofIpv4(FIRST_SOURCE + number),
                            IpAddress.ofIpv4(FIRST_SERVER + number % SERVERS),
                            TTL,
                            FrameBuilder.UDP,
                            i)
                    .udp(40_000, 5_000)
                    .grow(PAYLOAD)
                    .finish(true);
            System.arraycopy(frame.bytes(), 0, bytes, i * LENGTH, LENGTH);
        }
    }

    /** Decodes datagram {@code i}. The view is overwritten by the next one. */
    PacketView decode(int i, long nanos) {
        decoder.decode(nanos, LinkType.ETHERNET, bytes, i * LENGTH, LENGTH, LENGTH, 0, view);
        return view;
    }

    /** Makes datagram {@code i} one of another source; the checksums, which nobody reads, stay. */
    void changeSource(int i, int number) {
        int address = FIRST_SOURCE + number;
        int at = i * LENGTH + IPV4_SOURCE;
        bytes[at] = (byte) (address >>> 24);
        bytes[at + 1] = (byte) (address >>> 16);
        bytes[at + 2] = (byte) (address >>> 8);
        bytes[at + 3] = (byte) address;
    }
}
