package io.nta.packet;

import org.jspecify.annotations.Nullable;

/** The request methods of HTTP/1 (RFC 9110, 9.3; PATCH of RFC 5789; WebDAV: RFC 3253, 4918, 5323). */
final class HttpMethod {
    static final String CONNECT = "CONNECT";

    private HttpMethod() {}

    /** Returns the method at {@code offset} if a space follows it, else {@code null}. {@code first} holds its first four bytes. */
    static @Nullable String at(byte[] buffer, int first, int offset, int end) {
        String candidate = candidate(first);
        return candidate != null && isFollowedBySpace(candidate, buffer, offset, end) ? candidate : null;
    }

    private static @Nullable String candidate(int first) {
        switch (first) {
            case 'G' << 24 | 'E' << 16 | 'T' << 8 | ' ':
                return "GET";
            case 'P' << 24 | 'U' << 16 | 'T' << 8 | ' ':
                return "PUT";
            case 'P' << 24 | 'O' << 16 | 'S' << 8 | 'T':
                return "POST";
            case 'H' << 24 | 'E' << 16 | 'A' << 8 | 'D':
                return "HEAD";
            case 'D' << 24 | 'E' << 16 | 'L' << 8 | 'E':
                return "DELETE";
            case 'O' << 24 | 'P' << 16 | 'T' << 8 | 'I':
                return "OPTIONS";
            case 'P' << 24 | 'A' << 16 | 'T' << 8 | 'C':
                return "PATCH";
            case 'T' << 24 | 'R' << 16 | 'A' << 8 | 'C':
                return "TRACE";
            case 'C' << 24 | 'O' << 16 | 'N' << 8 | 'N':
                return CONNECT;
            default:
                return webDav(first);
        }
    }

    private static @Nullable String webDav(int first) {
        switch (first) {
            case 'P' << 24 | 'R' << 16 | 'O' << 8 | 'P':
                return "PROPFIND";
            case 'M' << 24 | 'K' << 16 | 'C' << 8 | 'O':
                return "MKCOL";
            case 'C' << 24 | 'O' << 16 | 'P' << 8 | 'Y':
                return "COPY";
            case 'M' << 24 | 'O' << 16 | 'V' << 8 | 'E':
                return "MOVE";
            case 'L' << 24 | 'O' << 16 | 'C' << 8 | 'K':
                return "LOCK";
            case 'U' << 24 | 'N' << 16 | 'L' << 8 | 'O':
                return "UNLOCK";
            case 'R' << 24 | 'E' << 16 | 'P' << 8 | 'O':
                return "REPORT";
            case 'S' << 24 | 'E' << 16 | 'A' << 8 | 'R':
                return "SEARCH";
            default:
                return null;
        }
    }

    private static boolean isFollowedBySpace(String method, byte[] buffer, int offset, int end) {
        int space = offset + method.length();
        return space < end && buffer[space] == ' ' && Ascii.matchesAt(buffer, offset, space, method);
    }
}
