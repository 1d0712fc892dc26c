package io.nta.packet;

/**
 * Reads captured frames into a {@link PacketView}, in place.
 *
 * <p>Where a packet carries another, the view shows the innermost one that can be read, up to {@link DecoderConfig#maxEncapsulations}: MPLS, PPPoE, PPP,
 * bridged Ethernet, IP in IP, GRE, ERSPAN, VXLAN, Geneve, GTP-U, Teredo, L2TP, and IPsec's authentication header.
 *
 * <p>It keeps nothing between packets but its counters, allocates nothing, and throws nothing whatever the bytes are. Not thread-safe: one
 * decoder per thread.
 */
public final class PacketDecoder {
    // Far above any frame, and far enough below Integer.MAX_VALUE for a position in the buffer to be added.
    static final int MAX_WIRE_LENGTH = 1 << 28;

    private final AnomalyCounts anomalies = new AnomalyCounts();
    private final LinkDecoder link;

    /** Creates a decoder with the default limits, whose counters are 0. */
    public PacketDecoder() {
        this(DecoderConfig.defaults());
    }

    /** Creates a decoder whose counters are 0. */
    public PacketDecoder(DecoderConfig config) {
        link = new LinkDecoder(anomalies, new NetworkDecoder(anomalies, config));
    }

    /**
     * Decodes one frame. Afterwards {@code view} refers to {@code buffer}, until the next call.
     *
     * @param timestampNanos when it was captured, in nanoseconds since the epoch
     * @param linkType how the frame is laid out
     * @param buffer holds the frame
     * @param offset where it starts in {@code buffer}
     * @param capturedLength how many bytes of it were captured; {@code offset + capturedLength <= buffer.length}
     * @param wireLength how many bytes it had on the wire; anything below {@code capturedLength} means {@code capturedLength}
     * @param interfaceId the interface that captured it
     * @param view is overwritten, whatever the outcome
     * @return whether {@code view} holds an IP or ARP packet, perhaps with noted anomalies. If not, its network is
     *     {@link PacketView.Network#OTHER}, and exactly one {@linkplain DecodeAnomaly#isFatal fatal} anomaly was counted
     */
    public boolean decode(
            long timestampNanos,
            LinkType linkType,
            byte[] buffer,
            int offset,
            int capturedLength,
            int wireLength,
            int interfaceId,
            PacketView view) {
        // Ends are positions in the buffer; the wire's may lie behind it, but must not overflow.
        int wire = Math.max(capturedLength, Math.min(wireLength, MAX_WIRE_LENGTH));
        view.reset(timestampNanos, buffer, offset, capturedLength, wire, interfaceId);
        if (capturedLength < wire) {
            anomalies.count(DecodeAnomaly.CAPTURED_SHORT);
        }
        return link.decode(view, linkType, offset, offset + capturedLength, offset + wire);
    }

    /** Returns the live counts of what was wrong with the packets so far. */
    public AnomalyCounts anomalies() {
        return anomalies;
    }
}
