package io.nta.capture;

/**
 * Walks the options of a pcapng block, in place: {@code while (options.next())}. Reused for every block; valid until the input moves. Blocks are multiples of 4,
 * so the header of an option is whole.
 */
final class BlockOptions {
    private static final int HEADER_BYTES = 4;
    private static final int END = 0;

    private final ChunkedInput input;
    private int at;
    private int end;
    private int code;
    private int length;
    private int valueAt;

    BlockOptions(ChunkedInput input) {
        this.input = input;
    }

    /** Starts at the options between {@code from} and {@code to}, counted from the input's position. */
    void start(int from, int to) {
        at = from;
        end = to;
    }

    /** Steps to the next option; false at the end, and when the next one doesn't fit: then {@link #runsPastEnd} is true. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        code = input.uint16(at);
        if (code == END) {
            at = end;
            return false;
        }
        length = input.uint16(at + 2);
        valueAt = at + HEADER_BYTES;
        at = valueAt + (length + 3 & ~3);
        return at <= end;
    }

    boolean runsPastEnd() {
        return at > end;
    }

    int code() {
        return code;
    }

    /** Returns the bytes of the value. */
    int length() {
        return length;
    }

    int uint8() {
        return input.uint8(valueAt);
    }

    int int32() {
        return input.int32(valueAt);
    }

    long int64() {
        long first = input.uint32(valueAt);
        long second = input.uint32(valueAt + Integer.BYTES);
        return input.bigEndian() ? first << Integer.SIZE | second : second << Integer.SIZE | first;
    }
}
