package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;

/** Which way a packet went, seen from the private networks; the ordinal stands in {@code raw_packets.direction}. */
enum Direction {
    /** Multicast, broadcast and ARP: it stays on its link. */
    NONE,
    INBOUND,
    OUTBOUND,
    INTERNAL,
    EXTERNAL;

    static Direction of(IpAddress source, IpAddress destination, boolean arp) {
        if (arp || destination.isMulticast()) {
            return NONE;
        }
        boolean from = isPrivate(source);
        boolean to = isPrivate(destination);
        return from ? (to ? INTERNAL : OUTBOUND) : (to ? INBOUND : EXTERNAL);
    }

    /** RFC 1918, 3927, 6598 and loopback; of IPv6, RFC 4193, link-local and loopback. */
    private static boolean isPrivate(IpAddress address) {
        if (!address.isIpv4()) {
            int top = (int) (address.high() >>> 48);
            return (top & 0xFE00) == 0xFC00 || (top & 0xFFC0) == 0xFE80 || address.high() == 0 && address.low() <= 1;
        }
        int bits = (int) address.low();
        int first = bits >>> 24;
        return first == 10
                || first == 127
                || bits >>> 16 == 0xC0A8
                || bits >>> 20 == 0xAC1
                || bits >>> 16 == 0xA9FE
                || bits >>> 22 == 0x64400000 >>> 22;
    }
}
