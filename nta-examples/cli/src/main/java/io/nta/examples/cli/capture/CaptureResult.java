package io.nta.examples.cli.capture;

import io.nta.AnalyzerStats;
import io.nta.detect.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis of one capture gave.
 *
 * @param name the file as the user named it, or what stands for it in messages
 * @param stats the counts; {@code null} when the capture couldn't even be opened
 * @param alerts every alert in its final state, in order of detection
 * @param hosts how many hosts opened connections, sent datagrams or claimed addresses: the keys of the SOURCE rows
 * @param lastingHosts how many of them did so in more than one 5 s window: forged senders mostly don't
 * @param firstNanos the time of the first packet that counts, in nanoseconds since the epoch; 0 when there is none
 * @param lastNanos the time of the last one
 * @param failure why reading ended before the end of the capture, or {@code null}; what was read before it is in the rest
 */
public record CaptureResult(
        String name,
        @Nullable AnalyzerStats stats,
        List<Alert> alerts,
        int hosts,
        int lastingHosts,
        long firstNanos,
        long lastNanos,
        @Nullable IOException failure) {
    /** Copies the alerts. */
    public CaptureResult {
        alerts = List.copyOf(alerts);
    }

    /** Returns the time from the first packet to the last. */
    public Duration duration() {
        return Duration.ofNanos(lastNanos - firstNanos);
    }
}
