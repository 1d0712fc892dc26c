package io.nta.packet;

/** Finds HTTP header fields (RFC 9112, 5) in the lines that one packet holds. */
final class HttpHeaders {
    private HttpHeaders() {}

    /**
     * Returns where the value of the first such field starts, behind its blanks; -1 if there is none in the whole lines before the first empty
     * line.
     *
     * @param from the start of a line
     * @param lowerNameAndColon the name in lower case and a colon
     */
    static int find(byte[] buffer, int from, int end, String lowerNameAndColon) {
        int line = from;
        while (line < end) {
            int lineEnd = Ascii.find(buffer, line, end, '\n');
            boolean whole = lineEnd < end;
            if (!whole || isEmpty(buffer, line, lineEnd)) {
                return -1;
            }
            if (Ascii.startsFolded(buffer, line, lineEnd, lowerNameAndColon)) {
                int value = line + lowerNameAndColon.length();
                while (Ascii.isBlank(buffer[value])) {
                    value++;
                }
                return value;
            }
            line = lineEnd + 1;
        }
        return -1;
    }

    private static boolean isEmpty(byte[] buffer, int line, int lineEnd) {
        return line == lineEnd || line + 1 == lineEnd && buffer[line] == '\r';
    }

    /** Returns where the value that starts at {@code value} ends, without the blanks and the line end behind it. */
    static int valueEnd(byte[] buffer, int value, int end) {
        int at = Ascii.find(buffer, value, end, '\n');
        while (at > value && (Ascii.isBlank(buffer[at - 1]) || buffer[at - 1] == '\r')) {
            at--;
        }
        return at;
    }
}
