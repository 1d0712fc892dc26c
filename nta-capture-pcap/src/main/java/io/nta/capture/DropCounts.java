package io.nta.capture;

import java.util.Arrays;

/**
 * What a capture says was lost before it was written, per interface. There are two sources for the same losses, the packets ("so many are missing before this
 * one") and statistics ("so many since the start"): the larger counts.
 */
final class DropCounts {
    /** A larger number is damage and isn't counted: it's 70 days of a full 100 Gbit/s link. Sums over all interfaces stay within a long. */
    static final long LARGEST = 1L << 46;

    private long[] betweenPackets = new long[1];
    private long[] inStatistics = new long[1];
    private long total;

    /** Counts {@code count} packets that are missing before a packet of an interface. */
    void beforePacket(int interfaceId, long count) {
        long sum = count < 0 || count > LARGEST ? LARGEST + 1 : between(interfaceId) + count;
        if (sum <= LARGEST) {
            long before = dropped(interfaceId);
            betweenPackets = grown(betweenPackets, interfaceId);
            betweenPackets[interfaceId] = sum;
            total += dropped(interfaceId) - before;
        }
    }

    /** Takes the losses of an interface since the start; later statistics replace earlier ones. */
    void statistics(int interfaceId, long count) {
        if (count >= 0 && count <= LARGEST) {
            long before = dropped(interfaceId);
            inStatistics = grown(inStatistics, interfaceId);
            inStatistics[interfaceId] = count;
            total += dropped(interfaceId) - before;
        }
    }

    /** Returns the losses of all interfaces. */
    long total() {
        return total;
    }

    private long dropped(int interfaceId) {
        return Math.max(between(interfaceId), interfaceId < inStatistics.length ? inStatistics[interfaceId] : 0);
    }

    private long between(int interfaceId) {
        return interfaceId < betweenPackets.length ? betweenPackets[interfaceId] : 0;
    }

    private static long[] grown(long[] counts, int index) {
        return index < counts.length ? counts : Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
    }
}
