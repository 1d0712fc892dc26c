package io.nta.wire;

import io.nta.packet.PacketRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The start line of an HTTP/1 message (RFC 9112), with its host and the empty line that ends its header. */
final class HttpText {
    /** Of a path and of a host each, so that both fit into a frame. */
    private static final int MAX_TEXT = PacketRecord.MAX_TEXT;

    private HttpText() {}

    static void write(PacketRecord.Http http, ByteBuffer frame) {
        if (http.method() == null) {
            text("HTTP/1.1 ", frame);
            text(http.status() == 0 ? "" : http.status() + " \r\n\r\n", frame);
            return;
        }
        word(http.method(), frame);
        text(" ", frame);
        word(http.path(), frame);
        text(" HTTP/1.1\r\n", frame);
        if (http.host() != null) {
            text("Host: ", frame);
            word(http.host(), frame);
            text("\r\n", frame);
        }
        text("\r\n", frame);
    }

    /** Writes one byte a character. Blanks and control characters would end what they stand in: they become {@code _}. */
    private static void word(@Nullable String text, ByteBuffer frame) {
        if (text == null) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < Math.min(bytes.length, MAX_TEXT); i++) {
            byte c = bytes[i];
            frame.put(c >= 0 && c <= ' ' ? (byte) '_' : c);
        }
    }

    private static void text(String text, ByteBuffer frame) {
        frame.put(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
