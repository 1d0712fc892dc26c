package io.nta.packet;

/** Frame relay: the address of ITU-T Q.922, then RFC 2427's encapsulation or Cisco's, which is a bare EtherType. */
final class FrameRelayDecoder {
    private static final int MIN_ADDRESS = 2;
    private static final int MAX_ADDRESS = 4;
    /** In each byte of the address: this is the last one. */
    private static final int ADDRESS_END = 0x01;

    private static final int UNNUMBERED = 0x03;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final MultiprotocolDecoder multiprotocol;

    FrameRelayDecoder(AnomalyCounts anomalies, NetworkDecoder network, MultiprotocolDecoder multiprotocol) {
        this.anomalies = anomalies;
        this.network = network;
        this.multiprotocol = multiprotocol;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + MIN_ADDRESS >= capturedEnd) {
            return anomalies.linkCut(offset + MIN_ADDRESS + 1, wireEnd);
        }
        byte[] buffer = view.buffer;
        int at = offset + MIN_ADDRESS;
        while ((Bytes.u8(buffer, at - 1) & ADDRESS_END) == 0) {
            at++;
            if (at - offset > MAX_ADDRESS) {
                return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
            }
            if (at >= capturedEnd) {
                return anomalies.linkCut(at + 1, wireEnd);
            }
        }
        if (Bytes.u8(buffer, at) == UNNUMBERED) {
            return multiprotocol.decodeIdentified(view, at + 1, capturedEnd, wireEnd);
        }
        if (at + 2 > capturedEnd) {
            return anomalies.linkCut(at + 2, wireEnd);
        }
        return network.decode(view, Bytes.u16(buffer, at), at + 2, capturedEnd, wireEnd);
    }
}
