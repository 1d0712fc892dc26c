package io.nta.packet;

import org.jspecify.annotations.Nullable;

/**
 * The link-layer framings that {@link PacketDecoder} reads, with their {@code LINKTYPE_} codes (tcpdump.org, "Link-layer header types"), the ones that
 * pcap and pcapng files carry.
 */
public enum LinkType {
    /** BSD loopback: a 4-byte address family in the byte order of the capturing host. */
    NULL(0),
    /** Ethernet II or IEEE 802.3. */
    ETHERNET(1),
    /** A bare IPv4 or IPv6 packet, told apart by its version nibble. */
    RAW(101),
    /** OpenBSD loopback: a 4-byte address family in network byte order. */
    LOOP(108),
    /** Linux "cooked" capture, version 1. */
    LINUX_SLL(113),
    /** A bare IPv4 packet. */
    IPV4(228),
    /** A bare IPv6 packet. */
    IPV6(229),
    /** Linux "cooked" capture, version 2. */
    LINUX_SLL2(276);

    private static final int DLT_RAW_BSD = 12;
    private static final int DLT_RAW_OPENBSD = 14;

    private final int code;

    LinkType(int code) {
        this.code = code;
    }

    /** Returns the {@code LINKTYPE_} code. */
    public int code() {
        return code;
    }

    /**
     * Returns the link type of a {@code LINKTYPE_} (or, for raw IP, {@code DLT_}) code, or {@code null} when {@link PacketDecoder} doesn't read it.
     */
    public static @Nullable LinkType ofCode(int code) {
        if (code == DLT_RAW_BSD || code == DLT_RAW_OPENBSD) {
            return RAW;
        }
        for (LinkType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
