package io.nta.packet;

/** What stands between the link layer and IP, by EtherType: MPLS, PPPoE, PPP, service chains, and Ethernet within Ethernet. */
final class ShimDecoder {
    /** Transparent Ethernet bridging: a whole frame, as in GRE (RFC 7637) and Geneve. */
    static final int ETHERNET = 0x6558;

    static final int PPP = 0x880B;
    static final int SERVICE_HEADER = 0x894F;

    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_DISCOVERY = 0x8863;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int PROVIDER_BACKBONE = 0x88E7;
    private static final int BACKBONE_TAG = 4;

    private final AnomalyCounts anomalies;
    private final InnerDecoder inner;
    private final MplsDecoder mpls;
    private final PppoeDecoder pppoe;
    private final PppDecoder ppp;
    private final ServiceHeaderDecoder services;

    ShimDecoder(AnomalyCounts anomalies, InnerDecoder inner, PppDecoder ppp) {
        this.anomalies = anomalies;
        this.inner = inner;
        this.ppp = ppp;
        mpls = new MplsDecoder(anomalies, inner);
        pppoe = new PppoeDecoder(anomalies, ppp);
        services = new ServiceHeaderDecoder(anomalies, inner);
    }

    boolean decode(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        if (etherType == PPPOE_DISCOVERY) {
            anomalies.count(DecodeAnomaly.PPPOE_DISCOVERY);
            return false;
        }
        if (!isShim(etherType) || !inner.enter()) {
            anomalies.count(DecodeAnomaly.UNKNOWN_ETHERTYPE);
            return false;
        }
        boolean decoded = decodeShim(view, etherType, offset, capturedEnd, wireEnd);
        inner.leave();
        return decoded;
    }

    private static boolean isShim(int etherType) {
        switch (etherType) {
            case NetworkDecoder.MPLS:
            case MPLS_UPSTREAM:
            case PPPOE_SESSION:
            case PPP:
            case SERVICE_HEADER:
            case PROVIDER_BACKBONE:
            case ETHERNET:
                return true;
            default:
                return false;
        }
    }

    private boolean decodeShim(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        switch (etherType) {
            case PPPOE_SESSION:
                return pppoe.decode(view, offset, capturedEnd, wireEnd);
            case PPP:
                return ppp.decode(view, offset, capturedEnd, wireEnd);
            case SERVICE_HEADER:
                return services.decode(view, offset, capturedEnd, wireEnd);
            case PROVIDER_BACKBONE: // IEEE 802.1ah: flags and service, then the customer's frame
                return inner.decodeFrame(view, offset + BACKBONE_TAG, capturedEnd, wireEnd);
            case ETHERNET:
                return inner.decodeFrame(view, offset, capturedEnd, wireEnd);
            default:
                return mpls.decode(view, offset, capturedEnd, wireEnd);
        }
    }
}
