package io.nta.store.jdbc.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for rules of suppression, the last made first.
 *
 * @param inForceAt only those in force then; {@code null} for all
 * @param limit how many at most, 1 to {@value Page#MAX_ITEMS}
 * @param after where the page before ended; {@code null} for the first
 */
public record SuppressionQuery(
        @Nullable Instant inForceAt, int limit, @Nullable String after) {
    /**
     * Checks limit and cursor.
     *
     * @throws IllegalArgumentException when one is not allowed; says which
     */
    public SuppressionQuery {
        Page.checkedLimit(limit);
        Cursor.parse(after);
    }
}
