package io.nta.packet;

import java.nio.ByteBuffer;

/** Headers that carry packets, for tests: each method puts one around what it is given, well-formed and without options unless it says so. */
final class Encapsulations {
    static final int MPLS = 0x8847;
    static final int PPPOE_SESSION = 0x8864;
    static final int TEB = 0x6558;
    static final int PPP = 0x880B;

    private Encapsulations() {}

    /** An MPLS stack of labels 16, 17, ... */
    static byte[] mpls(int labels, byte[] packet) {
        ByteBuffer stack = ByteBuffer.allocate(4 * labels);
        for (int i = 0; i < labels; i++) {
            stack.putInt((16 + i) << 12 | (i == labels - 1 ? 1 : 0) << 8 | 64);
        }
        return DnsMessages.join(stack.array(), packet);
    }

    /** PPP with a protocol of two bytes. */
    static byte[] ppp(int protocol, byte[] packet) {
        return DnsMessages.join(bytes(protocol >> 8, protocol), packet);
    }

    static byte[] pppoe(byte[] ppp) {
        return DnsMessages.join(bytes(0x11, 0, 0, 7, ppp.length >> 8, ppp.length), ppp);
    }

    /** IEEE 802.1ah's service tag. */
    static byte[] backbone(byte[] frame) {
        return DnsMessages.join(bytes(0, 0, 0, 9), frame);
    }

    /** GRE with its flags, which say how many 4-byte fields follow. */
    static byte[] gre(int flags, int protocol, byte[] packet) {
        int fields =
                ((flags & 0xC000) != 0 ? 4 : 0) + ((flags & 0x2000) != 0 ? 4 : 0) + ((flags & 0x1000) != 0 ? 4 : 0);
        byte[] routes = (flags & 0x4000) != 0 ? bytes(8, 0, 0, 4, 1, 2, 3, 4, 0, 0, 0, 0) : bytes();
        return DnsMessages.join(bytes(flags >> 8, flags, protocol >> 8, protocol), new byte[fields], routes, packet);
    }

    /** GRE version 1, as PPTP has it, with a sequence number. */
    static byte[] pptp(byte[] ppp) {
        return DnsMessages.join(bytes(0x30, 1, 0x88, 0x0B, ppp.length >> 8, ppp.length, 0, 5), new byte[4], ppp);
    }

    static byte[] vxlan(byte[] frame) {
        return DnsMessages.join(bytes(8, 0, 0, 0, 0, 0, 42, 0), frame);
    }

    static byte[] vxlanGeneric(int nextProtocol, byte[] packet) {
        return DnsMessages.join(bytes(0x0C, 0, 0, nextProtocol, 0, 0, 42, 0), packet);
    }

    /** Geneve with some 4-byte words of options. */
    static byte[] geneve(int optionWords, int etherType, byte[] packet) {
        return DnsMessages.join(
                bytes(optionWords, 0, etherType >> 8, etherType, 0, 0, 42, 0), new byte[4 * optionWords], packet);
    }

    /** A GTP-U T-PDU with a sequence number and extension headers of 4 bytes each. */
    static byte[] gtp(int extensions, byte[] packet) {
        byte[] optional = bytes(0, 1, 0, extensions > 0 ? 0x85 : 0);
        for (int i = 0; i < extensions; i++) {
            optional = DnsMessages.join(optional, bytes(1, 0, 0, i < extensions - 1 ? 0x85 : 0));
        }
        int length = optional.length + packet.length;
        return DnsMessages.join(
                bytes(extensions > 0 ? 0x36 : 0x32, 0xFF, length >> 8, length, 0, 0, 0, 3), optional, packet);
    }

    /** Teredo with an authentication of 5 bytes of identifier and value, and an origin indication. */
    static byte[] teredo(byte[] packet) {
        return DnsMessages.join(bytes(0, 1, 2, 3), new byte[5 + 9], bytes(0, 0, 1, 2, 3, 4, 5, 6), packet);
    }

    /** L2TP data with length, sequence numbers and an offset of 2. */
    static byte[] l2tp(byte[] ppp) {
        int length = 16 + ppp.length;
        return DnsMessages.join(bytes(0x4A, 2, length >> 8, length, 0, 1, 0, 2, 0, 3, 0, 4, 0, 2, 0, 0), ppp);
    }

    /** The service header with metadata of fixed length. */
    static byte[] services(int nextProtocol, byte[] packet) {
        return DnsMessages.join(bytes(0, 6, 1, nextProtocol, 0, 0, 1, 255), new byte[16], packet);
    }

    /** The authentication header with 12 bytes of value. */
    static byte[] authentication(int nextProtocol, byte[] packet) {
        return DnsMessages.join(bytes(nextProtocol, 4), new byte[22], packet);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
