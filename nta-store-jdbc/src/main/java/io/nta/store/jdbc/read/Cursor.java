package io.nta.store.jdbc.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the key of its last item. As text it is {@code time.id}, which callers take for opaque.
 *
 * @param timeNanos what answers are ordered by first
 * @param id what tells those of one time apart
 */
public record Cursor(long timeNanos, String id) {
    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,19})\\.([0-9A-Za-z_-]{1,64})");

    /**
     * Reads the text form.
     *
     * @return {@code null} for {@code null}
     * @throws IllegalArgumentException when it isn't one that a {@link Page} gave
     */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("after is not what an earlier page gave as next");
        }
        try {
            return new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after is not what an earlier page gave as next", e);
        }
    }

    /**
     * Returns the id as a number.
     *
     * @throws IllegalArgumentException when it is none
     */
    public long number() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after is of another kind of page", e);
        }
    }

    /** Returns the text form. */
    public String text() {
        return timeNanos + "." + id;
    }
}
