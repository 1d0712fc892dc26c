package io.nta.capture.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an agent spools.
 *
 * @param folder where the spool lies; made when it is missing
 * @param agent the name of this sensor, which the server shows; not blank
 * @param interval a file is closed at the latest so long after its first packet, at least 100 ms
 * @param maxPackets a file is closed at the latest when it has so many packets, at least 1
 * @param maxFileBytes a file is closed at the latest when it has so many bytes, at least 64 KiB
 * @param maxBytes what waits to be sent has so many bytes at most; while it has, new packets are dropped and counted
 */
public record SpoolConfig(
        Path folder, String agent, Duration interval, int maxPackets, long maxFileBytes, long maxBytes) {
    /** The default of {@link #maxPackets}. */
    public static final int DEFAULT_MAX_PACKETS = 50_000;

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final long DEFAULT_FILE_BYTES = 64L << 20;
    private static final long SMALLEST_FILE_BYTES = 64L << 10;
    private static final long DEFAULT_BYTES = 2L << 30;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a setting is out of its range
     */
    public SpoolConfig {
        if (agent.isBlank()) {
            throw new IllegalArgumentException("the agent's name is blank");
        }
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException("the interval between files is 100 ms at least, not " + interval);
        }
        if (maxPackets < 1) {
            throw new IllegalArgumentException("a file has at least 1 packet, not " + maxPackets);
        }
        if (maxFileBytes < SMALLEST_FILE_BYTES || maxBytes < maxFileBytes) {
            throw new IllegalArgumentException("a file may have " + SMALLEST_FILE_BYTES
                    + " bytes at least, and the spool as many as a file; not " + maxFileBytes + " and " + maxBytes);
        }
    }

    /** Returns files of 5 s, 50,000 packets, or 64 MiB, and 2 GiB in all. */
    public static SpoolConfig of(Path folder, String agent) {
        return new SpoolConfig(folder, agent, DEFAULT_INTERVAL, DEFAULT_MAX_PACKETS, DEFAULT_FILE_BYTES, DEFAULT_BYTES);
    }

    /** Returns this with other limits of a file. */
    public SpoolConfig withFiles(Duration newInterval, int newMaxPackets) {
        return new SpoolConfig(folder, agent, newInterval, newMaxPackets, maxFileBytes, maxBytes);
    }

    /** Returns this with another {@link #maxBytes}; files become smaller when they would not fit. */
    public SpoolConfig withMaxBytes(long bytes) {
        return new SpoolConfig(folder, agent, interval, maxPackets, Math.min(maxFileBytes, bytes), bytes);
    }
}
