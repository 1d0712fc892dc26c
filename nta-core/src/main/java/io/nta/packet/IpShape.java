package io.nta.packet;

/** Tells whether bytes can be an IP packet, where no header announces one. */
final class IpShape {
    private static final int ETHERNET_HEADER = 14;

    private IpShape() {}

    /** Returns the EtherType that the first nibble stands for, or 0 if that is neither 4 nor 6 or wasn't captured. */
    static int etherType(byte[] buffer, int offset, int capturedEnd) {
        if (offset >= capturedEnd) {
            return 0;
        }
        switch (Bytes.u8(buffer, offset) >> 4) {
            case 4:
                return NetworkDecoder.IPV4;
            case 6:
                return NetworkDecoder.IPV6;
            default:
                return 0;
        }
    }

    /** Returns whether version and lengths suit a packet that ends at or before {@code wireEnd}; if they weren't captured, whether there is room. */
    static boolean fits(byte[] buffer, int offset, int capturedEnd, int wireEnd) {
        int room = wireEnd - offset;
        switch (etherType(buffer, offset, capturedEnd)) {
            case NetworkDecoder.IPV4:
                return offset + Ipv4Decoder.MIN_HEADER > capturedEnd
                        ? room >= Ipv4Decoder.MIN_HEADER
                        : ipv4Fits(buffer, offset, room);
            case NetworkDecoder.IPV6:
                return offset + Ipv6Decoder.HEADER > capturedEnd
                        ? room >= Ipv6Decoder.HEADER
                        : length6(buffer, offset) <= room;
            default:
                return false;
        }
    }

    private static boolean ipv4Fits(byte[] buffer, int offset, int room) {
        int header = (Bytes.u8(buffer, offset) & 0xF) << 2;
        int total = Bytes.u16(buffer, offset + 2);
        // 0 is what segmentation offload leaves.
        return header >= Ipv4Decoder.MIN_HEADER && header <= room && (total == 0 || total >= header && total <= room);
    }

    /** Returns whether an untagged Ethernet frame with an IP packet or ARP starts at {@code offset}, as {@link #fits} says. */
    static boolean fitsInFrame(byte[] buffer, int offset, int capturedEnd, int wireEnd) {
        int start = offset + ETHERNET_HEADER;
        if (start > capturedEnd) {
            return false;
        }
        int type = Bytes.u16(buffer, start - 2);
        return type == NetworkDecoder.ARP
                || type == etherType(buffer, start, capturedEnd) && fits(buffer, start, capturedEnd, wireEnd);
    }

    /** Returns whether an IPv4 packet or an IPv6 packet starts at {@code offset} and ends at {@code wireEnd} exactly, by its captured header. */
    static boolean fills(byte[] buffer, int offset, int capturedEnd, int wireEnd) {
        switch (etherType(buffer, offset, capturedEnd)) {
            case NetworkDecoder.IPV4:
                return offset + Ipv4Decoder.MIN_HEADER <= capturedEnd
                        && Bytes.u16(buffer, offset + 2) == wireEnd - offset;
            case NetworkDecoder.IPV6:
                return isWholeIpv6(buffer, offset, capturedEnd, wireEnd);
            default:
                return false;
        }
    }

    /** Returns whether an IPv6 packet starts at {@code offset} and ends at {@code wireEnd} exactly, by its captured header. */
    static boolean isWholeIpv6(byte[] buffer, int offset, int capturedEnd, int wireEnd) {
        return offset + Ipv6Decoder.HEADER <= capturedEnd
                && Bytes.u8(buffer, offset) >> 4 == 6
                && length6(buffer, offset) == wireEnd - offset;
    }

    private static int length6(byte[] buffer, int offset) {
        return Ipv6Decoder.HEADER + Bytes.u16(buffer, offset + 4);
    }
}
