package io.nta.examples.generate.frame;

import io.nta.packet.IpAddress;

/**
 * Writes one frame after the other into the same array: link header, network header, transport header and payload in that order, then {@link #finish}, which fills
 * in lengths and checksums and may pad to the least length of Ethernet. Not for several threads; nothing is allocated.
 */
public final class FrameBuilder {
    /** Of IP: the protocol number of ICMP. */
    public static final int ICMP = 1;

    /** Of IP: the protocol number of TCP. */
    public static final int TCP = 6;

    /** Of IP: the protocol number of UDP. */
    public static final int UDP = 17;

    /** Of IP: the protocol number of ICMPv6. */
    public static final int ICMPV6 = 58;

    /** Of IP: the protocol number of VRRP. */
    public static final int VRRP = 112;

    static final int ETHERNET_HEADER = 14;
    static final int IPV4_HEADER = 20;
    static final int IPV6_HEADER = 40;

    private static final int CAPACITY = 1 << 16;
    private static final int LEAST_FRAME = 60;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int DONT_FRAGMENT = 0x4000;

    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    private boolean ipv6;
    private int protocol;
    private int transport;

    /** Begins a frame with its Ethernet header. */
    public FrameBuilder ethernet(long to, long from, int etherType) {
        length = 0;
        protocol = -1;
        return mac(to).mac(from).u16(etherType);
    }

    /** Begins a frame with Ethernet and IP headers. The identification of an IPv4 packet is as given; an IPv6 packet has none. */
    public FrameBuilder ip(Endpoint from, Endpoint to, int newProtocol, int identification) {
        return ip(from.mac(), to.mac(), from.address(), to.address(), from.ttl(), newProtocol, identification);
    }

    /** The same from its parts. */
    public FrameBuilder ip(
            long fromMac, long toMac, IpAddress from, IpAddress to, int ttl, int newProtocol, int identification) {
        if (from.isIpv4()) {
            return ipv4(fromMac, toMac, (int) from.low(), (int) to.low(), ttl, newProtocol, identification);
        }
        ethernet(toMac, fromMac, ETHERTYPE_IPV6);
        u32(0x6000_0000).u16(0).u8(newProtocol).u8(ttl).address(from).address(to);
        return begin(newProtocol, true);
    }

    /** The same for IPv4 addresses as bits. */
    public FrameBuilder ipv4(long fromMac, long toMac, int from, int to, int ttl, int newProtocol, int identification) {
        ethernet(toMac, fromMac, ETHERTYPE_IPV4);
        u16(0x4500).u16(0).u16(identification).u16(DONT_FRAGMENT).u8(ttl).u8(newProtocol);
        u16(0).u32(from).u32(to);
        return begin(newProtocol, false);
    }

    private FrameBuilder begin(int newProtocol, boolean six) {
        protocol = newProtocol;
        ipv6 = six;
        transport = length;
        return this;
    }

    /** Appends a TCP header with options, whose length is a multiple of 4. */
    public FrameBuilder tcp(
            int sourcePort, int targetPort, int seq, int ack, int flags, int window, byte[] options, int optionBytes) {
        int words = (20 + optionBytes) / 4;
        u16(sourcePort)
                .u16(targetPort)
                .u32(seq)
                .u32(ack)
                .u8(words << 4)
                .u8(flags)
                .u16(window);
        return u16(0).u16(0).append(options, 0, optionBytes);
    }

    /** Appends a UDP header. */
    public FrameBuilder udp(int sourcePort, int targetPort) {
        return u16(sourcePort).u16(targetPort).u16(0).u16(0);
    }

    /** Appends an ICMP (or ICMPv6) header with the four bytes behind the checksum. */
    public FrameBuilder icmp(int type, int code, int rest) {
        return u8(type).u8(code).u16(0).u32(rest);
    }

    public FrameBuilder append(byte[] from, int start, int count) {
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        return this;
    }

    public FrameBuilder u8(int value) {
        bytes[length++] = (byte) value;
        return this;
    }

    public FrameBuilder u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public FrameBuilder u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    public FrameBuilder mac(long value) {
        return u16((int) (value >>> 32)).u32((int) value);
    }

    /** Appends an address: 4 or 16 bytes. */
    public FrameBuilder address(IpAddress address) {
        if (!address.isIpv4()) {
            u32((int) (address.high() >>> 32)).u32((int) address.high()).u32((int) (address.low() >>> 32));
        }
        return u32((int) address.low());
    }

    /** Returns the MAC that the frame is for. */
    public long receiver() {
        return mac(0);
    }

    /** Returns the MAC that the frame is from. */
    public long sender() {
        return mac(6);
    }

    private long mac(int at) {
        long value = 0;
        for (int i = 0; i < 6; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    /** Returns whether it holds an IP packet. */
    public boolean isIp() {
        return protocol >= 0;
    }

    /** Returns whether it holds an IPv6 packet. */
    public boolean isIpv6() {
        return isIp() && ipv6;
    }

    /** Returns the array, in which the payload may be written from {@link #length} on; see {@link #grow}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns how much is written. */
    public int length() {
        return length;
    }

    /** Counts bytes that the caller has written behind the end. */
    public FrameBuilder grow(int count) {
        length += count;
        return this;
    }

    /** Fills in the checksum of an IPv4 header that the payload quotes and that ends here. */
    public FrameBuilder sealQuotedIpv4() {
        put16(length - IPV4_HEADER + 10, Checksum.of(bytes, length - IPV4_HEADER, IPV4_HEADER, 0));
        return this;
    }

    /** Fills in lengths and checksums, and pads to the least length of a frame if asked to. */
    public void finish(boolean padded) {
        if (protocol >= 0) {
            finishIp();
        }
        while (padded && length < LEAST_FRAME) {
            bytes[length++] = 0;
        }
    }

    private void finishIp() {
        int payload = length - transport;
        if (ipv6) {
            put16(ETHERNET_HEADER + 4, payload);
        } else {
            put16(ETHERNET_HEADER + 2, IPV4_HEADER + payload);
            put16(ETHERNET_HEADER + 10, Checksum.of(bytes, ETHERNET_HEADER, IPV4_HEADER, 0));
        }
        switch (protocol) {
            case TCP -> put16(transport + 16, Checksum.of(bytes, transport, payload, pseudoHeader(payload)));
            case UDP -> {
                put16(transport + 4, payload);
                int sum = Checksum.of(bytes, transport, payload, pseudoHeader(payload));
                // RFC 768: a computed zero is sent as all ones, since zero stands for none.
                put16(transport + 6, sum == 0 ? 0xFFFF : sum);
            }
            case ICMPV6 -> put16(transport + 2, Checksum.of(bytes, transport, payload, pseudoHeader(payload)));
            case ICMP -> put16(transport + 2, Checksum.of(bytes, transport, payload, 0));
            case VRRP -> put16(transport + 6, Checksum.of(bytes, transport, payload, 0));
            default -> {}
        }
    }

    private long pseudoHeader(int payload) {
        int addresses = ipv6 ? 32 : 8;
        return Checksum.sum(bytes, transport - addresses, addresses) + protocol + payload;
    }

    private void put16(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
