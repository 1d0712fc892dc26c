package io.nta.store.jdbc.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the answers, and where the others begin. Pages are found by key, not by counting, so that a late one costs no more than the first and new answers
 * shift none.
 *
 * @param items the answers
 * @param next to be given to the query as {@code after} for those that follow; {@code null} when there are none
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The most that a page can hold. */
    public static final int MAX_ITEMS = 10_000;

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /** Returns {@code limit} when a page may be that long; throws {@link IllegalArgumentException} otherwise. */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > MAX_ITEMS) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: 1 to " + MAX_ITEMS);
        }
        return limit;
    }
}
