package io.nta.examples.generate.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The Internet checksum (RFC 1071). */
final class Checksum {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Checksum() {}

    /** Returns the sum of the 16-bit words of a range, an odd last byte filled up with zero. */
    static long sum(byte[] bytes, int start, int count) {
        long sum = 0;
        int end = start + count;
        int i = start;
        // Two words of 32 bits at a time: their sums fold to the same 16 bits, since 2¹⁶ is 1 modulo 65 535 (RFC 1071,
        // 2 (C)).
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            sum += (eight >>> 32) + (eight & 0xFFFF_FFFFL);
        }
        for (; i + 1 < end; i += 2) {
            sum += (bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF);
        }
        return i < end ? sum + ((bytes[i] & 0xFF) << 8) : sum;
    }

    /** Returns the checksum of a range in which the checksum itself is zero, and of what else was summed up already. */
    static int of(byte[] bytes, int start, int count, long before) {
        long sum = before + sum(bytes, start, count);
        while (sum > 0xFFFF) {
            sum = (sum >>> 16) + (sum & 0xFFFF);
        }
        return (int) ~sum & 0xFFFF;
    }
}
