package io.nta.store.jdbc.sql;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Texts as both databases can hold them. What others send may hold anything: NUL, which PostgreSQL refuses, half of a surrogate pair, which UTF-8 can't say, and any
 * length. Each text that had to be altered is counted.
 */
final class StoredText {
    /** The most characters of a text that are kept. */
    static final int MAX_LENGTH = 4_096;

    private static final char REPLACEMENT = '\uFFFD';

    private final LongAdder altered = new LongAdder();

    long altered() {
        return altered.sum();
    }

    @Nullable
    String fitted(@Nullable String text) {
        if (text == null || isFit(text)) {
            return text;
        }
        altered.increment();
        StringBuilder fit = new StringBuilder(text);
        fit.setLength(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < fit.length(); i++) {
            char c = fit.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < fit.length() && Character.isLowSurrogate(fit.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                fit.setCharAt(i, REPLACEMENT);
            }
        }
        return fit.toString();
    }

    private static boolean isFit(String text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
