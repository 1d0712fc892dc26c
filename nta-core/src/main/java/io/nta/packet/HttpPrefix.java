package io.nta.packet;

/**
 * What has come so far of a stream whose packets are too short to tell whether a request of HTTP/1 begins: less than its method, a space and the start of its target. Whoever sends a request byte by byte begins
 * so. Not thread-safe.
 */
public final class HttpPrefix {
    private static final int LONGEST_METHOD = 8;
    private static final String SCHEME = "http";
    /** With the space behind the method. */
    private static final int MOST = LONGEST_METHOD + 1 + SCHEME.length();

    private final byte[] bytes = new byte[MOST];
    private int length;
    /** Whether what has come is no request, so that nothing behind it begins one. */
    private boolean other;

    /** Returns whether a request may begin with the packet's payload that doesn't show yet in it alone. */
    public static boolean mayBeginIn(PacketPayload packet) {
        int captured = packet.payloadCaptured();
        return captured > 0 && captured < MOST && !packet.payloadTruncated() && isUpper(packet.payloadByte(0));
    }

    /** Adds the packet's payload, which follows in the stream, and returns whether a request has begun. What can't become one any more stays none until {@link #clear}. */
    public boolean add(PacketPayload packet) {
        if (other) {
            return false;
        }
        int added = Math.min(packet.payloadCaptured(), MOST - length);
        for (int i = 0; i < added; i++) {
            bytes[length + i] = packet.payloadByte(i);
        }
        length += added;
        if (HttpStartLine.isRequest(bytes, 0, length)) {
            clear();
            return true;
        }
        other = packet.payloadTruncated() || !mayBecomeRequest();
        return false;
    }

    private boolean mayBecomeRequest() {
        int space = 0;
        while (space < length && isUpper(bytes[space])) {
            space++;
        }
        if (space == length || space == 0) {
            return space > 0 && space <= LONGEST_METHOD;
        }
        int target = space + 1;
        int targetLength = length - target;
        return bytes[space] == ' '
                && targetLength < SCHEME.length()
                && Ascii.startsFolded(bytes, target, length, SCHEME.substring(0, targetLength));
    }

    private static boolean isUpper(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Begins anew. */
    public void clear() {
        length = 0;
        other = false;
    }
}
