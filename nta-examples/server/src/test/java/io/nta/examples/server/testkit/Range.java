package io.nta.examples.server.testkit;

import java.time.Instant;

/** A range of time, in nanoseconds since the epoch. */
public record Range(long from, long to) {
    /** Returns the parameters of a query. */
    public String parameters() {
        return "from=" + instant(from) + "&to=" + instant(to);
    }

    @Override
    public String toString() {
        return instant(from) + " to " + instant(to);
    }

    /** Returns a time. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
