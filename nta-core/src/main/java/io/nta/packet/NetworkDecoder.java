package io.nta.packet;

/** Chooses the network protocol, by EtherType or by the IP version; what is neither IP nor ARP may carry it. */
final class NetworkDecoder {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int IPV6 = 0x86DD;
    static final int MPLS = 0x8847;

    private final AnomalyCounts anomalies;
    private final TransportDecoder transport;
    private final Ipv4Decoder ipv4;
    private final Ipv6Decoder ipv6;
    private final ArpDecoder arp;
    private final PppDecoder ppp;
    private final ShimDecoder shims;

    NetworkDecoder(AnomalyCounts anomalies, DecoderConfig config) {
        this.anomalies = anomalies;
        InnerDecoder inner = new InnerDecoder(anomalies, config, this);
        transport = new TransportDecoder(anomalies, inner);
        ipv4 = new Ipv4Decoder(anomalies, transport);
        ipv6 = new Ipv6Decoder(anomalies, transport);
        arp = new ArpDecoder(anomalies);
        ppp = new PppDecoder(anomalies, this);
        shims = new ShimDecoder(anomalies, inner, ppp);
    }

    TransportDecoder transport() {
        return transport;
    }

    boolean decode(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        switch (etherType) {
            case IPV4:
                return ipv4.decode(view, offset, capturedEnd, wireEnd);
            case IPV6:
                return ipv6.decode(view, offset, capturedEnd, wireEnd);
            case ARP:
                return arp.decode(view, offset, capturedEnd, wireEnd);
            default:
                return shims.decode(view, etherType, offset, capturedEnd, wireEnd);
        }
    }

    boolean decodePpp(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return ppp.decode(view, offset, capturedEnd, wireEnd);
    }

    boolean decodeRawIp(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset >= capturedEnd) {
            anomalies.countCut(
                    offset + 1,
                    wireEnd,
                    DecodeAnomaly.NETWORK_HEADER_NOT_CAPTURED,
                    DecodeAnomaly.IPV4_HEADER_TRUNCATED);
            return false;
        }
        switch (Bytes.u8(view.buffer, offset) >> 4) {
            case 4:
                return ipv4.decode(view, offset, capturedEnd, wireEnd);
            case 6:
                return ipv6.decode(view, offset, capturedEnd, wireEnd);
            default:
                anomalies.count(DecodeAnomaly.UNKNOWN_IP_VERSION);
                return false;
        }
    }
}
