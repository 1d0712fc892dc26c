package io.nta.packet;

/** Chooses the transport protocol by the IP protocol number; of one that is neither read nor a tunnel, all is payload. */
final class TransportDecoder {
    private final TcpDecoder tcp;
    private final UdpDecoder udp;
    private final IcmpDecoder icmp;
    private final TunnelDecoder tunnels;

    TransportDecoder(AnomalyCounts anomalies, InnerDecoder inner) {
        DnsDecoder dns = new DnsDecoder(anomalies);
        tcp = new TcpDecoder(anomalies, dns);
        udp = new UdpDecoder(anomalies, dns, new UdpTunnelDecoder(inner));
        icmp = new IcmpDecoder(anomalies);
        tunnels = new TunnelDecoder(anomalies, inner, this);
    }

    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (view.laterFragment) {
            view.payload(offset, capturedEnd, wireEnd);
            return;
        }
        switch (view.ipProtocol) {
            case IpProtocol.TCP:
                tcp.decode(view, offset, capturedEnd, wireEnd);
                break;
            case IpProtocol.UDP:
                udp.decode(view, offset, capturedEnd, wireEnd);
                break;
            case IpProtocol.ICMP:
            case IpProtocol.ICMPV6:
                icmp.decode(view, offset, capturedEnd, wireEnd);
                break;
            default:
                view.payload(offset, capturedEnd, wireEnd);
                // A fragment has only the start of what the whole packet carries.
                if (!view.fragment && offset < wireEnd) {
                    tunnels.decode(view, offset, capturedEnd, wireEnd);
                }
        }
    }
}
