package io.nta.packet;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/** Reads DNS names (RFC 1035, 4.1.4). Where a position is returned, a negative one says why there is none. */
final class DnsName {
    /** The name goes on behind the captured bytes. */
    static final int CUT = -1;
    /** A label of a kind other than 00 (characters) and 11 (pointer). */
    static final int BAD_LABEL = -2;
    /** A pointer that doesn't lead backwards, or too many pointers. */
    static final int LOOP = -3;
    /** More than 255 bytes. */
    static final int TOO_LONG = -4;

    private static final int MAX_WIRE_BYTES = 255;
    // A name written by a server points once. This is for the sake of CPU time only: pointers lead backwards, so there
    // is no loop.
    private static final int MAX_POINTERS = 16;
    private static final int MAX_LABEL = 63;
    private static final int POINTER = 0xC0;
    private static final int POINTER_OFFSET = 0x3FFF;

    // Fixed, so that stored sketches of names merge across machines and runs.
    private static final Hasher64 HASHER = Hashing.xxh3_64(0x6E74_6120_646E_7331L);

    private DnsName() {}

    static long hash(byte[] name, int length) {
        return HASHER.hashBytesToLong(name, 0, length);
    }

    /**
     * Reads the name at {@code start} into {@code view}.
     *
     * @param message where the message starts, from which pointers count
     * @param end behind the last captured byte of the message
     * @return the position behind the name, or what is wrong; then the view's name is empty
     */
    static int read(PacketView view, int message, int start, int end) {
        byte[] buffer = view.buffer;
        byte[] name = view.dnsName;
        int length = 0;
        int labels = 0;
        int pointers = 0;
        int after = 0;
        int piece = start;
        int at = start;
        while (true) {
            if (at >= end) {
                return CUT;
            }
            int label = Bytes.u8(buffer, at);
            if (label == 0) {
                break;
            }
            if (label <= MAX_LABEL) {
                // The wire form has one length octet per label and one for the root: two more than the joined text.
                if (length + label + 2 + (labels > 0 ? 1 : 0) > MAX_WIRE_BYTES) {
                    return TOO_LONG;
                }
                if (at + 1 + label > end) {
                    return CUT;
                }
                if (labels++ > 0) {
                    name[length++] = '.';
                }
                length = copyFolded(buffer, at + 1, label, name, length);
                at += 1 + label;
            } else if (label >= POINTER) {
                if (at + 2 > end) {
                    return CUT;
                }
                after = pointers == 0 ? at + 2 : after;
                int target = message + (Bytes.u16(buffer, at) & POINTER_OFFSET);
                if (target >= piece || ++pointers > MAX_POINTERS) {
                    return LOOP;
                }
                piece = target;
                at = target;
            } else {
                return BAD_LABEL;
            }
        }
        view.dnsNameLength = length;
        view.dnsLabelCount = labels;
        return pointers == 0 ? at + 1 : after;
    }

    private static int copyFolded(byte[] from, int offset, int count, byte[] to, int position) {
        for (int i = 0; i < count; i++) {
            byte c = from[offset + i];
            to[position + i] = c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
        }
        return position + count;
    }

    /** Returns the position behind the name at {@code start} without following pointers, or what is wrong. */
    static int skip(byte[] buffer, int start, int end) {
        int at = start;
        while (at < end) {
            int label = Bytes.u8(buffer, at);
            if (label == 0) {
                return at + 1;
            }
            if (label >= POINTER) {
                return at + 2 <= end ? at + 2 : CUT;
            }
            if (label > MAX_LABEL) {
                return BAD_LABEL;
            }
            at += 1 + label;
        }
        return CUT;
    }
}
