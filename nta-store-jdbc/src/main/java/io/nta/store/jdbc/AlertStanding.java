package io.nta.store.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * How an alert stands with the rules of suppression when a state of it arrives.
 *
 * @param suppressedBy the number of the rule that keeps it quiet; {@code null} when none does, and whoever listens is to be told
 * @param surfaced whether a rule kept its earlier states quiet and none does any more: to those who listen it is new
 */
public record AlertStanding(@Nullable Long suppressedBy, boolean surfaced) {
    /** No rule keeps it quiet, nor did one before. */
    public static final AlertStanding RAISED = new AlertStanding(null, false);

    static final AlertStanding SURFACED = new AlertStanding(null, true);

    static AlertStanding suppressed(long rule) {
        return new AlertStanding(rule, false);
    }

    /** Returns whether a rule keeps it quiet. */
    public boolean isSuppressed() {
        return suppressedBy != null;
    }
}
