package io.nta.examples.generate.protocol;

import java.util.List;

/** DNS messages (RFC 1035, 4) with EDNS (RFC 6891) where asked for. */
public final class DnsMessages {
    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int SOA = 6;
    public static final int NULL = 10;
    public static final int PTR = 12;
    public static final int MX = 15;
    public static final int TXT = 16;
    public static final int KEY = 25;
    public static final int AAAA = 28;
    public static final int SRV = 33;
    public static final int DS = 43;
    public static final int RRSIG = 46;
    public static final int DNSKEY = 48;
    public static final int TLSA = 52;
    public static final int HTTPS = 65;
    /** Of the private range: iodine. */
    public static final int PRIVATE = 65_399;

    /** Of an answer: no error. */
    public static final int NO_ERROR = 0;

    /** Of an answer: the server failed. */
    public static final int SERVFAIL = 2;

    /** Of an answer: there is no such name. */
    public static final int NXDOMAIN = 3;

    private static final int QUERY_FLAGS = 0x0100;
    private static final int ANSWER_FLAGS = 0x8180;
    private static final int INTERNET = 1;
    private static final int OPT = 41;
    private static final int NAME_OF_QUESTION = 0xC00C;
    private static final int LARGEST_LABEL = 63;
    private static final int LARGEST_STRING = 255;

    private DnsMessages() {}

    /**
     * A record of an answer.
     *
     * @param data what its type wants, as bytes
     */
    public record Answer(int type, int secondsToLive, byte[] data) {}

    /** Returns a question; with EDNS it offers to take answers of that size, 0 for none. */
    public static Bytes query(int id, String name, int type, int ednsSize) {
        Bytes bytes = header(id, QUERY_FLAGS, 0, ednsSize > 0 ? 1 : 0);
        question(bytes, name, type);
        return edns(bytes, ednsSize);
    }

    /** Returns an answer to a question. Its records bear the question's name. */
    public static Bytes answer(int id, String name, int type, int code, List<Answer> answers, int ednsSize) {
        Bytes bytes = header(id, ANSWER_FLAGS | code, answers.size(), ednsSize > 0 ? 1 : 0);
        question(bytes, name, type);
        for (Answer answer : answers) {
            bytes.u16(NAME_OF_QUESTION).u16(answer.type()).u16(INTERNET).u32(answer.secondsToLive());
            bytes.u16(answer.data().length).all(answer.data());
        }
        return edns(bytes, ednsSize);
    }

    /** Returns the message as TCP carries it, behind its length. */
    public static Payload overTcp(Bytes message) {
        return new Bytes().u16(message.size()).all(message.toByteArray()).payload();
    }

    /** Returns a name as a record holds it. */
    public static byte[] name(String name) {
        Bytes bytes = new Bytes();
        writeName(bytes, name);
        return bytes.toByteArray();
    }

    /** Returns text as a TXT record holds it: strings of up to 255 bytes. */
    public static byte[] text(byte[] text) {
        Bytes bytes = new Bytes();
        for (int at = 0; at < text.length || at == 0; at += LARGEST_STRING) {
            int part = Math.min(LARGEST_STRING, text.length - at);
            bytes.u8(part);
            bytes.write(text, at, part);
        }
        return bytes.toByteArray();
    }

    /** Returns the data of a MX record. */
    public static byte[] exchange(int preference, String name) {
        return new Bytes().u16(preference).all(name(name)).toByteArray();
    }

    private static Bytes header(int id, int flags, int answers, int additional) {
        return new Bytes().u16(id).u16(flags).u16(1).u16(answers).u16(0).u16(additional);
    }

    private static void question(Bytes bytes, String name, int type) {
        writeName(bytes, name);
        bytes.u16(type).u16(INTERNET);
    }

    private static void writeName(Bytes bytes, String name) {
        for (String label : name.split("\\.", -1)) {
            if (label.length() > LARGEST_LABEL) {
                throw new IllegalArgumentException("a label has at most 63 characters: " + label);
            }
            if (!label.isEmpty()) {
                bytes.u8(label.length()).text(label);
            }
        }
        bytes.u8(0);
    }

    private static Bytes edns(Bytes bytes, int size) {
        return size == 0 ? bytes : bytes.u8(0).u16(OPT).u16(size).u32(0).u16(0);
    }
}
