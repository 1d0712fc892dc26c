package io.nta.packet;

import java.util.Arrays;

/** Cuts IP packets into fragments. */
public final class Datagrams {
    private static final int ETHERNET = 14;

    private Datagrams() {}

    /** What the IP header of a frame without options or extensions carries: the bytes that fragments share out. */
    public static byte[] of(Frames frame) {
        byte[] bytes = frame.bytes();
        int header = bytes[ETHERNET] >> 4 == 4 ? Ipv4Decoder.MIN_HEADER : Ipv6Decoder.HEADER;
        return Arrays.copyOfRange(bytes, ETHERNET + header, bytes.length);
    }

    /** The fragment of the bytes from {@code start} to {@code end}; the last one, if these end the datagram. */
    public static byte[] fragment(Frames ip, int protocol, int id, byte[] datagram, int start, int end) {
        return fragment(ip, protocol, id, datagram, start, end, end < datagram.length);
    }

    /** Likewise, with the flag for more fragments as given. */
    public static byte[] fragment(Frames ip, int protocol, int id, byte[] datagram, int start, int end, boolean more) {
        return at(ip, protocol, id, start, more, Arrays.copyOfRange(datagram, start, end));
    }

    /** A fragment at any place. */
    public static byte[] at(Frames ip, int protocol, int id, int start, boolean more, byte[] data) {
        return ip.fragment(id, start, more).protocol(protocol).payload(data).bytes();
    }
}
