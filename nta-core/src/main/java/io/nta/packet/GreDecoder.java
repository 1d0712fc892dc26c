package io.nta.packet;

/**
 * GRE: version 0 (RFC 1701, 2784, 2890) with what Ethernet types name, ERSPAN and WCCP's redirected packets; version 1 (RFC 2637, PPTP) with PPP.
 */
final class GreDecoder {
    private static final int FIXED = 4;
    private static final int FIELD = 4;

    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGMENT = 0x0080;
    private static final int VERSION = 0x0007;

    private static final int WCCP = 0x883E;
    private static final int WCCP_REDIRECT_HEADER = 4;

    private final AnomalyCounts anomalies;
    private final InnerDecoder inner;

    GreDecoder(AnomalyCounts anomalies, InnerDecoder inner) {
        this.anomalies = anomalies;
        this.inner = inner;
    }

    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + FIXED > capturedEnd) {
            tooShort(offset + FIXED, wireEnd);
            return;
        }
        int flags = Bytes.u16(view.buffer, offset);
        int protocol = Bytes.u16(view.buffer, offset + 2);
        int version = flags & VERSION;
        if (version == 0) {
            decodeVersion0(view, flags, protocol, offset, capturedEnd, wireEnd);
        } else if (version == 1 && (flags & KEY) != 0 && protocol == ShimDecoder.PPP) {
            decodeVersion1(view, flags, offset, capturedEnd, wireEnd);
        } else {
            anomalies.count(DecodeAnomaly.INNER_NOT_DECODED);
        }
    }

    private void decodeVersion0(PacketView view, int flags, int protocol, int offset, int capturedEnd, int wireEnd) {
        int at = offset + FIXED;
        at += (flags & (CHECKSUM | ROUTING)) != 0 ? FIELD : 0;
        at += (flags & KEY) != 0 ? FIELD : 0;
        at += (flags & SEQUENCE) != 0 ? FIELD : 0;
        if ((flags & ROUTING) != 0) {
            at = behindRoutes(view.buffer, at, capturedEnd);
        }
        if (at > capturedEnd) {
            tooShort(at, wireEnd);
        } else if (at < wireEnd) { // a keep-alive carries nothing
            decodePayload(view, flags, protocol, at, capturedEnd, wireEnd);
        }
    }

    /** Returns where the source route entries end, each an address family, an offset, a length and as many bytes; all 0 is the last one. */
    private static int behindRoutes(byte[] buffer, int offset, int capturedEnd) {
        int at = offset;
        while (at + FIELD <= capturedEnd) {
            int entry = Bytes.i32(buffer, at);
            at += FIELD + (entry & 0xFF);
            if (entry == 0) {
                return at;
            }
        }
        return Math.max(at, capturedEnd + 1);
    }

    private void decodePayload(PacketView view, int flags, int protocol, int offset, int capturedEnd, int wireEnd) {
        int start = offset;
        int type = protocol;
        if (protocol == WCCP) {
            // Version 1 puts the packet itself here, version 2 a header before it, whose first nibble is no IP version.
            start += IpShape.etherType(view.buffer, offset, capturedEnd) == 0 ? WCCP_REDIRECT_HEADER : 0;
            type = IpShape.etherType(view.buffer, start, capturedEnd);
        } else if (protocol == ErspanHeader.TYPE_1_OR_2 || protocol == ErspanHeader.TYPE_3) {
            boolean withHeader = protocol == ErspanHeader.TYPE_3 || (flags & SEQUENCE) != 0;
            start += withHeader ? ErspanHeader.length(view.buffer, offset, capturedEnd) : 0;
            type = ShimDecoder.ETHERNET;
        }
        if (start >= capturedEnd) {
            tooShort(start + 1, wireEnd);
        } else {
            inner.decode(view, type, start, capturedEnd, wireEnd);
        }
    }

    private void decodeVersion1(PacketView view, int flags, int offset, int capturedEnd, int wireEnd) {
        int start = offset + FIXED + FIELD;
        start += (flags & SEQUENCE) != 0 ? FIELD : 0;
        start += (flags & ACKNOWLEDGMENT) != 0 ? FIELD : 0;
        if (start > capturedEnd) {
            tooShort(start, wireEnd);
            return;
        }
        // The key's first half is the payload's length; a bare acknowledgment has none.
        int end = Math.min(wireEnd, start + Bytes.u16(view.buffer, offset + FIXED));
        if ((flags & SEQUENCE) != 0 && start < end) {
            inner.decode(view, ShimDecoder.PPP, start, Math.min(capturedEnd, end), end);
        }
    }

    private void tooShort(int need, int wireEnd) {
        anomalies.countCut(
                need, wireEnd, DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED, DecodeAnomaly.ENCAPSULATION_TRUNCATED);
    }
}
