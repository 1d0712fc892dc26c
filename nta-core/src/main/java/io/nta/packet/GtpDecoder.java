package io.nta.packet;

/** The user plane of mobile networks, GTP-U version 1 (3GPP TS 29.281): its T-PDUs, which carry a subscriber's IP packets. */
final class GtpDecoder {
    private static final int HEADER = 8;
    private static final int OPTIONAL = 4;
    // Version 1, GTP rather than GTP'; the reserved bit is 0.
    private static final int FIXED_BITS = 0xF8;
    private static final int VERSION_1 = 0x30;
    private static final int HAS_OPTIONAL = 0x07;
    private static final int HAS_EXTENSIONS = 0x04;
    private static final int T_PDU = 255;
    // Real packets have one or two.
    private static final int MAX_EXTENSIONS = 8;
    private static final int NOT_GTP = -1;

    private final InnerDecoder inner;

    GtpDecoder(InnerDecoder inner) {
        this.inner = inner;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            return false;
        }
        byte[] buffer = view.buffer;
        int flags = Bytes.u8(buffer, offset);
        boolean wellFormed = (flags & FIXED_BITS) == VERSION_1
                && Bytes.u8(buffer, offset + 1) == T_PDU
                && Bytes.u16(buffer, offset + 2) == wireEnd - offset - HEADER;
        if (!wellFormed) {
            return false;
        }
        int packet = behindHeaders(buffer, flags, offset, capturedEnd);
        return packet != NOT_GTP
                && IpShape.fits(buffer, packet, capturedEnd, wireEnd)
                && inner.decode(view, IpShape.etherType(buffer, packet, capturedEnd), packet, capturedEnd, wireEnd);
    }

    private static int behindHeaders(byte[] buffer, int flags, int offset, int capturedEnd) {
        int at = offset + HEADER;
        if ((flags & HAS_OPTIONAL) == 0) {
            return at;
        }
        at += OPTIONAL;
        // The optional field and each extension header name the next one in their last byte.
        boolean more = (flags & HAS_EXTENSIONS) != 0;
        for (int extensions = 0; more && at < capturedEnd && buffer[at - 1] != 0; extensions++) {
            int words = Bytes.u8(buffer, at);
            if (words == 0 || extensions == MAX_EXTENSIONS) {
                return NOT_GTP;
            }
            at += words << 2;
            more = at <= capturedEnd;
        }
        return at < capturedEnd ? at : NOT_GTP;
    }
}
