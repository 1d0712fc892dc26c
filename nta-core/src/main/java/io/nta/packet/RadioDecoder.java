package io.nta.packet;

/** What capturing systems put before IEEE 802.11 frames: radiotap (radiotap.org), the Prism header, the AVS header; or nothing. */
final class RadioDecoder {
    private static final int CHECK_SEQUENCE = 4;

    private static final int RADIOTAP_HEADER = 8;
    private static final int RADIOTAP_PRESENT = 4;
    private static final int PRESENT_WORD = 4;
    /** Bits of the first byte of a word of presence. */
    private static final int HAS_TIME = 0x01;

    private static final int HAS_FLAGS = 0x02;
    /** The highest bit of the last byte of a word: another one follows. */
    private static final int MORE_WORDS = 0x80;

    private static final int TIME = 8;
    private static final int FLAG_CHECK_SEQUENCE = 0x10;
    private static final int FLAG_ALIGNED = 0x20;

    private static final int AVS_MAGIC = 0x8021_1000;
    private static final int AVS_MAGIC_MASK = 0xFFFF_F000;
    private static final int LENGTH_AT = 4;
    private static final int LENGTH_END = 8;
    private static final int LARGEST_PRISM_MESSAGE = 0xFFFF;

    private final AnomalyCounts anomalies;
    private final WirelessDecoder wireless;

    RadioDecoder(AnomalyCounts anomalies, WirelessDecoder wireless) {
        this.anomalies = anomalies;
        this.wireless = wireless;
    }

    boolean decodePlain(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return wireless.decode(view, offset, false, capturedEnd, wireEnd);
    }

    boolean decodeRadiotap(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + RADIOTAP_HEADER > capturedEnd) {
            return anomalies.linkCut(offset + RADIOTAP_HEADER, wireEnd);
        }
        byte[] buffer = view.buffer;
        int length = Bytes.littleU16(buffer, offset + 2);
        if (Bytes.u8(buffer, offset) != 0 || length < RADIOTAP_HEADER) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        int frame = offset + length;
        if (frame > capturedEnd) {
            return anomalies.linkCut(frame, wireEnd);
        }
        int flags = radiotapFlags(buffer, offset, frame);
        int end = wireEnd - ((flags & FLAG_CHECK_SEQUENCE) != 0 ? CHECK_SEQUENCE : 0);
        return wireless.decode(view, frame, (flags & FLAG_ALIGNED) != 0, Math.min(capturedEnd, end), end);
    }

    /** Returns the flags field, 0 when there is none. Only the time can stand between it and the words of presence. */
    private static int radiotapFlags(byte[] buffer, int offset, int end) {
        int present = Bytes.u8(buffer, offset + RADIOTAP_PRESENT);
        if ((present & HAS_FLAGS) == 0) {
            return 0;
        }
        int at = offset + RADIOTAP_PRESENT;
        while (at + PRESENT_WORD <= end && (Bytes.u8(buffer, at + 3) & MORE_WORDS) != 0) {
            at += PRESENT_WORD;
        }
        at += PRESENT_WORD;
        if ((present & HAS_TIME) != 0) {
            // Fields are aligned from the start of the header.
            at = offset + (at - offset + TIME - 1 & -TIME) + TIME;
        }
        return at < end ? Bytes.u8(buffer, at) : 0;
    }

    /** The Prism header, in the byte order of the capturing host; or AVS, which some drivers give under the same link type. */
    boolean decodePrism(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + LENGTH_END > capturedEnd) {
            return anomalies.linkCut(offset + LENGTH_END, wireEnd);
        }
        byte[] buffer = view.buffer;
        int length = Bytes.i32(buffer, offset + LENGTH_AT);
        if ((Bytes.i32(buffer, offset) & AVS_MAGIC_MASK) != AVS_MAGIC
                && Integer.compareUnsigned(length, LARGEST_PRISM_MESSAGE) > 0) {
            length = Integer.reverseBytes(length);
        }
        return decodeBehind(view, offset, length, capturedEnd, wireEnd);
    }

    boolean decodeAvs(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + LENGTH_END > capturedEnd) {
            return anomalies.linkCut(offset + LENGTH_END, wireEnd);
        }
        return decodeBehind(view, offset, Bytes.i32(view.buffer, offset + LENGTH_AT), capturedEnd, wireEnd);
    }

    private boolean decodeBehind(PacketView view, int offset, int header, int capturedEnd, int wireEnd) {
        if (header < LENGTH_END || header > LARGEST_PRISM_MESSAGE) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        return wireless.decode(view, offset + header, false, capturedEnd, wireEnd);
    }
}
