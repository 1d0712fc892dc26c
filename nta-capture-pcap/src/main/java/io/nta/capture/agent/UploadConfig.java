package io.nta.capture.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where batches go, and how often it is tried.
 *
 * @param server an http or https URL; batches go to {@code /ingest} below it
 * @param apiKey sent as {@code Authorization: Bearer KEY}; null for none
 * @param authorities a PEM file with the certificates of the only authorities that the server's may come from; null for those that Java trusts
 * @param gzip whether bodies are compressed
 * @param connectTimeout for a connection to come about; above 0
 * @param requestTimeout for an answer to come; above 0
 * @param tries how often a batch is sent before it is left for later, at least 1
 * @param firstDelay before the second try, at least 0; each further one waits twice as long, a quarter more or less at random
 * @param maxDelay the longest wait, at least 0; also of what a server asks for by Retry-After
 */
public record UploadConfig(
        URI server,
        @Nullable String apiKey,
        @Nullable Path authorities,
        boolean gzip,
        Duration connectTimeout,
        Duration requestTimeout,
        int tries,
        Duration firstDelay,
        Duration maxDelay) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);

    /**
     * Checks the URL and the ranges.
     *
     * @throws IllegalArgumentException when one is wrong
     */
    public UploadConfig {
        String scheme = server.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web || server.getHost() == null || server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the server is '" + server + "'; it is a URL such as https://nta.example.org:8000");
        }
        if (tries < 1) {
            throw new IllegalArgumentException("a batch is tried at least once, not " + tries + " times");
        }
        if (connectTimeout.compareTo(Duration.ZERO) <= 0 || requestTimeout.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("connecting and answering may take more than 0 s, not " + connectTimeout
                    + " and " + requestTimeout);
        }
        if (firstDelay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "the waits between tries are at least 0 s, not " + firstDelay + " and at most " + maxDelay);
        }
    }

    /** Returns the defaults: no key, Java's authorities, gzip, 10 s to connect, 60 s to answer, 3 tries that begin 1 s apart, waits of 5 minutes at most. */
    public static UploadConfig of(URI server) {
        return new UploadConfig(
                server, null, null, true, CONNECT_TIMEOUT, REQUEST_TIMEOUT, TRIES, FIRST_DELAY, MAX_DELAY);
    }

    /** Returns this with another key. */
    public UploadConfig withApiKey(@Nullable String key) {
        return new UploadConfig(
                server, key, authorities, gzip, connectTimeout, requestTimeout, tries, firstDelay, maxDelay);
    }

    /** Returns this with other authorities. */
    public UploadConfig withAuthorities(@Nullable Path pem) {
        return new UploadConfig(server, apiKey, pem, gzip, connectTimeout, requestTimeout, tries, firstDelay, maxDelay);
    }

    /** Returns this with or without compression. */
    public UploadConfig withGzip(boolean compressed) {
        return new UploadConfig(
                server, apiKey, authorities, compressed, connectTimeout, requestTimeout, tries, firstDelay, maxDelay);
    }

    /** Returns this with other waits. */
    public UploadConfig withWaits(Duration newRequestTimeout, Duration newFirstDelay, Duration newMaxDelay) {
        return new UploadConfig(
                server,
                apiKey,
                authorities,
                gzip,
                connectTimeout,
                newRequestTimeout,
                tries,
                newFirstDelay,
                newMaxDelay);
    }

    /** Returns where batches are posted to. */
    URI ingest() {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/ingest");
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "UploadConfig[" + server + ']';
    }
}
