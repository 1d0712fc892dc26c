package io.nta.packet;

/** Local networks other than Ethernet: Token Ring, FDDI, ARCnet, and IP over Fibre Channel, FireWire and InfiniBand. */
final class LanDecoder {
    private static final int TOKEN_RING_HEADER = 14;
    private static final int TOKEN_RING_TYPE = 0xC0;
    private static final int TOKEN_RING_DATA = 0x40;
    private static final int SOURCE_ROUTED = 0x80;
    private static final int ROUTE_LENGTH = 0x1F;

    private static final int FDDI_HEADER = 13;
    private static final int FDDI_TYPE = 0xF0;
    private static final int FDDI_DATA = 0x50;

    private static final int FIBRE_CHANNEL_HEADER = 16;
    private static final int FIREWIRE_HEADER = 18;
    private static final int INFINIBAND_ROUTE = 40;
    private static final int INFINIBAND_HEADER = 44;

    private static final int ARCNET_HEADER = 3;
    private static final int ARCNET_LINUX_OFFSET = 2;
    /** RFC 1051's protocols. */
    private static final int ARCNET_OLD_IP = 240;

    private static final int ARCNET_OLD_ARP = 241;
    /** RFC 1201's, which come with a header for splitting packets. */
    private static final int ARCNET_IP = 212;

    private static final int ARCNET_ARP = 213;
    private static final int ARCNET_IPV6 = 196;
    private static final int SPLIT_HEADER = 3;
    private static final int SPLIT_PADDING = 0xFF;
    private static final int SPLIT_PADDING_BYTES = 4;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final LlcDecoder llc;

    LanDecoder(AnomalyCounts anomalies, NetworkDecoder network, LlcDecoder llc) {
        this.anomalies = anomalies;
        this.network = network;
        this.llc = llc;
    }

    boolean decodeTokenRing(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + TOKEN_RING_HEADER;
        if (start + 1 > capturedEnd) {
            return anomalies.linkCut(start + 1, wireEnd);
        }
        byte[] buffer = view.buffer;
        if ((Bytes.u8(buffer, offset + 1) & TOKEN_RING_TYPE) != TOKEN_RING_DATA) {
            return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
        boolean routed = (Bytes.u8(buffer, offset + 8) & SOURCE_ROUTED) != 0;
        return llc.decode(
                view, routed ? start + (Bytes.u8(buffer, start) & ROUTE_LENGTH) : start, capturedEnd, wireEnd);
    }

    // Whether FDDI's and Token Ring's addresses come in Ethernet's bit order depends on the system: none are given.
    boolean decodeFddi(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + FDDI_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        if ((Bytes.u8(view.buffer, offset) & FDDI_TYPE) != FDDI_DATA) {
            return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
        return llc.decode(view, start, capturedEnd, wireEnd);
    }

    /** RFC 2625: two 8-byte names, whose low 6 bytes are MAC addresses, then LLC. */
    boolean decodeFibreChannel(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + FIBRE_CHANNEL_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        view.hasMacs = true;
        view.destinationMac = Bytes.u48(view.buffer, offset + 2);
        view.sourceMac = Bytes.u48(view.buffer, offset + 10);
        return llc.decode(view, start, capturedEnd, wireEnd);
    }

    boolean decodeFirewire(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return decodeType(view, offset + FIREWIRE_HEADER - 2, offset + FIREWIRE_HEADER, capturedEnd, wireEnd);
    }

    boolean decodeInfiniband(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return decodeType(view, offset + INFINIBAND_ROUTE, offset + INFINIBAND_HEADER, capturedEnd, wireEnd);
    }

    private boolean decodeType(PacketView view, int typeAt, int start, int capturedEnd, int wireEnd) {
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        return network.decode(view, Bytes.u16(view.buffer, typeAt), start, capturedEnd, wireEnd);
    }

    /** Linux leaves the hardware's offset between the addresses and the protocol. */
    boolean decodeArcnet(PacketView view, int offset, boolean linux, int capturedEnd, int wireEnd) {
        int start = offset + ARCNET_HEADER + (linux ? ARCNET_LINUX_OFFSET : 0);
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        switch (Bytes.u8(view.buffer, start - 1)) {
            case ARCNET_OLD_IP:
                return network.decode(view, NetworkDecoder.IPV4, start, capturedEnd, wireEnd);
            case ARCNET_OLD_ARP:
                return network.decode(view, NetworkDecoder.ARP, start, capturedEnd, wireEnd);
            case ARCNET_IP:
                return decodeSplit(view, NetworkDecoder.IPV4, start, capturedEnd, wireEnd);
            case ARCNET_ARP:
                return decodeSplit(view, NetworkDecoder.ARP, start, capturedEnd, wireEnd);
            case ARCNET_IPV6:
                return decodeSplit(view, NetworkDecoder.IPV6, start, capturedEnd, wireEnd);
            default:
                return anomalies.fail(DecodeAnomaly.UNKNOWN_ETHERTYPE);
        }
    }

    private boolean decodeSplit(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        int start = offset + SPLIT_HEADER;
        boolean padded = offset < capturedEnd && Bytes.u8(view.buffer, offset) == SPLIT_PADDING;
        start += padded ? SPLIT_PADDING_BYTES : 0;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        // RFC 1201, 2.2: 0 is a whole packet, odd the first part of one, even another part.
        int split = Bytes.u8(view.buffer, start - SPLIT_HEADER);
        if (split != 0 && (split & 1) == 0) {
            return anomalies.fail(DecodeAnomaly.LINK_FRAGMENT);
        }
        return network.decode(view, etherType, start, capturedEnd, wireEnd);
    }
}
