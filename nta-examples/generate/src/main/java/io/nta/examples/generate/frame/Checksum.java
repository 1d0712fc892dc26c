package io.nta.examples.generate.frame;

/** The Internet checksum (RFC 1071). */
final class Checksum {
    private Checksum() {}

    /** Returns the sum of the 16-bit words of a range, an odd last byte filled up with zero. */
    static long sum(byte[] bytes, int start, int count) {
        long sum = 0;
        int end = start + count;
        int i = start;
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
