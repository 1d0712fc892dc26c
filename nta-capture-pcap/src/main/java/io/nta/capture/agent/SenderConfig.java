package io.nta.capture.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a spool is sent.
 *
 * @param folder the spool
 * @param batchPackets the packets of an upload, at least 1
 * @param batchBytes the bytes of JSON after which an upload ends, at least 1
 * @param poll how often new files are looked for, at least 1 ms
 * @param retryFailed how often what failed is tried again, at least 1 ms
 * @param keepAge how long sent files are kept, at least 0
 * @param keepBytes how many bytes of sent files are kept, and of failed ones, at least 0
 */
public record SenderConfig(
        Path folder,
        int batchPackets,
        long batchBytes,
        Duration poll,
        Duration retryFailed,
        Duration keepAge,
        long keepBytes) {
    private static final int BATCH_PACKETS = 1_000;
    private static final long BATCH_BYTES = 8L << 20;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY_FAILED = Duration.ofMinutes(5);
    private static final Duration KEEP_AGE = Duration.ofDays(7);
    private static final long KEEP_BYTES = 1L << 30;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a setting is out of its range
     */
    public SenderConfig {
        if (batchPackets < 1) {
            throw new IllegalArgumentException("a batch has at least 1 packet, not " + batchPackets);
        }
        if (batchBytes < 1) {
            throw new IllegalArgumentException("a batch has at least 1 byte, not " + batchBytes);
        }
        if (poll.toMillis() < 1 || retryFailed.toMillis() < 1) {
            throw new IllegalArgumentException("new files are looked for every " + poll.toMillis()
                    + " ms, failed ones every " + retryFailed.toMillis() + " ms; allowed: at least 1 ms each");
        }
        if (keepAge.isNegative() || keepBytes < 0) {
            throw new IllegalArgumentException("sent files are kept for 0 s and in 0 bytes at least, not for " + keepAge
                    + " and in " + keepBytes + " bytes");
        }
    }

    /** Returns the defaults: batches of 1,000 packets or 8 MiB, new files each second, failed ones every 5 minutes; a week, and 1 GiB, of sent files are kept. */
    public static SenderConfig of(Path folder) {
        return new SenderConfig(folder, BATCH_PACKETS, BATCH_BYTES, POLL, RETRY_FAILED, KEEP_AGE, KEEP_BYTES);
    }

    /** Returns this with another {@link #batchPackets}. */
    public SenderConfig withBatchPackets(int packets) {
        return new SenderConfig(folder, packets, batchBytes, poll, retryFailed, keepAge, keepBytes);
    }

    /** Returns this with other intervals. */
    public SenderConfig withIntervals(Duration newPoll, Duration newRetryFailed) {
        return new SenderConfig(folder, batchPackets, batchBytes, newPoll, newRetryFailed, keepAge, keepBytes);
    }

    /** Returns this with other bounds of what is kept. */
    public SenderConfig withKept(Duration age, long bytes) {
        return new SenderConfig(folder, batchPackets, batchBytes, poll, retryFailed, age, bytes);
    }
}
