package io.nta.packet;

/** ARP for IPv4 over 6-byte hardware addresses (RFC 826). */
final class ArpDecoder {
    private static final int FIXED = 8;
    private static final int WHOLE = 28;
    private static final int LENGTHS_6_AND_4 = 0x0604;

    private final AnomalyCounts anomalies;

    ArpDecoder(AnomalyCounts anomalies) {
        this.anomalies = anomalies;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + FIXED > capturedEnd) {
            return tooShort(offset + FIXED, wireEnd);
        }
        byte[] buffer = view.buffer;
        if (Bytes.u16(buffer, offset + 2) != NetworkDecoder.IPV4 || Bytes.u16(buffer, offset + 4) != LENGTHS_6_AND_4) {
            anomalies.count(DecodeAnomaly.ARP_UNSUPPORTED);
            return false;
        }
        if (offset + WHOLE > capturedEnd) {
            return tooShort(offset + WHOLE, wireEnd);
        }
        view.network = PacketView.Network.ARP;
        view.arpOperation = Bytes.u16(buffer, offset + 6);
        view.arpSenderMac = Bytes.u48(buffer, offset + 8);
        view.sourceLow = IpAddress.MAPPED_PREFIX | Bytes.u32(buffer, offset + 14);
        view.arpTargetMac = Bytes.u48(buffer, offset + 18);
        view.destinationLow = IpAddress.MAPPED_PREFIX | Bytes.u32(buffer, offset + 24);
        return true;
    }

    private boolean tooShort(int need, int wireEnd) {
        anomalies.countCut(need, wireEnd, DecodeAnomaly.NETWORK_HEADER_NOT_CAPTURED, DecodeAnomaly.ARP_TRUNCATED);
        return false;
    }
}
