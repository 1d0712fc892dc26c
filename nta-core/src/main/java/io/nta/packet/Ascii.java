package io.nta.packet;

/** Compares bytes with ASCII words and finds the ends of lines, without a {@code String} being made. */
final class Ascii {
    private Ascii() {}

    /** Returns whether the bytes at {@code offset} are those of {@code word}, as far as {@code end} lets see. */
    static boolean startsAt(byte[] buffer, int offset, int end, String word) {
        int count = Math.min(word.length(), end - offset);
        for (int i = 0; i < count; i++) {
            if (buffer[offset + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@code from} to {@code end} is exactly {@code word}. */
    static boolean matchesAt(byte[] buffer, int from, int end, String word) {
        return end - from == word.length() && startsAt(buffer, from, end, word);
    }

    /** Returns whether the bytes at {@code offset} are those of {@code lowerWord} but for the case of A to Z, all of them before {@code end}. */
    static boolean startsFolded(byte[] buffer, int offset, int end, String lowerWord) {
        if (lowerWord.length() > end - offset) {
            return false;
        }
        for (int i = 0; i < lowerWord.length(); i++) {
            byte c = buffer[offset + i];
            int lower = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
            if (lower != lowerWord.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the position of the first {@code wanted} in {@code from} to {@code end}, {@code end} if there is none. */
    static int find(byte[] buffer, int from, int end, char wanted) {
        int at = from;
        while (at < end && buffer[at] != wanted) {
            at++;
        }
        return at;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}
