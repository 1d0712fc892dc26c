package io.nta.packet;

/** UDP (RFC 768), and the tunnels and DNS in it. */
final class UdpDecoder {
    private static final int HEADER = 8;

    private final AnomalyCounts anomalies;
    private final DnsDecoder dns;
    private final UdpTunnelDecoder tunnels;

    UdpDecoder(AnomalyCounts anomalies, DnsDecoder dns, UdpTunnelDecoder tunnels) {
        this.anomalies = anomalies;
        this.dns = dns;
        this.tunnels = tunnels;
    }

    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            if (offset + TcpDecoder.PORTS <= capturedEnd) {
                view.ports(offset);
            }
            anomalies.countCut(
                    offset + HEADER,
                    wireEnd,
                    DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED,
                    view.moreFragments ? DecodeAnomaly.FRAGMENT_TINY : DecodeAnomaly.UDP_TRUNCATED);
            return;
        }
        view.ports(offset);
        int end = end(view, offset, wireEnd);
        view.payload(offset + HEADER, capturedEnd, end);
        int tunnelPort = UdpTunnelDecoder.port(view.sourcePort, view.destinationPort);
        boolean perhapsTunnel = tunnelPort != 0 && !view.fragment;
        if (perhapsTunnel && tunnels.decode(view, tunnelPort, offset + HEADER)) {
            return;
        }
        if (view.sourcePort == DnsDecoder.PORT || view.destinationPort == DnsDecoder.PORT) {
            dns.decodeUdp(view, offset + HEADER, perhapsTunnel && view.payloadCaptured < view.payloadLength);
        }
    }

    private int end(PacketView view, int offset, int wireEnd) {
        int length = Bytes.u16(view.buffer, offset + 4);
        // 0 is a jumbogram (RFC 2675), or a packet captured before segmentation offload has cut it.
        if (length == 0) {
            return wireEnd;
        }
        if (length < HEADER) {
            anomalies.count(DecodeAnomaly.UDP_LENGTH_TOO_SMALL);
            return offset + HEADER;
        }
        if (length > wireEnd - offset) {
            if (!view.fragment) {
                anomalies.count(DecodeAnomaly.UDP_LENGTH_BEYOND_PACKET);
            }
            return wireEnd;
        }
        return offset + length;
    }
}
