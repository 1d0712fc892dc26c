package io.nta.store.jdbc.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule that keeps alerts from being raised: they are kept, marked with its number, and told to nobody. Rules are never deleted, so that a mark always has its reason.
 *
 * @param id its number
 * @param scope which alerts it suppresses
 * @param reason why
 * @param author who made it
 * @param createdAt when
 * @param until the first moment at which it is no longer in force; {@code null} for never
 * @param liftedAt when somebody ended it before; {@code null} when nobody did
 * @param liftedBy who did
 */
public record Suppression(
        long id,
        SuppressionScope scope,
        String reason,
        String author,
        Instant createdAt,
        @Nullable Instant until,
        @Nullable Instant liftedAt,
        @Nullable String liftedBy) {
    /** Returns whether it is in force at a moment that isn't before it was made. */
    public boolean isInForce(Instant now) {
        return liftedAt == null && (until == null || now.isBefore(until));
    }
}
