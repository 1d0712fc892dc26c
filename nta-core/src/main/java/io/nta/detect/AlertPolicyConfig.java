package io.nta.detect;

import java.time.Duration;
import java.util.Map;

/**
 * How verdicts become alerts.
 *
 * @param closeAfter how long nothing may show an attack before its alert closes; 1 s to 1 day
 * @param minConfidence verdicts below it open no alert, 0 to 1
 * @param severities the severity of the types that don't take it from their confidence
 */
public record AlertPolicyConfig(Duration closeAfter, double minConfidence, Map<AttackType, Severity> severities) {
    private static final Duration MAX_CLOSE_AFTER = Duration.ofDays(1);

    /** Checks every limit. */
    public AlertPolicyConfig {
        if (closeAfter.toSeconds() < 1 || closeAfter.compareTo(MAX_CLOSE_AFTER) > 0) {
            throw new IllegalArgumentException(
                    "closeAfter is " + closeAfter + ", allowed are 1 s to " + MAX_CLOSE_AFTER);
        }
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException("minConfidence is " + minConfidence + ", allowed are 0 to 1");
        }
        severities = Map.copyOf(severities);
    }

    /** Returns the defaults: 180 s of quiet, confidence 0.5, severity from confidence. */
    public static AlertPolicyConfig defaults() {
        return new AlertPolicyConfig(Duration.ofSeconds(180), 0.5, Map.of());
    }
}
