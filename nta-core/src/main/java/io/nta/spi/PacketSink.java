package io.nta.spi;

import io.nta.packet.LinkType;

/** Takes the packets of a {@link PacketSource}. */
@FunctionalInterface
public interface PacketSink {
    /**
     * Takes one captured frame. The bytes are valid only during the call.
     *
     * @param timestampNanos when it was captured, in nanoseconds since the epoch
     * @param linkType how the frame is laid out
     * @param buffer holds the frame
     * @param offset where it starts in {@code buffer}
     * @param capturedLength how many bytes of it were captured; {@code offset + capturedLength <= buffer.length}
     * @param wireLength how many bytes it had on the wire; at least {@code capturedLength}
     * @param interfaceId the interface that captured it, numbered from 0 within the source
     */
    void onFrame(
            long timestampNanos,
            LinkType linkType,
            byte[] buffer,
            int offset,
            int capturedLength,
            int wireLength,
            int interfaceId);
}
