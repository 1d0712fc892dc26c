package io.nta.window;

/** The three lengths of windows. Each is a multiple of the one before, and all are aligned to the epoch. */
public enum WindowSize {
    FIVE_SECONDS(5),
    THIRTY_SECONDS(30),
    THREE_MINUTES(180);

    /** The length of a pane, the shortest window, in nanoseconds. */
    public static final long PANE_NANOS = FIVE_SECONDS.nanos();

    private static final long NANOS = 1_000_000_000L;

    private final int seconds;

    WindowSize(int seconds) {
        this.seconds = seconds;
    }

    /** Returns the length in seconds. */
    public int seconds() {
        return seconds;
    }

    /** Returns the length in nanoseconds. */
    public long nanos() {
        return seconds * NANOS;
    }

    /** Returns the start of the half-open window of this size that contains the time; both in nanoseconds since the epoch. */
    public long startOf(long timestampNanos) {
        return Math.floorDiv(timestampNanos, nanos()) * nanos();
    }
}
