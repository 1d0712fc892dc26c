package io.nta.packet;

/**
 * Goes into packets within packets, up to a limit.
 *
 * <p>The innermost packet that can be read is the one that the view shows. Where an inner one can't be read the tunnel's own packet stays, as if the
 * decoder knew no tunnels, and one noted anomaly says why; so no packet is lost because of what it carries.
 */
final class InnerDecoder {
    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;
    private final EthernetDecoder ethernet;
    private final OuterPacket[] outers;
    private int depth;

    InnerDecoder(AnomalyCounts anomalies, DecoderConfig config, NetworkDecoder network) {
        this.anomalies = anomalies;
        this.network = network;
        ethernet = new EthernetDecoder(anomalies, network);
        outers = new OuterPacket[config.maxEncapsulations()];
        for (int i = 0; i < outers.length; i++) {
            outers[i] = new OuterPacket();
        }
    }

    /** Goes one encapsulation deeper, unless that is too deep; the caller calls {@link #leave} when it comes back. */
    boolean enter() {
        if (depth == outers.length) {
            anomalies.count(DecodeAnomaly.ENCAPSULATIONS_TOO_DEEP);
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }

    /**
     * Decodes what the IP packet in {@code view} carries.
     *
     * @param etherType what that is; {@link ShimDecoder#ETHERNET} is a whole frame
     * @return whether {@code view} now shows the inner packet; otherwise it is as it was
     */
    boolean decode(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        if (!enter()) {
            return false;
        }
        OuterPacket outer = outers[depth - 1];
        outer.save(view, anomalies);
        view.clear();
        boolean decoded = etherType == ShimDecoder.ETHERNET
                ? ethernet.decode(view, offset, capturedEnd, wireEnd)
                : network.decode(view, etherType, offset, capturedEnd, wireEnd);
        if (!decoded) {
            outer.restore(view, anomalies);
        }
        leave();
        return decoded;
    }

    /** Decodes a frame within a frame that has no IP header of its own. The caller has {@linkplain #enter entered}. */
    boolean decodeFrame(PacketView view, int offset, int capturedEnd, int wireEnd) {
        return ethernet.decode(view, offset, capturedEnd, wireEnd);
    }

    /** Decodes a packet within a frame that has no IP header of its own. The caller has {@linkplain #enter entered}. */
    boolean decodePacket(PacketView view, int etherType, int offset, int capturedEnd, int wireEnd) {
        return network.decode(view, etherType, offset, capturedEnd, wireEnd);
    }
}
