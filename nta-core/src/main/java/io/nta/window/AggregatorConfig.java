package io.nta.window;

import java.time.Duration;

/**
 * How packets are aggregated, and within which limits.
 *
 * @param lateness how much later than the highest packet time a packet may come and still be folded; at most 60 s. Panes stay open that much longer
 * @param maxSourceLag how far one of several sources may lag behind the first before it no longer holds windows open; at most 60 s
 * @param highEntropyBits the entropy, in bits per character, above which a query name counts as high-entropy. 3.5 lies between the names that people choose (about
 *     2 to 3.3) and base32 or base64 (4 to 5)
 * @param limits how much is kept
 */
public record AggregatorConfig(
        Duration lateness, Duration maxSourceLag, double highEntropyBits, AggregatorLimits limits) {
    private static final Duration MAX_LATENESS = Duration.ofSeconds(60);
    private static final double MAX_ENTROPY = 8;

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when one is out of its range; the message names it, its value and what is allowed
     */
    public AggregatorConfig {
        if (lateness.isNegative() || lateness.compareTo(MAX_LATENESS) > 0) {
            throw new IllegalArgumentException("lateness is " + lateness + ", allowed are 0 s to " + MAX_LATENESS);
        }
        if (maxSourceLag.isNegative() || maxSourceLag.compareTo(MAX_LATENESS) > 0) {
            throw new IllegalArgumentException(
                    "maxSourceLag is " + maxSourceLag + ", allowed are 0 s to " + MAX_LATENESS);
        }
        if (!(highEntropyBits >= 0 && highEntropyBits <= MAX_ENTROPY)) {
            throw new IllegalArgumentException(
                    "highEntropyBits is " + highEntropyBits + ", allowed are 0 to " + MAX_ENTROPY);
        }
    }

    /** Returns the defaults: 2 s, 5 s, 3.5 bits, and those of {@link AggregatorLimits}. */
    public static AggregatorConfig defaults() {
        return new AggregatorConfig(Duration.ofSeconds(2), Duration.ofSeconds(5), 3.5, AggregatorLimits.defaults());
    }
}
