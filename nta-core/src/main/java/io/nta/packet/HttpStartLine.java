package io.nta.packet;

/** The request or status line of HTTP/1 (RFC 9112, 3 and 4) at the start of a TCP payload, and the host that the request is for. */
final class HttpStartLine {
    private static final int RESPONSE = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';
    private static final String VERSION = "HTTP/1.";
    private static final int MIN_STATUS = 100;
    private static final int STATUS_OFFSET = 9;
    private static final int STATUS_END = 12;

    private HttpStartLine() {}

    /** Reads the payload from {@code start} to {@code end}, whose first four bytes are {@code first}. */
    static void decode(PacketView view, int first, int start, int end) {
        if (first == RESPONSE) {
            decodeStatus(view, start, end);
            return;
        }
        String method = HttpMethod.at(view.buffer, first, start, end);
        if (method != null) {
            decodeRequest(view, method, start, end);
        }
    }

    private static void decodeStatus(PacketView view, int start, int end) {
        byte[] buffer = view.buffer;
        if (end - start < VERSION.length() || !Ascii.startsAt(buffer, start, end, VERSION)) {
            return;
        }
        boolean whole = start + STATUS_END <= end;
        int status = whole ? status(buffer, start) : 0;
        if (whole && status < MIN_STATUS) {
            return;
        }
        view.http = PacketView.Http.RESPONSE;
        view.httpStatus = status;
    }

    /** Returns whether a request line starts at {@code start}: what {@link #decode} would take for one. */
    static boolean isRequest(byte[] buffer, int start, int end) {
        if (end - start < Integer.BYTES) {
            return false;
        }
        String method = HttpMethod.at(buffer, Bytes.i32(buffer, start), start, end);
        return method != null && targetEnd(buffer, method, start, end) >= 0;
    }

    /** Returns whether the request line at {@code start} is for a login. */
    static boolean isLogin(byte[] buffer, int start, int end) {
        String method = HttpMethod.at(buffer, Bytes.i32(buffer, start), start, end);
        if (method == null || method.equals(HttpMethod.CONNECT)) {
            return false;
        }
        int targetEnd = targetEnd(buffer, method, start, end);
        int target = start + method.length() + 1;
        return targetEnd >= 0 && HttpLogin.isIn(buffer, target, targetEnd);
    }

    /** Returns the offset from {@code start} of the first status line's start; -1 if there is none. */
    static int nextStatus(byte[] buffer, int start, int end) {
        for (int at = Ascii.find(buffer, start, end, 'H'); at + STATUS_END <= end; ) {
            if (Ascii.startsAt(buffer, at, end, VERSION) && status(buffer, at) >= MIN_STATUS) {
                return at - start;
            }
            at = Ascii.find(buffer, at + 1, end, 'H');
        }
        return -1;
    }

    /** Returns the three digits of the status line at {@code start}; 0 if they aren't digits. */
    static int status(byte[] buffer, int start) {
        int status = 0;
        for (int i = start + STATUS_OFFSET; i < start + STATUS_END; i++) {
            if (!Ascii.isDigit(buffer[i])) {
                return 0;
            }
            status = status * 10 + buffer[i] - '0';
        }
        return status;
    }

    /** Returns where the target of a request ends, as far as the packet goes; -1 if this is no HTTP/1 request line. */
    private static int targetEnd(byte[] buffer, String method, int start, int end) {
        int target = start + method.length() + 1;
        if (target == end || !isTargetStart(buffer, target, end, method.equals(HttpMethod.CONNECT))) {
            return -1;
        }
        int targetEnd = target;
        while (targetEnd < end && (buffer[targetEnd] > ' ' || buffer[targetEnd] < 0)) {
            targetEnd++;
        }
        boolean versionFollows = targetEnd < end && buffer[targetEnd] == ' ';
        // The line may end in this packet's middle (slow clients send it in pieces), but RTSP and SIP look the same up
        // to here.
        return versionFollows && !Ascii.startsAt(buffer, targetEnd + 1, end, VERSION) ? -1 : targetEnd;
    }

    private static void decodeRequest(PacketView view, String method, int start, int end) {
        byte[] buffer = view.buffer;
        int targetEnd = targetEnd(buffer, method, start, end);
        if (targetEnd < 0) {
            return;
        }
        int target = start + method.length() + 1;
        boolean connect = method.equals(HttpMethod.CONNECT);
        view.http = PacketView.Http.REQUEST;
        view.httpMethod = method;
        int path = target;
        if (!connect && buffer[target] != '/' && buffer[target] != '*') {
            path = splitAbsolute(view, start, target, targetEnd);
        }
        view.httpPathOffset = path - start;
        view.httpPathLength = targetEnd - path;
        view.httpLogin = !connect && HttpLogin.isIn(buffer, path, targetEnd);
        if (view.httpHostLength == 0) {
            findHost(view, start, targetEnd, end);
        }
    }

    private static boolean isTargetStart(byte[] buffer, int target, int end, boolean connect) {
        byte c = buffer[target];
        if (connect) {
            return c == '[' || Ascii.isDigit(c) || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        }
        return c == '/' || c == '*' || Ascii.startsFolded(buffer, target, end, "http");
    }

    /** Reads the host of {@code http://host/path} and returns where the path starts: the target's end if there is none. */
    private static int splitAbsolute(PacketView view, int start, int target, int targetEnd) {
        byte[] buffer = view.buffer;
        int colon = Ascii.find(buffer, target, targetEnd, ':');
        if (colon + 3 > targetEnd || buffer[colon + 1] != '/' || buffer[colon + 2] != '/') {
            return targetEnd;
        }
        int host = colon + 3;
        int hostEnd = host;
        while (hostEnd < targetEnd && buffer[hostEnd] != '/' && buffer[hostEnd] != '?') {
            hostEnd++;
        }
        view.httpHostOffset = host - start;
        view.httpHostLength = hostEnd - host;
        return hostEnd;
    }

    private static void findHost(PacketView view, int start, int targetEnd, int end) {
        byte[] buffer = view.buffer;
        int headers = Ascii.find(buffer, targetEnd, end, '\n') + 1;
        int value = HttpHeaders.find(buffer, headers, end, "host:");
        if (value >= 0) {
            view.httpHostOffset = value - start;
            view.httpHostLength = HttpHeaders.valueEnd(buffer, value, end) - value;
        }
    }
}
