package io.nta.packet;

/** The start of the packet that an ICMP error quotes: its addresses, protocol and, if quoted so far, ports. */
final class QuoteDecoder {
    private final AnomalyCounts anomalies;
    private final Ipv6Extensions extensions = new Ipv6Extensions();

    QuoteDecoder(AnomalyCounts anomalies) {
        this.anomalies = anomalies;
    }

    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        boolean four = view.ipProtocol == IpProtocol.ICMP;
        int need = offset + (four ? Ipv4Decoder.MIN_HEADER : Ipv6Decoder.HEADER);
        if (need > capturedEnd) {
            anomalies.countCut(
                    need, wireEnd, DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED, DecodeAnomaly.ICMP_BAD_QUOTE);
            return;
        }
        view.hasQuoted = four ? decodeV4(view, offset, capturedEnd) : decodeV6(view, offset, capturedEnd);
        if (!view.hasQuoted) {
            anomalies.count(DecodeAnomaly.ICMP_BAD_QUOTE);
        }
    }

    private static boolean decodeV4(PacketView view, int offset, int capturedEnd) {
        byte[] buffer = view.buffer;
        int first = Bytes.u8(buffer, offset);
        int header = (first & 0xF) << 2;
        if (first >> 4 != 4 || header < Ipv4Decoder.MIN_HEADER) {
            return false;
        }
        PacketView.Quoted quoted = view.quoted;
        quoted.sourceHigh = 0;
        quoted.sourceLow = IpAddress.MAPPED_PREFIX | Bytes.u32(buffer, offset + 12);
        quoted.destinationHigh = 0;
        quoted.destinationLow = IpAddress.MAPPED_PREFIX | Bytes.u32(buffer, offset + 16);
        quoted.ipProtocol = Bytes.u8(buffer, offset + 9);
        boolean hasHeader = (Bytes.u16(buffer, offset + 6) & 0x1FFF) == 0;
        ports(quoted, hasHeader, buffer, offset + header, capturedEnd);
        return true;
    }

    private boolean decodeV6(PacketView view, int offset, int capturedEnd) {
        byte[] buffer = view.buffer;
        if (Bytes.u8(buffer, offset) >> 4 != 6) {
            return false;
        }
        PacketView.Quoted quoted = view.quoted;
        quoted.sourceHigh = Bytes.i64(buffer, offset + 8);
        quoted.sourceLow = Bytes.i64(buffer, offset + 16);
        quoted.destinationHigh = Bytes.i64(buffer, offset + 24);
        quoted.destinationLow = Bytes.i64(buffer, offset + 32);
        boolean walked =
                extensions.walk(buffer, Bytes.u8(buffer, offset + 6), offset + Ipv6Decoder.HEADER, capturedEnd);
        quoted.ipProtocol = extensions.protocol();
        ports(quoted, walked && !extensions.laterFragment(), buffer, extensions.offset(), capturedEnd);
        return true;
    }

    private static void ports(PacketView.Quoted quoted, boolean hasHeader, byte[] buffer, int offset, int capturedEnd) {
        boolean portsFirst = quoted.ipProtocol == IpProtocol.TCP || quoted.ipProtocol == IpProtocol.UDP;
        quoted.hasPorts = portsFirst && hasHeader && offset + TcpDecoder.PORTS <= capturedEnd;
        quoted.sourcePort = quoted.hasPorts ? Bytes.u16(buffer, offset) : 0;
        quoted.destinationPort = quoted.hasPorts ? Bytes.u16(buffer, offset + 2) : 0;
    }
}
