package io.nta.store.jdbc.read;

import io.nta.detect.Severity;
import java.util.Map;

/**
 * How many alerts there are.
 *
 * @param total all
 * @param unresolved those that nobody has resolved
 * @param bySeverity all, by severity; every severity is there
 * @param byType all, by the label of the attack, the most frequent first
 */
public record AlertCounts(long total, long unresolved, Map<Severity, Long> bySeverity, Map<String, Long> byType) {}
