package io.nta.packet;

import java.util.Map;

/** One frame, decoded by a decoder of its own: what came out, for assertions. */
public record Decoding(boolean delivered, PacketView view, Map<DecodeAnomaly, Long> anomalies) {
    /** Decodes an Ethernet frame that was captured whole. */
    public static Decoding of(byte[] frame) {
        return of(LinkType.ETHERNET, frame);
    }

    /** Decodes a frame that was captured whole. */
    public static Decoding of(LinkType linkType, byte[] frame) {
        return of(linkType, frame, frame.length, frame.length);
    }

    /** Decodes an Ethernet frame of which the snap length left {@code capturedLength} bytes. */
    public static Decoding captured(int capturedLength, byte[] frame) {
        return of(LinkType.ETHERNET, frame, capturedLength, frame.length);
    }

    /** Decodes an Ethernet frame that had only {@code wireLength} bytes on the wire. */
    public static Decoding sent(int wireLength, byte[] frame) {
        return of(LinkType.ETHERNET, frame, wireLength, wireLength);
    }

    /** Decodes a frame of which {@code captured} is all that was captured. */
    public static Decoding of(LinkType linkType, byte[] captured, int wireLength) {
        return of(linkType, captured, captured.length, wireLength);
    }

    private static Decoding of(LinkType linkType, byte[] frame, int capturedLength, int wireLength) {
        PacketDecoder decoder = new PacketDecoder();
        PacketView view = new PacketView();
        boolean delivered = decoder.decode(1, linkType, frame, 0, capturedLength, wireLength, 0, view);
        return new Decoding(delivered, view, decoder.anomalies().asMap());
    }
}
