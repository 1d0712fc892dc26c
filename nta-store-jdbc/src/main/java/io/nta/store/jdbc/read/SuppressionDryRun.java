package io.nta.store.jdbc.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule would have suppressed of the alerts that are kept, had it been in force when they arrived.
 *
 * @param alerts how many
 * @param suppressedAlready how many of these some rule has suppressed
 * @param complete whether all alerts of the range were looked at; if not, only the newest {@value #MAX_LOOKED_AT} were
 * @param byType the alerts by the label of the attack, the most frequent first
 * @param byHost the alerts by the host for which the rule matches, the most frequent first, at most {@value #MAX_HOSTS}; those of no known host are in none
 * @param newest the last detected of them
 */
public record SuppressionDryRun(
        long alerts,
        long suppressedAlready,
        boolean complete,
        Map<String, Long> byType,
        Map<String, Long> byHost,
        List<StoredAlert> newest) {
    /** The most alerts that a dry run looks at. */
    public static final int MAX_LOOKED_AT = 100_000;

    /** The most hosts that are told. */
    public static final int MAX_HOSTS = 20;

    /** The most alerts that are told. */
    public static final int MAX_NEWEST = 100;

    /** Copies what is given, in its order. */
    public SuppressionDryRun {
        byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
        byHost = Collections.unmodifiableMap(new LinkedHashMap<>(byHost));
        newest = List.copyOf(newest);
    }
}
