package io.nta.window;

import java.util.Arrays;

/** Reads what {@link StateOutput} wrote, trusting nothing: whatever the bytes are, it gives a number or a {@link StateFormatException}. */
final class StateInput {
    private static final int LAST_SHIFT = 63;

    private final byte[] bytes;
    private int offset;

    StateInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the exception that says what is wrong at the current offset. */
    StateFormatException refuse(String reason) {
        return new StateFormatException(offset, reason);
    }

    /** Checks that this many bytes are left, before anything is allocated for them. */
    private void need(int count) throws StateFormatException {
        if (bytes.length - offset < count) {
            throw refuse("ends where " + count + " bytes should follow, " + (bytes.length - offset) + " are left");
        }
    }

    int u8() throws StateFormatException {
        need(1);
        return bytes[offset++] & 0xFF;
    }

    /** Returns {@code count} bytes as an unsigned number, all eight as a long. */
    long fixed(int count) throws StateFormatException {
        need(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << Byte.SIZE | bytes[offset++] & 0xFF;
        }
        return value;
    }

    long varint() throws StateFormatException {
        long value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
            int next = u8();
            if (shift == LAST_SHIFT && next > 1) {
                throw refuse("a number has more than 64 bits");
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw refuse("a number is longer than it need be");
                }
                return value;
            }
        }
        throw refuse("a number has more than 64 bits");
    }

    long signed() throws StateFormatException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Returns a number that can't be negative. */
    long amount(String what) throws StateFormatException {
        long value = varint();
        if (value < 0) {
            throw refuse(what + " is negative: " + value);
        }
        return value;
    }

    /** Returns a number from {@code min} to {@code max}. */
    int count(String what, int min, int max) throws StateFormatException {
        long value = varint();
        if (value < min || value > max) {
            throw refuse(what + ": " + Long.toUnsignedString(value) + ", allowed are " + min + " to " + max);
        }
        return (int) value;
    }

    byte[] raw(int count) throws StateFormatException {
        need(count);
        byte[] block = Arrays.copyOfRange(bytes, offset, offset + count);
        offset += count;
        return block;
    }

    /** Checks that nothing follows. */
    void end() throws StateFormatException {
        if (offset < bytes.length) {
            throw refuse(bytes.length - offset + " bytes are left over");
        }
    }
}
