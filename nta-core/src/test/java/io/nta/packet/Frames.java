package io.nta.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds frames for tests: {@code Frames.ethernet().ip("10.0.0.1", "10.0.0.2").tcp(40000, 80, TcpFlags.SYN).bytes()}. Lengths are right,
 * checksums are 0. Each call adds one layer or one property of the layer just added; {@link #bytes} may be called repeatedly.
 */
public final class Frames {
    public static final long SOURCE_MAC = 0x02_00_00_00_00_01L;
    public static final long DESTINATION_MAC = 0x02_00_00_00_00_02L;
    public static final long BROADCAST_MAC = 0xFF_FF_FF_FF_FF_FFL;

    public static final int VLAN = 0x8100;
    public static final int SERVICE_VLAN = 0x88A8;

    private static final int MIN_ETHERNET = 60;
    private static final int NO_TYPE = -1;

    private final byte[] link;
    // Where the EtherType of the network layer belongs in the link header: right behind it.
    private final boolean etherTypeFollows;
    private byte[] tags = {};
    private boolean snap;
    private boolean padded;
    private int etherType = NO_TYPE;

    private byte @Nullable [] arp;
    private @Nullable IpAddress source;
    private @Nullable IpAddress destination;
    private int protocol;
    private int timeToLive = 64;
    private byte[] options = {};
    private byte[] extensions = {};
    private int firstExtension = NO_TYPE;
    private int lastExtension;
    private int fragmentId;
    private int fragmentBits;

    private byte[] transport = {};
    private byte[] payload = {};

    private Frames(byte[] link, boolean etherTypeFollows) {
        this.link = link;
        this.etherTypeFollows = etherTypeFollows;
    }

    /** Ethernet II between {@link #SOURCE_MAC} and {@link #DESTINATION_MAC}. */
    public static Frames ethernet() {
        return ethernet(SOURCE_MAC, DESTINATION_MAC);
    }

    /** Ethernet II. */
    public static Frames ethernet(long sourceMac, long destinationMac) {
        return new Frames(DnsMessages.join(mac(destinationMac), mac(sourceMac)), true);
    }

    /** Linux cooked capture, version 1, from {@link #SOURCE_MAC}. */
    public static Frames cooked() {
        return new Frames(
                ByteBuffer.allocate(14)
                        .putShort((short) 0)
                        .putShort((short) 1)
                        .putShort((short) 6)
                        .put(mac(SOURCE_MAC))
                        .array(),
                true);
    }

    /** Linux cooked capture, version 2, from {@link #SOURCE_MAC}. Its protocol stands first, so {@code etherType} is given here. */
    public static Frames cooked2(int etherType) {
        ByteBuffer header = ByteBuffer.allocate(20)
                .putShort((short) etherType)
                .putShort((short) 0)
                .putInt(3);
        header.putShort((short) 1).put((byte) 0).put((byte) 6).put(mac(SOURCE_MAC));
        return new Frames(header.array(), false);
    }

    /** No link header: raw IP. */
    public static Frames raw() {
        return new Frames(new byte[0], false);
    }

    /** BSD loopback with the family's four bytes as given. */
    public static Frames loopback(int familyBigEndian) {
        return new Frames(ByteBuffer.allocate(4).putInt(familyBigEndian).array(), false);
    }

    /** Adds an 802.1Q tag. */
    public Frames vlan(int id) {
        return tag(VLAN, id);
    }

    /** Adds a VLAN tag of the given kind. */
    public Frames tag(int tagType, int id) {
        tags = DnsMessages.join(
                tags,
                ByteBuffer.allocate(4)
                        .putShort((short) tagType)
                        .putShort((short) id)
                        .array());
        return this;
    }

    /** Makes it IEEE 802.3 with LLC and SNAP. */
    public Frames snap() {
        snap = true;
        return this;
    }

    /** Fills the frame up to Ethernet's 60 bytes. */
    public Frames padded() {
        padded = true;
        return this;
    }

    /** Says which EtherType comes with {@link #payload}, when no other layer is added. */
    public Frames etherType(int type) {
        etherType = type;
        return this;
    }

    /** Adds ARP for IPv4; {@code operation} is 1 for a request, 2 for a reply. */
    public Frames arp(int operation, long senderMac, String sender, long targetMac, String target) {
        etherType = 0x0806;
        ByteBuffer packet = ByteBuffer.allocate(28).putShort((short) 1).putShort((short) 0x0800);
        packet.put((byte) 6).put((byte) 4).putShort((short) operation);
        packet.put(mac(senderMac)).putInt((int) IpAddress.parse(sender).low());
        packet.put(mac(targetMac)).putInt((int) IpAddress.parse(target).low());
        arp = packet.array();
        return this;
    }

    /** Adds IPv4 or IPv6, by the form of the addresses. */
    public Frames ip(String sourceAddress, String destinationAddress) {
        source = IpAddress.parse(sourceAddress);
        destination = IpAddress.parse(destinationAddress);
        etherType = source.isIpv4() ? 0x0800 : 0x86DD;
        return this;
    }

    /** Sets the time to live or hop limit. */
    public Frames timeToLive(int hops) {
        timeToLive = hops;
        return this;
    }

    /** Adds IPv4 options: {@code count} no-operation bytes, a multiple of 4. */
    public Frames options(int count) {
        options = new byte[count];
        Arrays.fill(options, (byte) 1);
        return this;
    }

    /** Makes it a fragment at {@code offset}, a multiple of 8; in IPv6 by a fragment header behind the extensions so far. */
    public Frames fragment(int id, int offset, boolean more) {
        fragmentId = id;
        if (source != null && source.isIpv4()) {
            fragmentBits = offset / 8 | (more ? 0x2000 : 0);
            return this;
        }
        return extension(
                44,
                ByteBuffer.allocate(8)
                        .putShort(2, (short) (offset | (more ? 1 : 0)))
                        .putInt(4, id)
                        .array());
    }

    /** Adds an empty IPv6 extension header of {@code length} bytes, a multiple of 8. */
    public Frames extension(int number, int length) {
        byte[] header = new byte[length];
        header[1] = (byte) (length / 8 - 1);
        return extension(number, header);
    }

    /** Adds an IPv6 extension header; its first byte will name what follows. */
    public Frames extension(int number, byte[] header) {
        if (firstExtension == NO_TYPE) {
            firstExtension = number;
        } else {
            extensions[lastExtension] = (byte) number;
        }
        lastExtension = extensions.length;
        extensions = DnsMessages.join(extensions, header);
        return this;
    }

    /** Says which IP protocol comes with {@link #payload}, when no transport header is added. */
    public Frames protocol(int number) {
        protocol = number;
        return this;
    }

    /** Adds a TCP header without options; sequence number 1, acknowledgment number 2. */
    public Frames tcp(int sourcePort, int destinationPort, int flags) {
        return tcp(sourcePort, destinationPort, flags, 1, 2, 0);
    }

    /** Adds a TCP header with {@code optionBytes} bytes of options, a multiple of 4. */
    public Frames tcp(
            int sourcePort, int destinationPort, int flags, long sequence, long acknowledgment, int optionBytes) {
        protocol = IpProtocol.TCP;
        ByteBuffer header = ByteBuffer.allocate(20 + optionBytes);
        header.putShort((short) sourcePort).putShort((short) destinationPort);
        header.putInt((int) sequence).putInt((int) acknowledgment);
        header.put((byte) ((20 + optionBytes) / 4 << 4)).put((byte) flags).putShort((short) 0xFFFF);
        transport = header.array();
        return this;
    }

    /** Adds a UDP header. */
    public Frames udp(int sourcePort, int destinationPort) {
        protocol = IpProtocol.UDP;
        transport = ByteBuffer.allocate(8)
                .putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .array();
        return this;
    }

    /** Adds an 8-byte ICMP or ICMPv6 header, by the form of the IP addresses; an error's quoted packet is the payload. */
    public Frames icmp(int type, int code) {
        protocol = source != null && source.isIpv4() ? IpProtocol.ICMP : IpProtocol.ICMPV6;
        transport = ByteBuffer.allocate(8).put((byte) type).put((byte) code).array();
        return this;
    }

    /** Sets the payload. */
    public Frames payload(byte... bytes) {
        payload = bytes;
        return this;
    }

    /** Sets the payload, one byte per character. */
    public Frames payload(String text) {
        return payload(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Adds a UDP DNS query from port 40000. */
    public Frames dnsQuery(int id, String name, int type) {
        return udp(40000, 53).payload(DnsMessages.query(id, name, type));
    }

    /** Adds a UDP DNS response to port 40000. */
    public Frames dnsResponse(int id, String name, int type, int responseCode, byte[]... data) {
        return udp(53, 40000).payload(DnsMessages.response(id, name, type, responseCode, data));
    }

    /** Returns the frame. */
    public byte[] bytes() {
        byte[] packet = arp != null ? arp : source != null ? ipPacket() : payload;
        byte[] frame = DnsMessages.join(linkHeader(packet.length), packet);
        return padded && frame.length < MIN_ETHERNET ? Arrays.copyOf(frame, MIN_ETHERNET) : frame;
    }

    private byte[] linkHeader(int packetLength) {
        if (!etherTypeFollows) {
            return link;
        }
        byte[] type = ByteBuffer.allocate(2).putShort((short) etherType).array();
        if (snap) {
            byte[] length =
                    ByteBuffer.allocate(2).putShort((short) (8 + packetLength)).array();
            type = DnsMessages.join(length, new byte[] {(byte) 0xAA, (byte) 0xAA, 3, 0, 0, 0}, type);
        }
        return DnsMessages.join(link, tags, type);
    }

    private byte[] ipPacket() {
        byte[] header = transport;
        if (protocol == IpProtocol.UDP && header.length == 8) {
            header = header.clone();
            ByteBuffer.wrap(header).putShort(4, (short) (8 + payload.length));
        }
        byte[] content = DnsMessages.join(header, payload);
        return source.isIpv4() ? ipv4(content) : ipv6(content);
    }

    private byte[] ipv4(byte[] content) {
        int header = 20 + options.length;
        ByteBuffer packet = ByteBuffer.allocate(header + content.length);
        packet.put((byte) (0x40 | header / 4)).put((byte) 0).putShort((short) packet.capacity());
        packet.putShort((short) fragmentId).putShort((short) fragmentBits);
        packet.put((byte) timeToLive).put((byte) protocol).putShort((short) 0);
        packet.putInt((int) source.low()).putInt((int) destination.low());
        return packet.put(options).put(content).array();
    }

    private byte[] ipv6(byte[] content) {
        boolean extended = firstExtension != NO_TYPE;
        if (extended) {
            extensions[lastExtension] = (byte) protocol;
        }
        ByteBuffer packet = ByteBuffer.allocate(40 + extensions.length + content.length);
        packet.putInt(0x6000_0000).putShort((short) (packet.capacity() - 40));
        packet.put((byte) (extended ? firstExtension : protocol)).put((byte) timeToLive);
        packet.putLong(source.high()).putLong(source.low());
        packet.putLong(destination.high()).putLong(destination.low());
        return packet.put(extensions).put(content).array();
    }

    private static byte[] mac(long address) {
        byte[] octets = new byte[6];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (address >>> 8 * (5 - i));
        }
        return octets;
    }
}
