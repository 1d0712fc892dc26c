package io.nta.packet;

/** PPP (RFC 1661), with or without HDLC's address and control (RFC 1662) and with its protocol in one byte or two. */
final class PppDecoder {
    private static final int ADDRESS_AND_CONTROL = 0xFF03;
    private static final int ALL_STATIONS = 0xFF;
    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;
    private static final int MPLS_UPSTREAM = 0x0283;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;

    PppDecoder(AnomalyCounts anomalies, NetworkDecoder network) {
        this.anomalies = anomalies;
        this.network = network;
    }

    /** Decodes a PPP frame; {@code offset} is where its address and control are, or its protocol. */
    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        boolean framed = offset + 2 <= capturedEnd && Bytes.u16(view.buffer, offset) == ADDRESS_AND_CONTROL;
        int at = framed ? offset + 2 : offset;
        if (at >= capturedEnd) {
            return tooShort(at + 1, wireEnd);
        }
        int protocol = Bytes.u8(view.buffer, at);
        if (protocol == ALL_STATIONS && at + 1 == capturedEnd) {
            // The address; the control byte was cut off.
            return tooShort(at + 2, wireEnd);
        }
        // RFC 1661, 6.5: the first of two bytes is even; an odd one is a compressed protocol.
        if ((protocol & 1) != 0) {
            return decodeProtocol(view, protocol, at + 1, capturedEnd, wireEnd);
        }
        if (at + 2 > capturedEnd) {
            return tooShort(at + 2, wireEnd);
        }
        return decodeProtocol(view, Bytes.u16(view.buffer, at), at + 2, capturedEnd, wireEnd);
    }

    private boolean decodeProtocol(PacketView view, int protocol, int offset, int capturedEnd, int wireEnd) {
        switch (protocol) {
            case IPV4:
                return network.decode(view, NetworkDecoder.IPV4, offset, capturedEnd, wireEnd);
            case IPV6:
                return network.decode(view, NetworkDecoder.IPV6, offset, capturedEnd, wireEnd);
            case MPLS:
            case MPLS_UPSTREAM:
                return network.decode(view, NetworkDecoder.MPLS, offset, capturedEnd, wireEnd);
            default:
                anomalies.count(DecodeAnomaly.PPP_WITHOUT_IP);
                return false;
        }
    }

    private boolean tooShort(int need, int wireEnd) {
        anomalies.countCut(need, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.PPP_TRUNCATED);
        return false;
    }
}
