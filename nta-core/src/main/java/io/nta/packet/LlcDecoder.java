package io.nta.packet;

/** IEEE 802.2 LLC, and behind it SNAP with an EtherType. */
final class LlcDecoder {
    private static final int LLC = 3;
    private static final int LLC_SNAP = 8;
    private static final int SNAP_SAPS = 0xAAAA;
    private static final int IP_SAPS = 0x0606;
    private static final int UNNUMBERED = 0x03;
    private static final int ETHERTYPE_FOLLOWS = 0;
    /** IEEE 802.1H: frames that Ethernet bridges to 802.11 and other LANs without changing them. */
    private static final int BRIDGE_TUNNEL = 0x0000F8;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;

    LlcDecoder(AnomalyCounts anomalies, NetworkDecoder network) {
        this.anomalies = anomalies;
        this.network = network;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + LLC > capturedEnd) {
            return anomalies.linkCut(offset + LLC, wireEnd);
        }
        byte[] buffer = view.buffer;
        int saps = Bytes.u16(buffer, offset);
        if (saps == IP_SAPS && Bytes.u8(buffer, offset + 2) == UNNUMBERED) {
            return network.decode(view, NetworkDecoder.IPV4, offset + LLC, capturedEnd, wireEnd);
        }
        if (saps != SNAP_SAPS || Bytes.u8(buffer, offset + 2) != UNNUMBERED) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_ETHERTYPE);
        }
        if (offset + LLC_SNAP > capturedEnd) {
            return anomalies.linkCut(offset + LLC_SNAP, wireEnd);
        }
        int organisation = Bytes.i32(buffer, offset + 2) & 0xFF_FFFF;
        if (organisation != ETHERTYPE_FOLLOWS && organisation != BRIDGE_TUNNEL) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_ETHERTYPE);
        }
        return network.decode(view, Bytes.u16(buffer, offset + 6), offset + LLC_SNAP, capturedEnd, wireEnd);
    }
}
