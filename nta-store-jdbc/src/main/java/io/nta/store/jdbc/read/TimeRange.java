package io.nta.store.jdbc.read;

import java.time.Instant;

/**
 * A half-open range of time, in nanoseconds since the epoch. A range that starts and ends on whole minutes (whole hours: better still) is answered from roll-ups
 * alone; another one also reads the packets of the minutes that it cuts.
 *
 * @param startNanos the first nanosecond
 * @param endNanos the first nanosecond behind it
 */
public record TimeRange(long startNanos, long endNanos) {
    /** All of time. */
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /**
     * Checks that it is not empty.
     *
     * @throws IllegalArgumentException if the end isn't behind the start
     */
    public TimeRange {
        if (startNanos >= endNanos) {
            throw new IllegalArgumentException(
                    "the time range ends at " + endNanos + " ns, which is not behind its start, " + startNanos + " ns");
        }
    }

    /**
     * Returns the range between two instants.
     *
     * @throws IllegalArgumentException if the end isn't behind the start, or either is outside of the years 1677 to 2262, which nanoseconds reach
     */
    public static TimeRange of(Instant start, Instant end) {
        return new TimeRange(nanos(start), nanos(end));
    }

    private static long nanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the time " + instant + " is out of range; allowed: 1677 to 2262", e);
        }
    }
}
