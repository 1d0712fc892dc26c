package io.nta.store.jdbc.read;

import io.nta.detect.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and what somebody has done about it.
 *
 * @param alert the alert in its newest state
 * @param resolved whether somebody has resolved it
 * @param resolvedAt when; {@code null} unless resolved
 * @param note what was noted when it was last resolved or reopened; {@code null} for nothing
 * @param suppressedBy the number of the rule that keeps it quiet; {@code null} when it was raised
 */
public record StoredAlert(
        Alert alert,
        boolean resolved,
        @Nullable Instant resolvedAt,
        @Nullable String note,
        @Nullable Long suppressedBy) {
    /** Returns whether a rule keeps it quiet. */
    public boolean isSuppressed() {
        return suppressedBy != null;
    }
}
