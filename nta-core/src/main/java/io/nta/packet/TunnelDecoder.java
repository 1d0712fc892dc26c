package io.nta.packet;

/** What IP carries by its protocol number instead of a transport protocol: other packets, and the authentication header before any protocol. */
final class TunnelDecoder {
    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    private static final int GRE = 47;
    private static final int ETHERNET_IN_IP = 97; // RFC 3378
    private static final int MPLS_IN_IP = 137; // RFC 4023
    private static final int ETHERNET = 143; // RFC 8986

    private static final int ETHERNET_IN_IP_HEADER = 2;
    private static final int ETHERNET_IN_IP_VERSION = 0x3000;
    private static final int MIN_AUTHENTICATION = 8;

    private final AnomalyCounts anomalies;
    private final InnerDecoder inner;
    private final TransportDecoder transport;
    private final GreDecoder gre;

    TunnelDecoder(AnomalyCounts anomalies, InnerDecoder inner, TransportDecoder transport) {
        this.anomalies = anomalies;
        this.inner = inner;
        this.transport = transport;
        gre = new GreDecoder(anomalies, inner);
    }

    /** Goes on behind the IP headers, where {@code view} has taken everything for payload; of another protocol it leaves it so. */
    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        switch (view.ipProtocol) {
            case IPV4:
                inner.decode(view, NetworkDecoder.IPV4, offset, capturedEnd, wireEnd);
                break;
            case IPV6:
                inner.decode(view, NetworkDecoder.IPV6, offset, capturedEnd, wireEnd);
                break;
            case GRE:
                gre.decode(view, offset, capturedEnd, wireEnd);
                break;
            case IpProtocol.AH:
                decodeAuthenticated(view, offset, capturedEnd, wireEnd);
                break;
            case ETHERNET_IN_IP:
                decodeEthernetInIp(view, offset, capturedEnd, wireEnd);
                break;
            case MPLS_IN_IP:
                inner.decode(view, NetworkDecoder.MPLS, offset, capturedEnd, wireEnd);
                break;
            case ETHERNET:
                inner.decode(view, ShimDecoder.ETHERNET, offset, capturedEnd, wireEnd);
                break;
            default:
        }
    }

    /** RFC 4302: what follows is in the clear. In IPv6 this is one of the {@linkplain Ipv6Extensions extension headers}. */
    private void decodeAuthenticated(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + MIN_AUTHENTICATION > capturedEnd) {
            tooShort(offset + MIN_AUTHENTICATION, wireEnd);
            return;
        }
        int behind = offset + ((Bytes.u8(view.buffer, offset + 1) + 2) << 2);
        if (behind > wireEnd) {
            anomalies.count(DecodeAnomaly.ENCAPSULATION_TRUNCATED);
        } else if (inner.enter()) {
            view.ipProtocol = Bytes.u8(view.buffer, offset);
            view.payload(behind, behind, behind);
            transport.decode(view, behind, capturedEnd, wireEnd);
            inner.leave();
        }
    }

    private void decodeEthernetInIp(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int frame = offset + ETHERNET_IN_IP_HEADER;
        if (frame > capturedEnd) {
            tooShort(frame, wireEnd);
        } else if (Bytes.u16(view.buffer, offset) == ETHERNET_IN_IP_VERSION) {
            inner.decode(view, ShimDecoder.ETHERNET, frame, capturedEnd, wireEnd);
        } else {
            anomalies.count(DecodeAnomaly.INNER_NOT_DECODED);
        }
    }

    private void tooShort(int need, int wireEnd) {
        anomalies.countCut(
                need, wireEnd, DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED, DecodeAnomaly.ENCAPSULATION_TRUNCATED);
    }
}
