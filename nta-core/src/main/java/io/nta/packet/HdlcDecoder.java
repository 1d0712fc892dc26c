package io.nta.packet;

/** Serial lines: PPP in HDLC-like framing (RFC 1662), Cisco HDLC, and PPPoE sessions (RFC 2516). */
final class HdlcDecoder {
    private static final int CISCO_HEADER = 4;
    private static final int CISCO_UNICAST = 0x0F;
    private static final int CISCO_MULTICAST = 0x8F;
    private static final int PPPD_HEADER = 2;
    private static final int PPPOE_HEADER = 6;
    private static final int PPPOE_VERSION_AND_TYPE = 0x11;
    private static final int PPPOE_SESSION_DATA = 0;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final PppDecoder ppp;

    HdlcDecoder(AnomalyCounts anomalies, NetworkDecoder network, PppDecoder ppp) {
        this.anomalies = anomalies;
        this.network = network;
        this.ppp = ppp;
    }

    /** PPP; or Cisco HDLC, which its address byte gives away: as a PPP protocol it would be a network protocol never assigned. */
    boolean decodePpp(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset < capturedEnd) {
            int first = Bytes.u8(view.buffer, offset);
            if (first == CISCO_UNICAST || first == CISCO_MULTICAST) {
                return decodeCisco(view, offset, capturedEnd, wireEnd);
            }
        }
        return ppp.decode(view, offset, capturedEnd, wireEnd);
    }

    /** PPP whose two bytes of address and control begin with the direction. */
    boolean decodePppd(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return ppp.decode(view, offset + PPPD_HEADER, capturedEnd, wireEnd);
    }

    boolean decodePppoe(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + PPPOE_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        byte[] buffer = view.buffer;
        if (Bytes.u8(buffer, offset) != PPPOE_VERSION_AND_TYPE) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        if (Bytes.u8(buffer, offset + 1) != PPPOE_SESSION_DATA) {
            return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
        int end = Math.min(wireEnd, start + Bytes.u16(buffer, offset + 4));
        return ppp.decode(view, start, Math.min(capturedEnd, end), end);
    }

    boolean decodeCisco(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + CISCO_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        return network.decode(view, Bytes.u16(view.buffer, offset + 2), start, capturedEnd, wireEnd);
    }
}
