package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Randomness;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes to append to, the most significant of a number first. */
public final class Bytes extends ByteArrayOutputStream {
    public Bytes u8(int value) {
        write(value);
        return this;
    }

    public Bytes u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public Bytes u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    public Bytes all(byte[] bytes) {
        writeBytes(bytes);
        return this;
    }

    public Bytes text(String text) {
        return all(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Appends a text behind its length in 32 bits: the string of SSH (RFC 4251, 5). */
    public Bytes string(String text) {
        return u32(text.length()).text(text);
    }

    /** Appends noise. */
    public Bytes random(Randomness random, int count) {
        byte[] bytes = new byte[count];
        Content.OPAQUE.fill(bytes, 0, count, random.nextInt());
        return all(bytes);
    }

    public Bytes zeros(int count) {
        return all(new byte[count]);
    }

    public Payload payload() {
        return Payload.of(toByteArray());
    }
}
