package io.nta.packet;

/** Teredo (RFC 4380): IPv6 to and from servers, behind an authentication and an origin indication if there are. */
final class TeredoDecoder {
    private static final int AUTHENTICATION = 1;
    private static final int ORIGIN = 0;
    private static final int AUTHENTICATION_FIXED = 13;
    private static final int ORIGIN_LENGTH = 8;

    private static final int PREFIX = 0x2001_0000;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    private final InnerDecoder inner;

    TeredoDecoder(InnerDecoder inner) {
        this.inner = inner;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        byte[] buffer = view.buffer;
        int at = offset;
        if (at + AUTHENTICATION_FIXED <= capturedEnd && Bytes.u16(buffer, at) == AUTHENTICATION) {
            // Fixed are the kind, the lengths of client identifier and authentication value, the nonce and a
            // confirmation.
            at += AUTHENTICATION_FIXED + Bytes.u8(buffer, at + 2) + Bytes.u8(buffer, at + 3);
        }
        if (at + ORIGIN_LENGTH <= capturedEnd && Bytes.u16(buffer, at) == ORIGIN) {
            at += ORIGIN_LENGTH;
        }
        return isIpv6(buffer, at, capturedEnd, wireEnd)
                && inner.decode(view, NetworkDecoder.IPV6, at, capturedEnd, wireEnd);
    }

    /** Nothing follows the packet; or trailers do (RFC 6081, 4), if an address of Teredo's own shows what this is. */
    private static boolean isIpv6(byte[] buffer, int offset, int capturedEnd, int wireEnd) {
        if (IpShape.isWholeIpv6(buffer, offset, capturedEnd, wireEnd)) {
            return true;
        }
        return offset + Ipv6Decoder.HEADER <= capturedEnd
                && Bytes.u8(buffer, offset) >> 4 == 6
                && IpShape.fits(buffer, offset, capturedEnd, wireEnd)
                && (Bytes.i32(buffer, offset + SOURCE) == PREFIX || Bytes.i32(buffer, offset + DESTINATION) == PREFIX);
    }
}
