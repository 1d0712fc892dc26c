package io.nta.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where what can't be written waits for the database to return.
 *
 * @param folder a folder of this store's own
 * @param maxBytes how large it may become; what is oldest then gives way, and is counted
 * @param retry how often the database is asked whether it is back
 */
public record SpoolConfig(Path folder, long maxBytes, Duration retry) {
    private static final long DEFAULT_BYTES = 1L << 30;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException when there is no room or no retry
     */
    public SpoolConfig {
        if (maxBytes < 1 || retry.isNegative() || retry.isZero()) {
            throw new IllegalArgumentException("a spool has at least 1 byte, and is retried after more than no time");
        }
    }

    /** Returns a spool of 1 GiB that is retried each second. */
    public static SpoolConfig in(Path folder) {
        return new SpoolConfig(folder, DEFAULT_BYTES, Duration.ofSeconds(1));
    }
}
