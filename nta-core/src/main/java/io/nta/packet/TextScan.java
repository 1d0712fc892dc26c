package io.nta.packet;

/** What {@link PacketView} can say of a payload's text on demand. Positions are in the buffer, results count from {@code start}. */
final class TextScan {
    private static final int NEW_KEYS = 21;
    private static final int LENGTH_BYTES = 4;
    private static final int NEW_KEYS_HEAD_BYTES = LENGTH_BYTES + 2;
    /** Without encryption an SSH packet is a multiple of 8 bytes, its length field included, and at least 16. */
    private static final int SSH_BLOCK = 8;

    private static final int MIN_PACKET_LENGTH = 16 - LENGTH_BYTES;
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final String CHUNKED = "chunked";
    // Any length of so many digits fits a long.
    private static final int MAX_LENGTH_DIGITS = 18;

    private TextScan() {}

    static int blankLineEnd(byte[] buffer, int start, int end) {
        int at = Ascii.find(buffer, start, end, '\n') + 1;
        while (at < end) {
            int next = at + (buffer[at] == '\r' ? 1 : 0);
            if (next < end && buffer[next] == '\n') {
                return next + 1 - start;
            }
            at = Ascii.find(buffer, at, end, '\n') + 1;
        }
        return -1;
    }

    static boolean startsWithLineEnd(byte[] buffer, int start, int end) {
        return start < end && buffer[start] == '\n'
                || start + 1 < end && buffer[start] == '\r' && buffer[start + 1] == '\n';
    }

    /** A line end at the very start may be that of a line that began in the packet before, so it doesn't end the header. */
    private static int behindLineEnd(byte[] buffer, int start, int end) {
        return startsWithLineEnd(buffer, start, end) ? start + (buffer[start] == '\r' ? 2 : 1) : start;
    }

    static long contentLength(byte[] buffer, int start, int end) {
        int value = HttpHeaders.find(buffer, behindLineEnd(buffer, start, end), end, "content-length:");
        if (value < 0) {
            return -1;
        }
        int valueEnd = HttpHeaders.valueEnd(buffer, value, end);
        if (valueEnd == value || valueEnd - value > MAX_LENGTH_DIGITS) {
            return -1;
        }
        long length = 0;
        for (int i = value; i < valueEnd; i++) {
            if (!Ascii.isDigit(buffer[i])) {
                return -1;
            }
            length = length * 10 + buffer[i] - '0';
        }
        return length;
    }

    static boolean chunked(byte[] buffer, int start, int end) {
        int value = HttpHeaders.find(buffer, behindLineEnd(buffer, start, end), end, "transfer-encoding:");
        if (value < 0) {
            return false;
        }
        // RFC 9112, 6.1: chunked is the last of the codings.
        int valueEnd = HttpHeaders.valueEnd(buffer, value, end);
        int last = valueEnd - CHUNKED.length();
        boolean wholeWord =
                last == value || last > value && (buffer[last - 1] == ',' || Ascii.isBlank(buffer[last - 1]));
        return wholeWord && Ascii.startsFolded(buffer, last, valueEnd, CHUNKED);
    }

    static boolean endsWithLastChunk(byte[] buffer, int start, int end) {
        int chunk = end - LAST_CHUNK.length();
        boolean startsLine = chunk == start || chunk > start && buffer[chunk - 1] == '\n';
        return startsLine && Ascii.startsAt(buffer, chunk, end, LAST_CHUNK);
    }

    /** Returns the position behind the first last chunk that fills a line; -1 if there is none. {@code start} starts a line. */
    static int lastChunkEnd(byte[] buffer, int start, int end) {
        int line = start;
        while (line + LAST_CHUNK.length() <= end) {
            if (Ascii.startsAt(buffer, line, end, LAST_CHUNK)) {
                return line + LAST_CHUNK.length();
            }
            line = Ascii.find(buffer, line, end, '\n') + 1;
        }
        return -1;
    }

    /** Finds packet_length, padding_length, SSH_MSG_NEWKEYS and padding, of which there may be more than is needed (RFC 4253, 6 and 7.3). */
    static int newKeysEnd(byte[] buffer, int start, int end) {
        long window = -1;
        for (int i = start; i < end; i++) {
            window = (window << 8 | Bytes.u8(buffer, i)) & 0xFFFF_FFFF_FFFFL;
            int length = (int) (window >> 16);
            if ((window & 0xFF) == NEW_KEYS && isPadded(length, (int) (window >> 8) & 0xFF)) {
                int behind = i + 1 + LENGTH_BYTES + length - NEW_KEYS_HEAD_BYTES;
                return behind <= end ? behind - start : -1;
            }
        }
        return -1;
    }

    /** Returns whether a packet of that length holds one byte of message besides its padding. */
    private static boolean isPadded(int length, int padding) {
        return length >= MIN_PACKET_LENGTH && length == padding + 2 && (length + LENGTH_BYTES) % SSH_BLOCK == 0;
    }
}
