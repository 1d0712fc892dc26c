package io.nta.packet;

/** UDP (RFC 768). */
final class UdpDecoder {
    private static final int HEADER = 8;

    private final AnomalyCounts anomalies;
    private final DnsDecoder dns;

    UdpDecoder(AnomalyCounts anomalies, DnsDecoder dns) {
        this.anomalies = anomalies;
        this.dns = dns;
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
        if (view.sourcePort == DnsDecoder.PORT || view.destinationPort == DnsDecoder.PORT) {
            dns.decodeUdp(view, offset + HEADER);
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
