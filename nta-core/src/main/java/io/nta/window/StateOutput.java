package io.nta.window;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes the numbers of a state: big-endian where the length is fixed, LEB128 where small values are common. */
final class StateOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void u8(int value) {
        bytes.write(value);
    }

    /** Writes the lowest {@code count} bytes of {@code value}. */
    void fixed(long value, int count) {
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (value >>> shift));
        }
    }

    /** Writes seven bits a byte, the lowest first; the top bit says that more follow. */
    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** Writes a number that may be negative: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
    void signed(long value) {
        varint(value << 1 ^ value >> 63);
    }

    void raw(byte[] block) {
        bytes.writeBytes(block);
    }

    /** Writes hashes in ascending order, so that equal sets give equal bytes. */
    void ascending(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        for (long value : sorted) {
            fixed(value, Long.BYTES);
        }
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
