package io.nta.packet;

/**
 * Tunnels in UDP, by well-known port. A port proves nothing, so the fixed bits of the tunnel's header and the lengths must fit too; and what is
 * inside must be readable, or the datagram stays plain UDP.
 */
final class UdpTunnelDecoder {
    private static final int L2TP = 1701;
    private static final int GTP_USER = 2152;
    private static final int TEREDO = 3544;
    private static final int VXLAN = 4789;
    private static final int VXLAN_GPE = 4790;
    private static final int GENEVE = 6081;
    private static final int MPLS_IN_UDP = 6635;
    /** VXLAN's port in Linux before IANA assigned one. */
    private static final int VXLAN_LINUX = 8472;

    private final VxlanDecoder vxlan;
    private final GeneveDecoder geneve;
    private final GtpDecoder gtp;
    private final TeredoDecoder teredo;
    private final L2tpDecoder l2tp;
    private final MplsInUdpDecoder mpls;

    UdpTunnelDecoder(InnerDecoder inner) {
        vxlan = new VxlanDecoder(inner);
        geneve = new GeneveDecoder(inner);
        gtp = new GtpDecoder(inner);
        teredo = new TeredoDecoder(inner);
        l2tp = new L2tpDecoder(inner);
        mpls = new MplsInUdpDecoder(inner);
    }

    /** Returns the port that would make it a tunnel, or 0: the receiver's, and the sender's where servers answer from it. */
    static int port(int sourcePort, int destinationPort) {
        switch (destinationPort) {
            case L2TP:
            case GTP_USER:
            case TEREDO:
            case VXLAN:
            case VXLAN_GPE:
            case GENEVE:
            case MPLS_IN_UDP:
            case VXLAN_LINUX:
                return destinationPort;
            default:
                return sourcePort == TEREDO || sourcePort == L2TP || sourcePort == GTP_USER ? sourcePort : 0;
        }
    }

    /** Decodes what the payload carries; returns whether {@code view} now shows that. */
    boolean decode(PacketView view, int port, int offset) {
        int capturedEnd = offset + view.payloadCaptured;
        int wireEnd = offset + view.payloadLength;
        switch (port) {
            case VXLAN:
            case VXLAN_LINUX:
                return vxlan.decode(view, offset, capturedEnd, wireEnd);
            case VXLAN_GPE:
                return vxlan.decodeGeneric(view, offset, capturedEnd, wireEnd);
            case GENEVE:
                return geneve.decode(view, offset, capturedEnd, wireEnd);
            case GTP_USER:
                return gtp.decode(view, offset, capturedEnd, wireEnd);
            case MPLS_IN_UDP:
                return mpls.decode(view, offset, capturedEnd, wireEnd);
            case TEREDO:
                return teredo.decode(view, offset, capturedEnd, wireEnd);
            case L2TP:
                return l2tp.decode(view, offset, capturedEnd, wireEnd);
            default:
                return false;
        }
    }
}
