package io.nta.store.jdbc.read;

/**
 * Asks for the values that occur most.
 *
 * @param dimension values of what
 * @param range when the packets were captured
 * @param byBytes whether the heaviest are meant, not the most frequent
 * @param limit how many, 1 to 1000
 */
public record TopQuery(Dimension dimension, TimeRange range, boolean byBytes, int limit) {
    private static final int MAX_VALUES = 1_000;

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException when it is not allowed
     */
    public TopQuery {
        if (limit < 1 || limit > MAX_VALUES) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: 1 to " + MAX_VALUES);
        }
    }
}
