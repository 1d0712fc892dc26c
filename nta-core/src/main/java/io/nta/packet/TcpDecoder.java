package io.nta.packet;

/** TCP (RFC 9293), and what the start of its payload shows. */
final class TcpDecoder {
    static final int PORTS = 4;

    private static final int MIN_HEADER = 20;
    private static final int SSH = 'S' << 24 | 'S' << 16 | 'H' << 8 | '-';

    private final AnomalyCounts anomalies;
    private final DnsDecoder dns;

    TcpDecoder(AnomalyCounts anomalies, DnsDecoder dns) {
        this.anomalies = anomalies;
        this.dns = dns;
    }

    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + MIN_HEADER > capturedEnd) {
            if (offset + PORTS <= capturedEnd) {
                view.ports(offset);
            }
            anomalies.countCut(
                    offset + MIN_HEADER,
                    wireEnd,
                    DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED,
                    view.moreFragments ? DecodeAnomaly.FRAGMENT_TINY : DecodeAnomaly.TCP_TRUNCATED);
            return;
        }
        byte[] buffer = view.buffer;
        view.ports(offset);
        view.hasTcp = true;
        view.sequence = Bytes.u32(buffer, offset + 4);
        view.acknowledgment = Bytes.u32(buffer, offset + 8);
        view.tcpFlags = Bytes.u8(buffer, offset + 13);
        view.tcpWindow = Bytes.u16(buffer, offset + 14);
        int header = Bytes.u8(buffer, offset + 12) >> 4 << 2;
        if (header < MIN_HEADER || header > wireEnd - offset) {
            anomalies.count(DecodeAnomaly.TCP_BAD_DATA_OFFSET);
            return;
        }
        view.payload(offset + header, capturedEnd, wireEnd);
        decodePayload(view, offset + header);
    }

    private void decodePayload(PacketView view, int offset) {
        if (view.payloadCaptured < 4) {
            return;
        }
        int first = Bytes.i32(view.buffer, offset);
        boolean dnsPort = view.sourcePort == DnsDecoder.PORT || view.destinationPort == DnsDecoder.PORT;
        if (first == SSH) {
            view.sshBanner = true;
        } else if (!dnsPort || !dns.decodeTcp(view, offset)) {
            HttpStartLine.decode(view, first, offset, offset + view.payloadCaptured);
        }
    }
}
