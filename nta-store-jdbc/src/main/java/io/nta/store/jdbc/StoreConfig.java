package io.nta.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A store to open.
 *
 * @param url where it is
 * @param retention how long things are kept
 * @param spool where writes wait while the database is away; {@code null} when they are to fail
 * @param readConnections how many can read at once, 1 to 64
 * @param patience how long to wait for the database before it counts as away; six times as long for a file of SQLite that another process holds
 * @param clock tells when something is stored
 */
public record StoreConfig(
        StoreUrl url,
        RetentionConfig retention,
        @Nullable SpoolConfig spool,
        int readConnections,
        Duration patience,
        InstantSource clock) {
    private static final int DEFAULT_READERS = 4;
    private static final int MAX_READERS = 64;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public StoreConfig {
        if (readConnections < 1 || readConnections > MAX_READERS) {
            throw new IllegalArgumentException(
                    "read connections are " + readConnections + "; allowed: 1 to " + MAX_READERS);
        }
        if (patience.toMillis() < 250) {
            throw new IllegalArgumentException("patience is " + patience + "; allowed: at least 250 ms");
        }
    }

    /**
     * Returns the defaults for a URL: retention as {@link RetentionConfig#defaults}, a spool beside SQLite's file or in the user's folder of state.
     *
     * @throws io.nta.NtaException when the URL is none
     */
    public static StoreConfig of(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        return new StoreConfig(
                parsed,
                RetentionConfig.defaults(),
                SpoolConfig.in(spoolFolder(parsed)),
                DEFAULT_READERS,
                DEFAULT_PATIENCE,
                InstantSource.system());
    }

    private static Path spoolFolder(StoreUrl url) {
        if (url.file() != null) {
            return url.file().resolveSibling(url.file().getFileName() + "-spool");
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = state != null && !state.isBlank()
                ? Path.of(state)
                : Path.of(Objects.requireNonNullElse(System.getProperty("user.home"), "."), ".local", "state");
        // One folder for each database: what waits for one must not end up in another.
        return folder.resolve("nta")
                .resolve("spool-" + Integer.toHexString(url.toString().hashCode()));
    }

    /** Returns these settings with another retention. */
    public StoreConfig withRetention(RetentionConfig newRetention) {
        return new StoreConfig(url, newRetention, spool, readConnections, patience, clock);
    }

    /** Returns these settings with another spool; {@code null} for none. */
    public StoreConfig withSpool(@Nullable SpoolConfig newSpool) {
        return new StoreConfig(url, retention, newSpool, readConnections, patience, clock);
    }

    /** Returns these settings with another number of connections that read. */
    public StoreConfig withReadConnections(int connections) {
        return new StoreConfig(url, retention, spool, connections, patience, clock);
    }

    /** Returns these settings with other patience. */
    public StoreConfig withPatience(Duration newPatience) {
        return new StoreConfig(url, retention, spool, readConnections, newPatience, clock);
    }

    /** Returns these settings with another clock. */
    public StoreConfig withClock(InstantSource newClock) {
        return new StoreConfig(url, retention, spool, readConnections, patience, newClock);
    }
}
