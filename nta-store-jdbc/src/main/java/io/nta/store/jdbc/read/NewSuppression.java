package io.nta.store.jdbc.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule to be made.
 *
 * @param scope which alerts it suppresses
 * @param reason why, for whoever reads it later; 1 to {@value #MAX_REASON} characters on one line
 * @param author who makes it; 1 to {@value #MAX_NAME} characters
 * @param until the first moment at which it does so no more, by the clock of the store: an alert counts by when it arrives, not by its packets' time, so that a capture of last year
 *     that is replayed today meets the rules of today; {@code null} for ever
 */
public record NewSuppression(
        SuppressionScope scope,
        String reason,
        String author,
        @Nullable Instant until) {
    /** The longest reason. */
    public static final int MAX_REASON = 500;

    /** The longest name of somebody. */
    public static final int MAX_NAME = 100;

    /** As far as nanoseconds reach, to the year. */
    private static final Instant LAST = Instant.parse("2262-01-01T00:00:00Z");

    /**
     * Checks the texts, and strips them of blanks around them.
     *
     * @throws IllegalArgumentException when one is not allowed; says which
     */
    public NewSuppression {
        reason = checked("reason", reason, MAX_REASON);
        author = checked("author", author, MAX_NAME);
        if (until != null && until.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    "until is " + until + "; allowed: up to " + LAST + ", or nothing for a rule without end");
        }
    }

    /**
     * Returns a text without blanks around it.
     *
     * @throws IllegalArgumentException when it is empty, too long, or has characters that no line of text has
     */
    public static String checked(String name, String text, int maxLength) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > maxLength) {
            throw new IllegalArgumentException(
                    name + " has " + stripped.length() + " characters; allowed: 1 to " + maxLength);
        }
        if (stripped.codePoints().anyMatch(NewSuppression::isNoText)) {
            throw new IllegalArgumentException(
                    name + " has control characters or halves of characters; allowed: one line of text");
        }
        return stripped;
    }

    private static boolean isNoText(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
