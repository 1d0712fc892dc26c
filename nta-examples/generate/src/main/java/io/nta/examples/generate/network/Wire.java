package io.nta.examples.generate.network;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.frame.FrameSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where the sensor listens: whoever sends builds a frame with {@link #frame} or {@link #ip} and lets it {@link #pass} at the clock's time. */
public final class Wire {
    private final Clock clock;
    private final FrameSink sink;
    private final FrameBuilder frame = new FrameBuilder();
    private final long limit;
    private int identification;
    private long packets;
    private long bytes;

    /**
     * Creates a wire.
     *
     * @param limit after how many frames it is full and takes no more
     */
    public Wire(Clock clock, FrameSink sink, long limit) {
        this.clock = clock;
        this.sink = sink;
        this.limit = limit;
    }

    /** Returns the builder, whose frame is overwritten by the next one. */
    public FrameBuilder frame() {
        return frame;
    }

    /** Begins an IP packet. */
    public FrameBuilder ip(Endpoint from, Endpoint to, int protocol) {
        return frame.ip(from, to, protocol, ++identification);
    }

    /** Begins an IPv4 packet of an address without a host. */
    public FrameBuilder ipv4(long fromMac, long toMac, int from, int to, int ttl, int protocol) {
        return frame.ipv4(fromMac, toMac, from, to, ttl, protocol, ++identification);
    }

    /**
     * Ends the frame and lets it pass the sensor.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public void pass() {
        if (isFull()) {
            return;
        }
        frame.finish();
        packets++;
        bytes += frame.length();
        try {
            sink.frame(clock.now(), frame.bytes(), frame.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Clock clock() {
        return clock;
    }

    /** Returns whether no frame passes any more. */
    public boolean isFull() {
        return packets >= limit;
    }

    /** Returns how many frames have passed. */
    public long packets() {
        return packets;
    }

    /** Returns how many bytes those had. */
    public long bytes() {
        return bytes;
    }
}
