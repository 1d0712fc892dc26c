package io.nta.store.jdbc;

import java.time.Duration;

/**
 * How long things are kept, counted from when they were stored: a capture of last year that is stored today stays as long as today's packets.
 *
 * @param packets raw packets and the sums over them, and the ids of their batches four times as long; zero for ever
 * @param packetBytes how large the whole database may become before the oldest packets go; 0 for any size
 * @param rows rows of features; zero for ever
 * @param interval how often it is looked at; zero for never
 */
public record RetentionConfig(Duration packets, long packetBytes, Duration rows, Duration interval) {
    private static final long DEFAULT_BYTES = 20L << 30;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public RetentionConfig {
        if (packets.isNegative() || packetBytes < 0 || rows.isNegative() || interval.isNegative()) {
            throw new IllegalArgumentException("nothing of a retention is negative; zero stands for no limit");
        }
    }

    /** Returns 7 days and 20 GiB for packets, 90 days for rows, looked at each minute. */
    public static RetentionConfig defaults() {
        return new RetentionConfig(Duration.ofDays(7), DEFAULT_BYTES, Duration.ofDays(90), Duration.ofMinutes(1));
    }

    /** Returns a retention that keeps everything. */
    public static RetentionConfig forEver() {
        return new RetentionConfig(Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);
    }
}
