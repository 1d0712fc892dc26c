package io.nta.store.jdbc.read;

import io.nta.detect.Severity;
import java.util.Map;

/**
 * How many alerts there are.
 *
 * @param total all that were raised: no rule suppresses them
 * @param unresolved those of them that nobody has resolved
 * @param suppressed those that a rule suppresses; they count here and nowhere else
 * @param bySeverity the raised ones, by severity; every severity is there
 * @param byType the raised ones, by the label of the attack, the most frequent first; a type of which every alert is suppressed is there with 0
 */
public record AlertCounts(
        long total, long unresolved, long suppressed, Map<Severity, Long> bySeverity, Map<String, Long> byType) {}
