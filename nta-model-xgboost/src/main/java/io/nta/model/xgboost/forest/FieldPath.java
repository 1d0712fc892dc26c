package io.nta.model.xgboost.forest;

/** Where in a model file a reader is, for its errors: {@code learner.gradient_booster.model.trees[3].split_indices}. */
final class FieldPath {
    // A hostile name, text or nesting must not fill a log.
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_PATH = 400;

    private final StringBuilder text = new StringBuilder();

    /** Steps into a field and returns what {@link #leave} takes. */
    int enter(String name) {
        int mark = text.length();
        if (mark > 0) {
            text.append('.');
        }
        text.append(name, 0, Math.min(name.length(), LONGEST_NAME));
        return mark;
    }

    /** Steps into an element and returns what {@link #leave} takes. */
    int enter(int element) {
        int mark = text.length();
        text.append('[').append(element).append(']');
        return mark;
    }

    void leave(int mark) {
        text.setLength(mark);
    }

    ModelFormatException wrong(String what) {
        return new ModelFormatException(this + ": " + what);
    }

    ModelFormatException wrong(String what, Throwable cause) {
        return new ModelFormatException(this + ": " + what, cause);
    }

    /** Returns a text of the file as an error may quote it: its beginning, if it is long. */
    static String quote(String text) {
        return text.length() <= LONGEST_NAME ? "'" + text + "'" : "'" + text.substring(0, LONGEST_NAME) + "…'";
    }

    @Override
    public String toString() {
        int length = text.length();
        if (length > LONGEST_PATH) {
            return "…" + text.substring(length - LONGEST_PATH);
        }
        return length == 0 ? "model" : text.toString();
    }
}
