package io.nta.store.jdbc.read;

import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks for alerts, the last detected first.
 *
 * @param range when they were detected
 * @param severity how urgent; {@code null} for any
 * @param attackType the label of the attack; {@code null} for any
 * @param host attacker or target; {@code null} for any
 * @param resolved whether somebody has resolved it; {@code null} for either
 * @param suppressed whether a rule has suppressed it; {@code null} for either
 * @param suppressedBy the number of the rule that has; {@code null} for any
 * @param limit how many at most, 1 to {@value Page#MAX_ITEMS}
 * @param after where the page before ended; {@code null} for the first
 */
public record AlertQuery(
        TimeRange range,
        @Nullable Severity severity,
        @Nullable String attackType,
        @Nullable IpAddress host,
        @Nullable Boolean resolved,
        @Nullable Boolean suppressed,
        @Nullable Long suppressedBy,
        int limit,
        @Nullable String after) {
    /**
     * Checks limit and cursor.
     *
     * @throws IllegalArgumentException when one is not allowed; says which
     */
    public AlertQuery {
        Page.checkedLimit(limit);
        Cursor.parse(after);
    }

    /** Asks for the newest alerts of a range, resolved or not, suppressed or not. */
    public static AlertQuery newest(TimeRange range, int limit) {
        return new AlertQuery(range, null, null, null, null, null, null, limit, null);
    }
}
