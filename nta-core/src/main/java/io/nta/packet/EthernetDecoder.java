package io.nta.packet;

/** Ethernet II and IEEE 802.3 with LLC or SNAP, under up to four VLAN tags (802.1Q, 802.1ad). */
final class EthernetDecoder {
    static final int MAX_LLC_LENGTH = 1500;

    private static final int HEADER = 14;
    private static final int TAG = 4;
    private static final int MAX_TAGS = 4;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88A8;
    private static final int OLD_SERVICE_VLAN = 0x9100;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final LlcDecoder llc;

    EthernetDecoder(AnomalyCounts anomalies, NetworkDecoder network) {
        this.anomalies = anomalies;
        this.network = network;
        llc = new LlcDecoder(anomalies, network);
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return decodeTagged(view, offset, 0, capturedEnd, wireEnd);
    }

    /** Reads a frame with {@code tag} bytes of a switch's own between its addresses and its EtherType. */
    boolean decodeTagged(PacketView view, int offset, int tag, int capturedEnd, int wireEnd) {
        int start = offset + HEADER + tag;
        if (start > capturedEnd) {
            return tooShort(start, wireEnd);
        }
        byte[] buffer = view.buffer;
        view.hasMacs = true;
        view.destinationMac = Bytes.u48(buffer, offset);
        view.sourceMac = Bytes.u48(buffer, offset + 6);
        return decodeType(view, Bytes.u16(buffer, start - 2), start, capturedEnd, wireEnd);
    }

    /** Goes on behind an EtherType: {@code offset} is where the tag or the packet that it announces starts. */
    boolean decodeType(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        int type = etherType;
        int at = offset;
        for (int tags = 0; isTag(type); tags++) {
            if (tags == MAX_TAGS) {
                anomalies.count(DecodeAnomaly.VLAN_TOO_MANY_TAGS);
                return false;
            }
            if (at + TAG > capturedEnd) {
                return tooShort(at + TAG, wireEnd);
            }
            type = Bytes.u16(view.buffer, at + 2);
            at += TAG;
        }
        if (type <= MAX_LLC_LENGTH) {
            int end = Math.min(wireEnd, at + type);
            return llc.decode(view, at, Math.min(capturedEnd, end), end);
        }
        return network.decode(view, type, at, capturedEnd, wireEnd);
    }

    static boolean isTag(int type) {
        return type == VLAN || type == SERVICE_VLAN || type == OLD_SERVICE_VLAN;
    }

    private boolean tooShort(int need, int wireEnd) {
        anomalies.countCut(need, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.ETHERNET_TRUNCATED);
        return false;
    }
}
