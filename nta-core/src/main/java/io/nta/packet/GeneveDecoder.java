package io.nta.packet;

/** Geneve (RFC 8926), its options skipped. */
final class GeneveDecoder {
    private static final int HEADER = 8;
    private static final int VERSION = 0xC0;
    private static final int OPTION_WORDS = 0x3F;
    // Version 0, any length of options; "control" and "critical options" may be set, the other six bits not.
    private static final int RESERVED = 0x3F;

    private final InnerDecoder inner;

    GeneveDecoder(InnerDecoder inner) {
        this.inner = inner;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            return false;
        }
        byte[] buffer = view.buffer;
        int first = Bytes.u8(buffer, offset);
        int etherType = Bytes.u16(buffer, offset + 2);
        boolean wellFormed = (first & VERSION) == 0
                && (Bytes.u8(buffer, offset + 1) & RESERVED) == 0
                && isKnown(etherType)
                && buffer[offset + HEADER - 1] == 0;
        int packet = offset + HEADER + ((first & OPTION_WORDS) << 2);
        return wellFormed && packet < wireEnd && inner.decode(view, etherType, packet, capturedEnd, wireEnd);
    }

    private static boolean isKnown(int etherType) {
        switch (etherType) {
            case ShimDecoder.ETHERNET:
            case NetworkDecoder.MPLS:
            case NetworkDecoder.IPV4:
            case NetworkDecoder.IPV6:
            case NetworkDecoder.ARP:
                return true;
            default:
                return false;
        }
    }
}
