package io.nta.window;

/**
 * Which timestamps can be computed with. A damaged or malicious capture may hold any 64-bit time; within these bounds no timeout, window or lateness that can be
 * configured overflows. They leave out two days at either end of what nanoseconds since the epoch can say: 1677 and 2262.
 */
public final class EventTime {
    /** Longer than all that is ever added to a time or taken from it. */
    private static final long MARGIN_NANOS = 2 * 86_400 * 1_000_000_000L;

    /** The first usable time, in nanoseconds since the epoch: in September 1677. */
    public static final long EARLIEST_NANOS = Long.MIN_VALUE + MARGIN_NANOS;

    /** The last usable time, in nanoseconds since the epoch: in April 2262. */
    public static final long LATEST_NANOS = Long.MAX_VALUE - MARGIN_NANOS;

    private EventTime() {}

    /** Returns whether the time, in nanoseconds since the epoch, can be computed with. */
    public static boolean isUsable(long timestampNanos) {
        return timestampNanos >= EARLIEST_NANOS && timestampNanos <= LATEST_NANOS;
    }
}
