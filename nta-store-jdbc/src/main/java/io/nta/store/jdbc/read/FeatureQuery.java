package io.nta.store.jdbc.read;

import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks for rows, the newest windows first.
 *
 * @param range when their windows start
 * @param windowSize 5, 30 or 180 seconds; {@code null} for all
 * @param kind which kind of key; {@code null} for both
 * @param key whose rows; {@code null} for all hosts'
 * @param label the verdict, {@code normal} or an attack's label; {@code null} for any, rows without one included
 * @param limit how many at most, 1 to {@value Page#MAX_ITEMS}
 * @param after where the page before ended; {@code null} for the first
 */
public record FeatureQuery(
        TimeRange range,
        @Nullable Integer windowSize,
        @Nullable KeyKind kind,
        @Nullable IpAddress key,
        @Nullable String label,
        int limit,
        @Nullable String after) {
    /**
     * Checks limit, window size and cursor.
     *
     * @throws IllegalArgumentException when one is not allowed; says which
     */
    public FeatureQuery {
        Page.checkedLimit(limit);
        Cursor.parse(after);
        if (windowSize != null && windowSize != 5 && windowSize != 30 && windowSize != 180) {
            throw new IllegalArgumentException("window size is " + windowSize + "; allowed: 5, 30, 180");
        }
    }

    /** Asks for the newest rows of a range, of any size and kind. */
    public static FeatureQuery newest(TimeRange range, int limit) {
        return new FeatureQuery(range, null, null, null, null, limit, null);
    }
}
