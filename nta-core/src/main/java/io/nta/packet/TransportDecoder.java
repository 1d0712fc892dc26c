package io.nta.packet;

/** Chooses the transport protocol by the IP protocol number; of one that the decoder doesn't read, all is payload. */
final class TransportDecoder {
    private final TcpDecoder tcp;
    private final UdpDecoder udp;
    private final IcmpDecoder icmp;

    TransportDecoder(AnomalyCounts anomalies) {
        DnsDecoder dns = new DnsDecoder(anomalies);
        tcp = new TcpDecoder(anomalies, dns);
        udp = new UdpDecoder(anomalies, dns);
        icmp = new IcmpDecoder(anomalies);
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
        }
    }
}
