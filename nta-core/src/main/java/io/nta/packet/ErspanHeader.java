package io.nta.packet;

/** The header before a mirrored frame in GRE (draft-foschiano-erspan): none in type I, 8 bytes in II, 12 or 20 in III. */
final class ErspanHeader {
    /** The GRE protocol of type I, which has no sequence number, and of type II, which has. */
    static final int TYPE_1_OR_2 = 0x88BE;
    /** The GRE protocol of type III. */
    static final int TYPE_3 = 0x22EB;

    private static final int VERSION_2 = 1;
    private static final int VERSION_3 = 2;
    private static final int LENGTH_2 = 8;
    private static final int LENGTH_3 = 12;
    private static final int SUBHEADER = 8;
    private static final int HAS_SUBHEADER = 1;

    private ErspanHeader() {}

    /** Returns the header's length by its version; as much of it as must be captured to tell, when it wasn't. */
    static int length(byte[] buffer, int offset, int capturedEnd) {
        if (offset >= capturedEnd) {
            return LENGTH_2;
        }
        int version = Bytes.u8(buffer, offset) >> 4;
        if (version == VERSION_2) {
            return LENGTH_2;
        }
        if (version != VERSION_3) {
            return 0;
        }
        boolean subheader =
                offset + LENGTH_3 <= capturedEnd && (Bytes.u8(buffer, offset + LENGTH_3 - 1) & HAS_SUBHEADER) != 0;
        return subheader ? LENGTH_3 + SUBHEADER : LENGTH_3;
    }
}
