package io.nta.examples.generate.network;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.frame.FrameSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where the sensor listens: whoever sends builds a frame with {@link #frame} or {@link #ip} and lets it {@link #pass} at the clock's time. */
public final class Wire {
    private final Clock clock;
    private final FrameSink sink;
    private final FrameBuilder frame = new FrameBuilder();
    private final long limit;
    private Vantage vantage = Vantage.CABLE;
    private @Nullable Population population;
    private @Nullable Neighbours neighbours;
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

    /** Sets what the sensor's place makes of the traffic, and whose MACs are asked for. */
    public Wire seenFrom(Vantage place, Population hosts, Randomness random) {
        vantage = place;
        population = hosts;
        neighbours = new Neighbours(random);
        return this;
    }

    public Vantage vantage() {
        return vantage;
    }

    /** Keeps two hosts from asking for one another's MAC. */
    public void silence(Host one, Host other) {
        if (neighbours != null) {
            neighbours.silence(one, other);
        }
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
        frame.finish(vantage.padded());
        packets++;
        bytes += frame.length();
        try {
            sink.frame(clock.now(), frame.bytes(), frame.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (vantage.neighbourly() && frame.isIp()) {
            askForNeighbour();
        }
    }

    /** Whoever has sent to a neighbour may have to ask where it is. */
    private void askForNeighbour() {
        if (population == null || neighbours == null) {
            return;
        }
        Host from = population.withMac(frame.sender());
        Host to = population.withMac(frame.receiver());
        if (from == null || to == null || from == to) {
            return;
        }
        long delay = neighbours.asksAfter(from.mac(), to.mac(), clock.now());
        if (delay >= 0) {
            boolean ipv6 = frame.isIpv6();
            Randomness random = neighbours.random();
            clock.after(delay, () -> NeighbourTalk.ask(this, from, to, ipv6, random));
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
