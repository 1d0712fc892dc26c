package io.nta.packet;

/** ICMP (RFC 792) and ICMPv6 (RFC 4443): type, code, and the flow that an error is about. */
final class IcmpDecoder {
    private static final int HEADER = 8;
    private static final int TYPE_AND_CODE = 2;
    private static final int MAX_V6_ERROR = 4;

    private final AnomalyCounts anomalies;
    private final QuoteDecoder quotes;

    IcmpDecoder(AnomalyCounts anomalies) {
        this.anomalies = anomalies;
        quotes = new QuoteDecoder(anomalies);
    }

    void decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + TYPE_AND_CODE <= capturedEnd) {
            view.hasIcmp = true;
            view.icmpType = Bytes.u8(view.buffer, offset);
            view.icmpCode = Bytes.u8(view.buffer, offset + 1);
        }
        if (offset + HEADER > capturedEnd) {
            anomalies.countCut(
                    offset + HEADER,
                    wireEnd,
                    DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED,
                    view.moreFragments ? DecodeAnomaly.FRAGMENT_TINY : DecodeAnomaly.ICMP_TRUNCATED);
            return;
        }
        view.payload(offset + HEADER, capturedEnd, wireEnd);
        if (view.ipProtocol == IpProtocol.ICMP ? isV4Error(view.icmpType) : isV6Error(view.icmpType)) {
            quotes.decode(view, offset + HEADER, capturedEnd, wireEnd);
        }
    }

    private static boolean isV4Error(int type) {
        switch (type) {
            case 3: // destination unreachable
            case 4: // source quench
            case 5: // redirect
            case 11: // time exceeded
            case 12: // parameter problem
                return true;
            default:
                return false;
        }
    }

    /** Destination unreachable, packet too big, time exceeded, parameter problem. */
    private static boolean isV6Error(int type) {
        return type >= 1 && type <= MAX_V6_ERROR;
    }
}
