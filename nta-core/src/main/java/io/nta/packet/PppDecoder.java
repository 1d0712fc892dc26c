package io.nta.packet;

/** PPP (RFC 1661): the protocol field, compressed or not, and what it names; HDLC's address and control bytes before it may be there. */
final class PppDecoder {
    private static final int ADDRESS_AND_CONTROL = 0xFF03;
    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;

    PppDecoder(AnomalyCounts anomalies, NetworkDecoder network) {
        this.anomalies = anomalies;
        this.network = network;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        byte[] buffer = view.buffer;
        int at = offset;
        if (at + 2 <= capturedEnd && Bytes.u16(buffer, at) == ADDRESS_AND_CONTROL) {
            at += 2;
        }
        if (at >= capturedEnd) {
            return anomalies.linkCut(at + 1, wireEnd);
        }
        int protocol = Bytes.u8(buffer, at++);
        // RFC 1661, 2: the last byte of a number is odd, the others are even; so an odd first byte is a compressed one.
        if ((protocol & 1) == 0) {
            if (at >= capturedEnd) {
                return anomalies.linkCut(at + 1, wireEnd);
            }
            protocol = protocol << 8 | Bytes.u8(buffer, at++);
        }
        switch (protocol) {
            case IPV4:
                return network.decode(view, NetworkDecoder.IPV4, at, capturedEnd, wireEnd);
            case IPV6:
                return network.decode(view, NetworkDecoder.IPV6, at, capturedEnd, wireEnd);
            case MPLS:
                return network.decode(view, NetworkDecoder.MPLS, at, capturedEnd, wireEnd);
            default:
                return anomalies.fail(DecodeAnomaly.UNKNOWN_ETHERTYPE);
        }
    }
}
