package io.nta.examples.generate.protocol;

import java.nio.charset.StandardCharsets;

/** Bytes that one side writes at once. A retransmission reads the same bytes again, so a payload never changes. */
public interface Payload {
    /** Returns how many bytes there are. */
    int length();

    /** Copies {@code count} of them, from the one at {@code from} on, into an array at {@code at}. */
    void copy(int from, byte[] to, int at, int count);

    /** Returns the bytes of an array, which isn't copied. */
    static Payload of(byte[] bytes) {
        return new Payload() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void copy(int from, byte[] to, int at, int count) {
                System.arraycopy(bytes, from, to, at, count);
            }
        };
    }

    /** Returns a text as ISO 8859-1. */
    static Payload text(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns a head as HTTP and its relatives have it: lines, and an empty one. */
    static Payload lines(String... lines) {
        return text(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Returns this and then another. */
    default Payload then(Payload second) {
        Payload first = this;
        return new Payload() {
            @Override
            public int length() {
                return first.length() + second.length();
            }

            @Override
            public void copy(int from, byte[] to, int at, int count) {
                int ofFirst = Math.max(0, Math.min(count, first.length() - from));
                if (ofFirst > 0) {
                    first.copy(from, to, at, ofFirst);
                }
                if (count > ofFirst) {
                    second.copy(from + ofFirst - first.length(), to, at + ofFirst, count - ofFirst);
                }
            }
        };
    }
}
