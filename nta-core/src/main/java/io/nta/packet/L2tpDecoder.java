package io.nta.packet;

/** The data messages of L2TP version 2 (RFC 2661), which carry PPP. */
final class L2tpDecoder {
    private static final int HAS_LENGTH = 0x4000;
    private static final int HAS_SEQUENCE = 0x0800;
    private static final int HAS_OFFSET = 0x0200;
    // Data rather than control, all reserved bits 0, version 2; the priority bit is free.
    private static final int FIXED_BITS = 0xB4FF;
    private static final int DATA_VERSION_2 = 2;
    private static final int FLAGS = 2;
    private static final int IDENTIFIERS = 4;
    private static final int SEQUENCE = 4;
    private static final int FIELD = 2;

    private final InnerDecoder inner;

    L2tpDecoder(InnerDecoder inner) {
        this.inner = inner;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        byte[] buffer = view.buffer;
        if (offset + FLAGS + FIELD > capturedEnd) {
            return false;
        }
        int flags = Bytes.u16(buffer, offset);
        boolean hasLength = (flags & HAS_LENGTH) != 0;
        if ((flags & FIXED_BITS) != DATA_VERSION_2
                || hasLength && Bytes.u16(buffer, offset + FLAGS) != wireEnd - offset) {
            return false;
        }
        int at = offset + FLAGS + (hasLength ? FIELD : 0) + IDENTIFIERS;
        at += (flags & HAS_SEQUENCE) != 0 ? SEQUENCE : 0;
        if ((flags & HAS_OFFSET) != 0) {
            if (at + FIELD > capturedEnd) {
                return false;
            }
            at += FIELD + Bytes.u16(buffer, at);
        }
        return at < capturedEnd && inner.decode(view, ShimDecoder.PPP, at, capturedEnd, wireEnd);
    }
}
