package io.nta.packet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds DNS messages. */
public final class DnsMessages {
    public static final int A = 1;
    public static final int TXT = 16;

    private static final int QUERY_FLAGS = 0x0100;
    private static final int RESPONSE_FLAGS = 0x8180;
    private static final byte[] POINTER_TO_QUESTION = {(byte) 0xC0, 12};

    private DnsMessages() {}

    /** A query with one question. */
    public static byte[] query(int id, String name, int type) {
        return join(header(id, QUERY_FLAGS, 1, 0), question(name, type));
    }

    /** A response that repeats the question and has one answer record of its type per element of {@code data}. */
    public static byte[] response(int id, String name, int type, int responseCode, byte[]... data) {
        byte[] message = join(header(id, RESPONSE_FLAGS | responseCode, 1, data.length), question(name, type));
        for (byte[] answer : data) {
            message = join(message, record(type, answer));
        }
        return message;
    }

    /** The message behind its length, as TCP carries it. */
    public static byte[] overTcp(byte[] message) {
        return join(ByteBuffer.allocate(2).putShort((short) message.length).array(), message);
    }

    public static byte[] header(int id, int flags, int questions, int answers) {
        return ByteBuffer.allocate(12)
                .putShort((short) id)
                .putShort((short) flags)
                .putShort((short) questions)
                .putShort((short) answers)
                .array();
    }

    public static byte[] question(String name, int type) {
        return join(
                name(name),
                ByteBuffer.allocate(4)
                        .putShort((short) type)
                        .putShort((short) 1)
                        .array());
    }

    /** An answer record whose name is a pointer to the question's. */
    public static byte[] record(int type, byte[] data) {
        ByteBuffer fixed = ByteBuffer.allocate(10)
                .putShort((short) type)
                .putShort((short) 1)
                .putInt(60)
                .putShort((short) data.length);
        return join(POINTER_TO_QUESTION, fixed.array(), data);
    }

    /** The wire form of a dotted name; the empty name is the root. */
    public static byte[] name(String dotted) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        if (!dotted.isEmpty()) {
            for (String label : dotted.split("\\.")) {
                wire.write(label.length());
                wire.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        wire.write(0);
        return wire.toByteArray();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
