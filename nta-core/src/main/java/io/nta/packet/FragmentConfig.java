package io.nta.packet;

import java.time.Duration;

/**
 * The limits of {@link FragmentTable}. All times are event time.
 *
 * @param maxDatagrams the most datagrams of which fragments are awaited, 1 to 1 048 576; beyond it the oldest is forgotten and counted as evicted
 * @param maxFragments the most fragments of one datagram whose places are kept, 1 to 8 192; further ones aren't compared, and counted as uncompared
 * @param prefixBytes how much of a datagram's start, transport header included, must be at hand before it is read, 64 to 512; a multiple of 8. A first fragment that
 *     holds so much, as all but tiny ones do, is read by itself
 * @param maxBufferedBytes the most bytes kept of all datagrams' starts, {@code prefixBytes} to 256 MiB; beyond it the oldest datagrams are forgotten and counted as evicted
 * @param timeout how long after its first seen fragment a datagram is awaited, 1 ms to 5 minutes
 */
public record FragmentConfig(
        int maxDatagrams, int maxFragments, int prefixBytes, int maxBufferedBytes, Duration timeout) {
    private static final int MAX_DATAGRAMS = 1 << 20;
    private static final int MAX_FRAGMENTS = 1 << 13;
    private static final int MIN_PREFIX = 64;
    private static final int MAX_PREFIX = 512;
    private static final int BLOCK = 8;
    private static final int MAX_BUFFERED = 1 << 28;
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when one is out of its range; the message names it, its value and what is allowed
     */
    public FragmentConfig {
        check("maxDatagrams", maxDatagrams, 1, MAX_DATAGRAMS);
        check("maxFragments", maxFragments, 1, MAX_FRAGMENTS);
        check("prefixBytes", prefixBytes, MIN_PREFIX, MAX_PREFIX);
        if (prefixBytes % BLOCK != 0) {
            throw new IllegalArgumentException("prefixBytes is " + prefixBytes + ", allowed are multiples of " + BLOCK);
        }
        check("maxBufferedBytes", maxBufferedBytes, prefixBytes, MAX_BUFFERED);
        if (timeout.toMillis() < 1 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout is " + timeout + ", allowed are 1 ms to " + MAX_TIMEOUT);
        }
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are " + least + " to " + most);
        }
    }

    /** Returns the limits of one of so many shards: an equal share, rounded up, of datagrams and bytes. */
    public FragmentConfig shareOf(int shards) {
        return new FragmentConfig(
                (maxDatagrams + shards - 1) / shards,
                maxFragments,
                prefixBytes,
                Math.max(prefixBytes, (maxBufferedBytes + shards - 1) / shards),
                timeout);
    }

    /**
     * Returns the defaults: 4 096 datagrams of up to 128 fragments (65 535 bytes over a link of 576 make 119), their first 512 bytes, 1 MiB of those, and 30 s
     * (what Linux waits for IPv4).
     */
    public static FragmentConfig defaults() {
        return new FragmentConfig(1 << 12, 128, MAX_PREFIX, 1 << 20, Duration.ofSeconds(30));
    }
}
