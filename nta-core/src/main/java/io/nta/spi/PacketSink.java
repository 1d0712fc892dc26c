package io.nta.spi;

import io.nta.packet.LinkType;

/** Takes the packets of a {@link PacketSource}, on the thread that polls it. */
@FunctionalInterface
public interface PacketSink {
    /**
     * Takes one captured frame. The bytes are valid only during the call.
     *
     * @param timestampNanos when it was captured, in nanoseconds since the epoch; any value, as a damaged capture may hold any
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

    /**
     * Takes note of the time at which the frames of the next calls arrive. Only live sources know it, and they tell it in each poll: before the frames, and also when
     * there is none, so that time passes while nothing is sent. A file never calls this.
     *
     * <p>It does two things. Frames whose time is far from their arrival are set aside, so that a wrong clock harms nothing but itself. And while no
     * frame comes, what is open closes as this time goes on.
     *
     * @param arrivalNanos by the clock of the receiver, in nanoseconds since the epoch; may step either way, as clocks do
     */
    default void onTime(long arrivalNanos) {}
}
