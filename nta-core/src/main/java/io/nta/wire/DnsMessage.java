package io.nta.wire;

import io.nta.packet.PacketRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A DNS message (RFC 1035, 4.1) from what is known of it. */
final class DnsMessage {
    private static final int QUERY = 0x0100;
    private static final int RESPONSE = 0x8180;
    private static final int CLASS_IN = 1;
    private static final int MAX_LABEL = 63;
    private static final int MAX_NAME = 253;
    private static final int POINTER_TO_QUESTION = 0xC00C;
    /** A pointer, type, class, time to live and length. */
    private static final int RECORD_HEADER = 12;
    /** More than a frame of the usual size can answer; the rest isn't made. */
    private static final int MAX_ANSWERS = 255;

    private static final int MAX_U16 = 0xFFFF;
    private static final int TCP_LENGTH = 2;

    private DnsMessage() {}

    /** Writes the message; what doesn't fit the frame's length is cut off by it. */
    static void write(PacketRecord.Dns dns, boolean overTcp, ByteBuffer frame) {
        int lengthAt = frame.position();
        if (overTcp) {
            frame.putShort((short) 0);
        }
        byte[] name = wireName(dns.name());
        int answers = dns.response() ? Math.min(dns.answerCount(), MAX_ANSWERS) : 0;
        frame.putShort((short) id(dns)).putShort((short) (dns.response() ? RESPONSE : QUERY));
        frame.putShort((short) 1).putShort((short) answers).putInt(0);
        frame.put(name).putShort((short) dns.type()).putShort((short) CLASS_IN);
        int data = answers == 0 ? 0 : dns.answerBytes() - answers * RECORD_HEADER;
        for (int left = answers; left > 0; left--) {
            answer(dns.type(), left == 1 ? Math.min(Math.max(0, data), MAX_U16) : 0, frame);
        }
        if (overTcp) {
            int length = frame.position() - lengthAt - TCP_LENGTH + Math.max(0, data);
            frame.putShort(lengthAt, (short) Math.min(length, MAX_U16));
        }
    }

    private static void answer(int type, int dataBytes, ByteBuffer frame) {
        frame.putShort((short) POINTER_TO_QUESTION).putShort((short) type).putShort((short) CLASS_IN);
        frame.putInt(0).putShort((short) dataBytes);
    }

    /** A query and its answer get the same number. */
    private static int id(PacketRecord.Dns dns) {
        return (dns.name() == null ? 0 : dns.name().hashCode()) + dns.type() & MAX_U16;
    }

    /** Returns the name in labels; that of the root when it is unknown, or none that a message can hold. */
    private static byte[] wireName(@Nullable String name) {
        byte[] root = new byte[1];
        if (name == null || name.length() > MAX_NAME) {
            return root;
        }
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] wire = new byte[text.length + 2];
        int labelAt = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == '.') {
                int length = i - labelAt;
                if (length == 0 || length > MAX_LABEL) {
                    return root;
                }
                wire[labelAt] = (byte) length;
                labelAt = i + 1;
            } else {
                wire[i + 1] = text[i];
            }
        }
        return wire;
    }
}
