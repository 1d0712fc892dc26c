package io.nta.packet;

/** ATM, reassembled (AAL5): LLC (RFC 2684), classical IP (RFC 2225) and LAN emulation. */
final class AtmDecoder {
    private static final int LLC = 3;
    private static final int LLC_SNAP = 0xAAAA03;
    private static final int LLC_ISO = 0xFEFE03;
    private static final int CISCO_IDENTIFIED = 0x03;

    private static final int SUN_HEADER = 4;
    private static final int SUN_TRAFFIC = 0x0F;
    private static final int SUN_LAN_EMULATION = 1;
    private static final int SUN_LLC = 2;
    private static final int LAN_EMULATION_CLIENT = 2;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final EthernetDecoder ethernet;
    private final MultiprotocolDecoder multiprotocol;

    AtmDecoder(
            AnomalyCounts anomalies,
            NetworkDecoder network,
            EthernetDecoder ethernet,
            MultiprotocolDecoder multiprotocol) {
        this.anomalies = anomalies;
        this.network = network;
        this.ethernet = ethernet;
        this.multiprotocol = multiprotocol;
    }

    boolean decodeLlc(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return multiprotocol.decodeAtmLlc(view, offset, capturedEnd, wireEnd);
    }

    /** LLC, or a bare IP packet as some drivers leave it. */
    boolean decodeClassicalIp(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + LLC <= capturedEnd) {
            int header = Bytes.u24(view.buffer, offset);
            if (header == LLC_SNAP || header == LLC_ISO) {
                return decodeLlc(view, offset, capturedEnd, wireEnd);
            }
        }
        return network.decodeRawIp(view, offset, capturedEnd, wireEnd);
    }

    /** As {@link #decodeClassicalIp}, or Cisco's: a control byte and a protocol identifier. */
    boolean decodeJuniper(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset < capturedEnd && Bytes.u8(view.buffer, offset) == CISCO_IDENTIFIED) {
            return multiprotocol.decodeIdentified(view, offset + 1, capturedEnd, wireEnd);
        }
        return decodeClassicalIp(view, offset, capturedEnd, wireEnd);
    }

    boolean decodeSun(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + SUN_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        switch (Bytes.u8(view.buffer, offset) & SUN_TRAFFIC) {
            case SUN_LLC:
                return decodeLlc(view, start, capturedEnd, wireEnd);
            case SUN_LAN_EMULATION:
                return ethernet.decode(view, start + LAN_EMULATION_CLIENT, capturedEnd, wireEnd);
            default:
                return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
    }
}
