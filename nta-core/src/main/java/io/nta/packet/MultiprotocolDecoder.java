package io.nta.packet;

/**
 * Several protocols over one virtual circuit: RFC 2427 (frame relay) and RFC 2684 (ATM). A network-layer protocol identifier (ISO/IEC TR 9577) or SNAP says what
 * follows; it may be a bridged Ethernet frame.
 */
final class MultiprotocolDecoder {
    private static final int PADDING = 0x00;
    private static final int SNAP = 0x80;
    private static final int IPV6 = 0x8E;
    private static final int IPV4 = 0xCC;
    private static final int PPP = 0xCF;

    private static final int LLC = 3;
    private static final int LLC_ISO = 0xFEFE03;
    private static final int LLC_SNAP = 0xAAAA03;
    private static final int SNAP_HEADER = 5;
    private static final int ETHERTYPE_FOLLOWS = 0;
    private static final int BRIDGED = 0x0080C2;
    private static final int BRIDGED_ETHERNET_WITH_CHECK = 1;
    private static final int BRIDGED_ETHERNET = 7;
    private static final int ATM_PADDING = 2;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final EthernetDecoder ethernet;
    private final LlcDecoder llc;
    private final PppDecoder ppp;

    MultiprotocolDecoder(
            AnomalyCounts anomalies, NetworkDecoder network, EthernetDecoder ethernet, LlcDecoder llc, PppDecoder ppp) {
        this.anomalies = anomalies;
        this.network = network;
        this.ethernet = ethernet;
        this.llc = llc;
        this.ppp = ppp;
    }

    /** Goes on at an identifier, before which there may be a byte of padding. */
    boolean decodeIdentified(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int at = offset;
        if (at < capturedEnd && Bytes.u8(view.buffer, at) == PADDING) {
            at++;
        }
        if (at >= capturedEnd) {
            return anomalies.linkCut(at + 1, wireEnd);
        }
        switch (Bytes.u8(view.buffer, at)) {
            case IPV4:
                return network.decode(view, NetworkDecoder.IPV4, at + 1, capturedEnd, wireEnd);
            case IPV6:
                return network.decode(view, NetworkDecoder.IPV6, at + 1, capturedEnd, wireEnd);
            case PPP:
                return ppp.decode(view, at + 1, capturedEnd, wireEnd);
            case SNAP:
                return decodeSnap(view, at + 1, 0, capturedEnd, wireEnd);
            default:
                return anomalies.fail(DecodeAnomaly.UNKNOWN_ETHERTYPE);
        }
    }

    /** Goes on at an LLC header on ATM. */
    boolean decodeAtmLlc(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + LLC > capturedEnd) {
            return anomalies.linkCut(offset + LLC, wireEnd);
        }
        int header = Bytes.u24(view.buffer, offset);
        if (header == LLC_ISO) {
            return decodeIdentified(view, offset + LLC, capturedEnd, wireEnd);
        }
        if (header == LLC_SNAP) {
            return decodeSnap(view, offset + LLC, ATM_PADDING, capturedEnd, wireEnd);
        }
        return llc.decode(view, offset, capturedEnd, wireEnd);
    }

    private boolean decodeSnap(PacketView view, int offset, int bridgePadding, int capturedEnd, int wireEnd) {
        int start = offset + SNAP_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        int organisation = Bytes.u24(view.buffer, offset);
        int type = Bytes.u16(view.buffer, offset + 3);
        if (organisation == ETHERTYPE_FOLLOWS) {
            return network.decode(view, type, start, capturedEnd, wireEnd);
        }
        if (organisation == BRIDGED && (type == BRIDGED_ETHERNET || type == BRIDGED_ETHERNET_WITH_CHECK)) {
            return ethernet.decode(view, start + bridgePadding, capturedEnd, wireEnd);
        }
        return anomalies.fail(DecodeAnomaly.UNKNOWN_ETHERTYPE);
    }
}
