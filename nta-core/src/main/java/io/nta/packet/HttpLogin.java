package io.nta.packet;

import org.jspecify.annotations.Nullable;

/** Tells request paths that log somebody in, by whole words only: {@code /author} is no {@code auth}. */
final class HttpLogin {
    private HttpLogin() {}

    /** Returns whether one of the segments of the path, split at {@code / . ? & =}, names a login in any case. */
    static boolean isIn(byte[] buffer, int from, int end) {
        int segment = from;
        for (int at = from; at <= end; at++) {
            if (at == end || isSeparator(buffer[at])) {
                String word = wordOfLength(at - segment);
                if (word != null && Ascii.startsFolded(buffer, segment, at, word)) {
                    return true;
                }
                segment = at + 1;
            }
        }
        return false;
    }

    private static boolean isSeparator(byte c) {
        return c == '/' || c == '.' || c == '?' || c == '&' || c == '=';
    }

    /** The words differ in length, so that a segment is compared with one at most. */
    private static @Nullable String wordOfLength(int length) {
        switch (length) {
            case 4:
                return "auth";
            case 5:
                return "login";
            case 6:
                return "signin";
            case 7:
                return "sign-in";
            case 8:
                return "wp-login";
            case 12:
                return "authenticate";
            default:
                return null;
        }
    }
}
