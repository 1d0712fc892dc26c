package io.nta.packet;

/** Chooses the decoder of a link type. */
final class LinkDecoder {
    private static final int DIRECTION = 1;
    private static final int SLIP_HEADER = 16;
    private static final int ENC_HEADER = 12;
    private static final int BRCM_TAG = 4;
    private static final int DSA_TAG = 4;
    private static final int EDSA_TAG = 8;
    private static final int NETANALYZER_HEADER = 4;
    private static final int PREAMBLE = 8;

    private final NetworkDecoder network;
    private final EthernetDecoder ethernet;
    private final CookedDecoder cooked;
    private final LoopbackDecoder loopback;
    private final HdlcDecoder hdlc;
    private final FrameRelayDecoder frameRelay;
    private final AtmDecoder atm;
    private final JuniperDecoder juniper;
    private final RadioDecoder radio;
    private final LanDecoder lan;
    private final DocsisDecoder docsis;
    private final FilterLogDecoder filterLog;
    private final WrappedLinkDecoder wrapped;

    LinkDecoder(AnomalyCounts anomalies, NetworkDecoder network) {
        this.network = network;
        ethernet = new EthernetDecoder(anomalies, network);
        LlcDecoder llc = new LlcDecoder(anomalies, network);
        PppDecoder ppp = new PppDecoder(anomalies, network);
        MultiprotocolDecoder multiprotocol = new MultiprotocolDecoder(anomalies, network, ethernet, llc, ppp);
        cooked = new CookedDecoder(anomalies, ethernet, llc);
        loopback = new LoopbackDecoder(anomalies, network);
        hdlc = new HdlcDecoder(anomalies, network, ppp);
        frameRelay = new FrameRelayDecoder(anomalies, network, multiprotocol);
        atm = new AtmDecoder(anomalies, network, ethernet, multiprotocol);
        juniper = new JuniperDecoder(anomalies, network, ethernet, hdlc, frameRelay, atm);
        WirelessDecoder wireless = new WirelessDecoder(anomalies, llc);
        radio = new RadioDecoder(anomalies, wireless);
        lan = new LanDecoder(anomalies, network, llc);
        docsis = new DocsisDecoder(anomalies, ethernet);
        filterLog = new FilterLogDecoder(anomalies, loopback);
        wrapped = new WrappedLinkDecoder(anomalies, wireless);
    }

    boolean decode(PacketView view, LinkType linkType, int offset, int capturedEnd, int wireEnd) {
        switch (linkType) {
            case ETHERNET:
                return ethernet.decode(view, offset, capturedEnd, wireEnd);
            case LINUX_SLL:
                return cooked.decodeVersion1(view, offset, capturedEnd, wireEnd);
            case LINUX_SLL2:
                return cooked.decodeVersion2(view, offset, capturedEnd, wireEnd);
            case RAW:
                return network.decodeRawIp(view, offset, capturedEnd, wireEnd);
            case IPV4:
                return network.decode(view, NetworkDecoder.IPV4, offset, capturedEnd, wireEnd);
            case IPV6:
                return network.decode(view, NetworkDecoder.IPV6, offset, capturedEnd, wireEnd);
            case MPLS:
                return network.decode(view, NetworkDecoder.MPLS, offset, capturedEnd, wireEnd);
            case NULL:
            case LOOP:
                return loopback.decode(view, offset, capturedEnd, wireEnd);
            case PPI:
                return wrapped.decodePpi(this, view, offset, capturedEnd, wireEnd);
            case PKTAP:
                return wrapped.decodePktap(this, view, offset, capturedEnd, wireEnd);
            default:
                return decodeWireless(view, linkType, offset, capturedEnd, wireEnd);
        }
    }

    private boolean decodeWireless(PacketView view, LinkType linkType, int offset, int capturedEnd, int wireEnd) {
        switch (linkType) {
            case IEEE802_11:
                return radio.decodePlain(view, offset, capturedEnd, wireEnd);
            case IEEE802_11_RADIOTAP:
                return radio.decodeRadiotap(view, offset, capturedEnd, wireEnd);
            case IEEE802_11_PRISM:
                return radio.decodePrism(view, offset, capturedEnd, wireEnd);
            case IEEE802_11_AVS:
                return radio.decodeAvs(view, offset, capturedEnd, wireEnd);
            default:
                return decodeSerial(view, linkType, offset, capturedEnd, wireEnd);
        }
    }

    private boolean decodeSerial(PacketView view, LinkType linkType, int offset, int capturedEnd, int wireEnd) {
        switch (linkType) {
            case PPP:
            case PPP_HDLC:
                return hdlc.decodePpp(view, offset, capturedEnd, wireEnd);
            case PPP_WITH_DIR:
                return hdlc.decodePpp(view, offset + DIRECTION, capturedEnd, wireEnd);
            case PPP_PPPD:
                return hdlc.decodePppd(view, offset, capturedEnd, wireEnd);
            case PPP_ETHER:
                return hdlc.decodePppoe(view, offset, capturedEnd, wireEnd);
            case C_HDLC:
                return hdlc.decodeCisco(view, offset, capturedEnd, wireEnd);
            case C_HDLC_WITH_DIR:
                return hdlc.decodeCisco(view, offset + DIRECTION, capturedEnd, wireEnd);
            case FRELAY:
                return frameRelay.decode(view, offset, capturedEnd, wireEnd);
            case FRELAY_WITH_DIR:
                return frameRelay.decode(view, offset + DIRECTION, capturedEnd, wireEnd);
            case SLIP:
                return network.decodeRawIp(view, offset + SLIP_HEADER, capturedEnd, wireEnd);
            case ATM_RFC1483:
                return atm.decodeLlc(view, offset, capturedEnd, wireEnd);
            case LINUX_ATM_CLIP:
                return atm.decodeClassicalIp(view, offset, capturedEnd, wireEnd);
            case SUNATM:
                return atm.decodeSun(view, offset, capturedEnd, wireEnd);
            default:
                return decodeLan(view, linkType, offset, capturedEnd, wireEnd);
        }
    }

    private boolean decodeLan(PacketView view, LinkType linkType, int offset, int capturedEnd, int wireEnd) {
        switch (linkType) {
            case IEEE802_5:
                return lan.decodeTokenRing(view, offset, capturedEnd, wireEnd);
            case FDDI:
                return lan.decodeFddi(view, offset, capturedEnd, wireEnd);
            case ARCNET_BSD:
                return lan.decodeArcnet(view, offset, false, capturedEnd, wireEnd);
            case ARCNET_LINUX:
                return lan.decodeArcnet(view, offset, true, capturedEnd, wireEnd);
            case IP_OVER_FC:
                return lan.decodeFibreChannel(view, offset, capturedEnd, wireEnd);
            case APPLE_IP_OVER_IEEE1394:
                return lan.decodeFirewire(view, offset, capturedEnd, wireEnd);
            case IPOIB:
                return lan.decodeInfiniband(view, offset, capturedEnd, wireEnd);
            case DOCSIS:
                return docsis.decode(view, offset, capturedEnd, wireEnd);
            case DSA_TAG_BRCM_PREPEND:
                return ethernet.decode(view, offset + BRCM_TAG, capturedEnd, wireEnd);
            case DSA_TAG_BRCM:
                return ethernet.decodeTagged(view, offset, BRCM_TAG, capturedEnd, wireEnd);
            case DSA_TAG_DSA:
                return ethernet.decodeTagged(view, offset, DSA_TAG, capturedEnd, wireEnd);
            case DSA_TAG_EDSA:
                return ethernet.decodeTagged(view, offset, EDSA_TAG, capturedEnd, wireEnd);
            case NETANALYZER:
                return ethernet.decode(view, offset + NETANALYZER_HEADER, capturedEnd, wireEnd);
            case NETANALYZER_TRANSPARENT:
                return ethernet.decode(view, offset + NETANALYZER_HEADER + PREAMBLE, capturedEnd, wireEnd);
            default:
                return decodeSystem(view, linkType, offset, capturedEnd, wireEnd);
        }
    }

    private boolean decodeSystem(PacketView view, LinkType linkType, int offset, int capturedEnd, int wireEnd) {
        switch (linkType) {
            case ENC:
                return network.decodeRawIp(view, offset + ENC_HEADER, capturedEnd, wireEnd);
            case PFLOG:
                return filterLog.decodePflog(view, offset, capturedEnd, wireEnd);
            case NFLOG:
                return filterLog.decodeNflog(view, offset, capturedEnd, wireEnd);
            case IPNET:
                return filterLog.decodeIpnet(view, offset, capturedEnd, wireEnd);
            case JUNIPER_ATM1:
            case JUNIPER_PPPOE:
            case JUNIPER_ETHER:
            case JUNIPER_PPP:
            case JUNIPER_FRELAY:
            case JUNIPER_CHDLC:
                return juniper.decode(view, linkType, offset, capturedEnd, wireEnd);
            default:
                throw new AssertionError(linkType);
        }
    }
}
