package io.nta.packet;

import java.nio.charset.StandardCharsets;

/** The part of a {@link PacketView} that is its payload, and what can be found in it on demand. */
abstract sealed class PacketPayload extends PacketHeaders permits PacketView {
    byte[] buffer = new byte[0];
    int frameOffset;
    int payloadOffset;
    int payloadCaptured;
    int payloadLength;

    PacketPayload() {}

    /** Takes what lies between the two ends as the payload. */
    final void payload(int offset, int capturedEnd, int wireEnd) {
        payloadOffset = offset - frameOffset;
        payloadLength = wireEnd - offset;
        payloadCaptured = Math.max(0, Math.min(capturedEnd, wireEnd) - offset);
    }

    /** Looks from now on at the start of the datagram that the fragment belongs to. */
    final void lookAt(byte[] datagram) {
        buffer = datagram;
        frameOffset = 0;
        laterFragment = false;
    }

    /** Returns where the payload starts, counted from the start of the frame, or of the datagram that fragments were put together to. */
    public final int payloadOffset() {
        return payloadOffset;
    }

    /** Returns how many bytes of the payload were captured. */
    public final int payloadCaptured() {
        return payloadCaptured;
    }

    /** Returns how many bytes of payload were on the wire, by the IP length: link-layer padding doesn't count. */
    public final int payloadLength() {
        return payloadLength;
    }

    /** Returns a captured byte of the payload; {@code i} is 0 to {@link #payloadCaptured} - 1. */
    public final byte payloadByte(int i) {
        return buffer[payloadStart() + i];
    }

    /** Returns whether part of the payload was not captured. */
    public final boolean payloadTruncated() {
        return payloadCaptured < payloadLength;
    }

    final String payloadText(int from, int length) {
        return new String(buffer, payloadStart() + from, length, StandardCharsets.ISO_8859_1);
    }

    final int payloadStart() {
        return frameOffset + payloadOffset;
    }

    final int payloadEnd() {
        return frameOffset + payloadOffset + payloadCaptured;
    }

    /** Scans for the first empty line inside the payload and returns the offset just behind it; -1 if there is none. */
    public final int httpBlankLineEnd() {
        return httpBlankLineEnd(0);
    }

    /** Scans for the first empty line behind offset {@code from} and returns the offset just behind it; -1 if there is none. */
    public final int httpBlankLineEnd(int from) {
        return found(TextScan.blankLineEnd(buffer, payloadStart() + from, payloadEnd()), from);
    }

    private static int found(int offset, int from) {
        return offset < 0 ? -1 : offset + from;
    }

    /** Returns whether the payload starts with a line end. */
    public final boolean startsWithLineEnd() {
        return TextScan.startsWithLineEnd(buffer, payloadStart(), payloadEnd());
    }

    /** Scans the header lines for Content-Length and returns it; -1 when it's absent, malformed or cut by the payload's end. */
    public final long httpContentLength() {
        return httpContentLength(0);
    }

    /** Scans the header lines from offset {@code from} on for Content-Length, likewise. */
    public final long httpContentLength(int from) {
        return TextScan.contentLength(buffer, payloadStart() + from, payloadEnd());
    }

    /** Scans the header lines for a Transfer-Encoding that ends in "chunked". */
    public final boolean httpChunked() {
        return httpChunked(0);
    }

    /** Scans the header lines from offset {@code from} on for a Transfer-Encoding that ends in "chunked". */
    public final boolean httpChunked(int from) {
        return TextScan.chunked(buffer, payloadStart() + from, payloadEnd());
    }

    /** Returns whether an HTTP/1 request line starts at offset {@code from}, as {@link PacketView#http} tells of offset 0. */
    public final boolean httpRequestAt(int from) {
        return from < payloadCaptured && HttpStartLine.isRequest(buffer, payloadStart() + from, payloadEnd());
    }

    /** Returns whether the path of the request line at offset {@code from} names a login, as {@link PacketView#httpLogin} tells of offset 0. */
    public final boolean httpLoginAt(int from) {
        return HttpStartLine.isLogin(buffer, payloadStart() + from, payloadEnd());
    }

    /** Scans for a whole HTTP/1 status line's start behind offset {@code from}, in a line's middle too, and returns its offset; -1 if there is none. */
    public final int httpStatusAfter(int from) {
        return found(HttpStartLine.nextStatus(buffer, payloadStart() + from + 1, payloadEnd()), from + 1);
    }

    /** Returns the status, 100 to 999, of the status line at an offset that {@link #httpStatusAfter} has returned. */
    public final int httpStatusAt(int from) {
        return HttpStartLine.status(buffer, payloadStart() + from);
    }

    /** Returns whether the payload ends with the last chunk of a chunked body and no trailer; false when its end wasn't captured. */
    public final boolean endsWithLastChunk() {
        return !payloadTruncated() && TextScan.endsWithLastChunk(buffer, payloadStart(), payloadEnd());
    }

    /**
     * Scans from offset {@code from}, the start of a line, for the last chunk of a chunked body without a trailer, if the payload ends or a request starts behind it, and returns the
     * offset just behind it; -1 if there is none.
     */
    public final int lastChunkEnd(int from) {
        int end = payloadEnd();
        int at = TextScan.lastChunkEnd(buffer, payloadStart() + from, end);
        while (at >= 0) {
            boolean last = at == end ? !payloadTruncated() : HttpStartLine.isRequest(buffer, at, end);
            if (last) {
                return at - payloadStart();
            }
            at = TextScan.lastChunkEnd(buffer, at, end);
        }
        return -1;
    }

    /** Scans for an unencrypted SSH NEWKEYS packet (RFC 4253, 7.3) and returns the offset just behind it; -1 if there is none. */
    public final int sshNewKeysEnd() {
        return TextScan.newKeysEnd(buffer, payloadStart(), payloadEnd());
    }
}
