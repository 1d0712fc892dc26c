package io.nta.packet;

/** What Juniper's routers put before a captured frame: a magic number, flags, extensions (print-juniper.c of tcpdump); then the frame of the medium. */
final class JuniperDecoder {
    private static final int MAGIC = 0x4D4743;
    private static final int HEADER = 4;
    private static final int EXTENSION_HEADER = 2;
    private static final int FLAG_EXTENSIONS = 0x80;
    private static final int FLAG_NO_LINK_HEADER = 0x02;
    private static final int PROTOCOL_FAMILY = 4;
    private static final int ATM1_COOKIE = 4;
    private static final int ATM1_MANAGEMENT = 0x80;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final EthernetDecoder ethernet;
    private final HdlcDecoder hdlc;
    private final FrameRelayDecoder frameRelay;
    private final AtmDecoder atm;

    JuniperDecoder(
            AnomalyCounts anomalies,
            NetworkDecoder network,
            EthernetDecoder ethernet,
            HdlcDecoder hdlc,
            FrameRelayDecoder frameRelay,
            AtmDecoder atm) {
        this.anomalies = anomalies;
        this.network = network;
        this.ethernet = ethernet;
        this.hdlc = hdlc;
        this.frameRelay = frameRelay;
        this.atm = atm;
    }

    boolean decode(PacketView view, LinkType linkType, int offset, int capturedEnd, int wireEnd) {
        int at = offset + HEADER;
        if (at > capturedEnd) {
            return anomalies.linkCut(at, wireEnd);
        }
        byte[] buffer = view.buffer;
        if (Bytes.u24(buffer, offset) != MAGIC) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        int flags = Bytes.u8(buffer, offset + 3);
        if ((flags & FLAG_EXTENSIONS) != 0) {
            if (at + EXTENSION_HEADER > capturedEnd) {
                return anomalies.linkCut(at + EXTENSION_HEADER, wireEnd);
            }
            at += EXTENSION_HEADER + Bytes.u16(buffer, at);
        }
        if ((flags & FLAG_NO_LINK_HEADER) != 0) {
            return network.decodeRawIp(view, at + PROTOCOL_FAMILY, capturedEnd, wireEnd);
        }
        return decodeMedium(view, linkType, at, capturedEnd, wireEnd);
    }

    private boolean decodeMedium(PacketView view, LinkType linkType, int at, int capturedEnd, int wireEnd) {
        switch (linkType) {
            case JUNIPER_PPP:
                return hdlc.decodePpp(view, at, capturedEnd, wireEnd);
            case JUNIPER_CHDLC:
                return hdlc.decodeCisco(view, at, capturedEnd, wireEnd);
            case JUNIPER_FRELAY:
                return frameRelay.decode(view, at, capturedEnd, wireEnd);
            case JUNIPER_ATM1:
                return decodeAtm1(view, at, capturedEnd, wireEnd);
            default: // Ethernet, PPPoE
                return ethernet.decode(view, at, capturedEnd, wireEnd);
        }
    }

    private boolean decodeAtm1(PacketView view, int at, int capturedEnd, int wireEnd) {
        if (at + ATM1_COOKIE > capturedEnd) {
            return anomalies.linkCut(at + ATM1_COOKIE, wireEnd);
        }
        if (Bytes.u8(view.buffer, at) == ATM1_MANAGEMENT) {
            return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
        return atm.decodeJuniper(view, at + ATM1_COOKIE, capturedEnd, wireEnd);
    }
}
