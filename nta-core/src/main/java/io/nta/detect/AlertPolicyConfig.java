package io.nta.detect;

import java.time.Duration;
import java.util.Map;

/**
 * How verdicts become alerts.
 *
 * @param closeAfter how long nothing may show an attack before its alert closes; 1 s to 1 day
 * @param minConfidence verdicts below it are counted as unconvincing, and neither open an alert nor add to one; 0 to 1
 * @param openConfidence verdicts at or above it open an alert alone; those below need a second witness that says the same within {@code closeAfter}: another detector, or a window
 *     that shares no time with the first; {@code minConfidence} to 1
 * @param severities the severity of the types that don't take it from their confidence
 * @param maxOpen the most alerts open at once, 1 to 1 048 576. For a further one that alert closes early, counted, whose attack was last shown longest ago; its
 *     attack opens another alert if it is shown again. If the windows that show the new one show all that are open, too, the new one is not opened but counted
 *     as suppressed: otherwise attacks that go on would open and close in turns
 */
public record AlertPolicyConfig(
        Duration closeAfter,
        double minConfidence,
        double openConfidence,
        Map<AttackType, Severity> severities,
        int maxOpen) {
    private static final Duration MAX_CLOSE_AFTER = Duration.ofDays(1);
    private static final int MAX_MAX_OPEN = 1 << 20;

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when one is out of its range; the message names it, its value and what is allowed
     */
    public AlertPolicyConfig {
        if (closeAfter.toSeconds() < 1 || closeAfter.compareTo(MAX_CLOSE_AFTER) > 0) {
            throw new IllegalArgumentException(
                    "closeAfter is " + closeAfter + ", allowed are 1 s to " + MAX_CLOSE_AFTER);
        }
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException("minConfidence is " + minConfidence + ", allowed are 0 to 1");
        }
        if (!(openConfidence >= minConfidence && openConfidence <= 1)) {
            throw new IllegalArgumentException(
                    "openConfidence is " + openConfidence + ", allowed are minConfidence (" + minConfidence + ") to 1");
        }
        if (maxOpen < 1 || maxOpen > MAX_MAX_OPEN) {
            throw new IllegalArgumentException("maxOpen is " + maxOpen + ", allowed are 1 to " + MAX_MAX_OPEN);
        }
        severities = Map.copyOf(severities);
    }

    /** Returns the defaults: 180 s of quiet, confidence 0.5 to be heard and 0.6 to open an alert alone, severity from confidence, 4 096 alerts. */
    public static AlertPolicyConfig defaults() {
        return new AlertPolicyConfig(Duration.ofSeconds(180), 0.5, 0.6, Map.of(), 1 << 12);
    }
}
