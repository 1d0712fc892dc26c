package io.nta.examples.generate.protocol;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.TcpProfile;
import io.nta.examples.generate.network.Wire;
import io.nta.packet.TcpFlags;

/** One TCP connection: two ends, the way between them, and the frames that the sensor sees of it. */
public final class TcpLink {
    private static final int FRAME_OVERHEAD = 78;
    private static final long BITS_PER_BYTE = 8;
    private static final byte[] NO_OPTIONS = {};

    private final Wire wire;
    private final Path path;
    private final Randomness random;
    private final TcpListener listener;
    private final TcpEnd client;
    private final TcpEnd server;
    private final boolean timestamps;
    private final boolean scaled;
    private boolean ended;
    private long seenFrom;

    /**
     * Creates a connection that has yet to be {@link #open}ed.
     *
     * @param from the client's endpoint, which needn't be one of its host's own
     */
    public TcpLink(
            Wire wire, Path path, Randomness random, TcpListener listener, Place from, Place to, ServerMood mood) {
        this.wire = wire;
        this.path = path;
        this.random = random;
        this.listener = listener;
        boolean six = !from.endpoint().address().isIpv4();
        TcpProfile clientTcp = six ? from.tcp().forIpv6() : from.tcp();
        TcpProfile serverTcp = six ? to.tcp().forIpv6() : to.tcp();
        timestamps = clientTcp.timestamps() && serverTcp.timestamps();
        scaled = clientTcp.windowScale() >= 0 && serverTcp.windowScale() >= 0;
        int mss = Math.min(clientTcp.mss(), serverTcp.mss()) - (timestamps ? TcpOptions.TIMESTAMP_BYTES : 0);
        client = new TcpEnd(this, from, clientTcp, random.nextInt(), mss, ServerMood.ACCEPT);
        server = new TcpEnd(this, to, serverTcp, random.nextInt(), mss, mood);
        client.meet(server);
        server.meet(client);
    }

    /** An end's address and system. */
    public record Place(Endpoint endpoint, int port, TcpProfile tcp) {
        /** Returns a place at a host. */
        public static Place at(Host host, boolean ipv6, int port) {
            return new Place(host.at(ipv6), port, host.tcp());
        }
    }

    /** Hides what passes before a time: the capture began later, or the way led past the sensor. */
    public TcpLink seenFrom(long nanos) {
        seenFrom = nanos;
        return this;
    }

    /** Sends the SYN. */
    public TcpLink open() {
        client.connect();
        return this;
    }

    public TcpEnd client() {
        return client;
    }

    public TcpEnd server() {
        return server;
    }

    Clock clock() {
        return wire.clock();
    }

    TcpListener listener() {
        return listener;
    }

    /** Returns how many segments the sensor sees as one: any number up to what its place allows. */
    int segmentsPerFrame() {
        int most = wire.vantage().segmentsPerFrame();
        return most == 1 ? 1 : 1 + random.below(most);
    }

    Path path() {
        return path;
    }

    boolean isOver() {
        return ended;
    }

    void end() {
        if (!ended) {
            ended = true;
            listener.onEnded();
        }
    }

    /** Sends a segment on its way: past the sensor, unless it is lost before, and to the other end, unless it is lost behind. */
    void send(TcpEnd from, Segment segment) {
        boolean lost = path.loss() > 0 && random.chance(path.loss());
        long nanos = (segment.length() + FRAME_OVERHEAD) * BITS_PER_BYTE * Clock.SECOND / path.bitsPerSecond();
        long departs = from.departure(nanos);
        if (isNear(from)) {
            if (departs <= clock().now()) {
                pass(from, segment);
            } else {
                clock().at(departs, () -> pass(from, segment));
            }
            if (!lost) {
                clock().at(from.arrival(arrival(departs)), () -> from.peer().receive(segment));
            }
        } else if (!lost) {
            clock().at(from.arrival(arrival(departs)), () -> {
                pass(from, segment);
                from.peer().receive(segment);
            });
        }
    }

    private boolean isNear(TcpEnd end) {
        return (end == client) == path.nearIsFirst();
    }

    private long arrival(long departs) {
        long jitter = path.jitterNanos() == 0 ? 0 : (long) (random.unit() * path.jitterNanos());
        return departs + path.delayNanos() + jitter;
    }

    private void pass(TcpEnd from, Segment segment) {
        FrameBuilder frame = begin(from, segment);
        Payload payload = segment.payload();
        if (payload != null) {
            payload.copy(segment.from(), frame.bytes(), frame.length(), segment.length());
            frame.grow(segment.length());
        }
        if (clock().now() >= seenFrom) {
            wire.pass();
        }
    }

    private FrameBuilder begin(TcpEnd from, Segment segment) {
        TcpEnd to = from.peer();
        byte[] options = NO_OPTIONS;
        int optionBytes = 0;
        int window = Math.min(segment.window(), TcpOptions.LARGEST_UNSCALED);
        if (segment.has(TcpFlags.SYN)) {
            options = from.options().syn(from.tcp(), from == client || scaled, from == client || timestamps);
            optionBytes = from.options().length();
        } else {
            if (timestamps && !segment.has(TcpFlags.RST)) {
                options = from.options().timestamps();
                optionBytes = TcpOptions.TIMESTAMP_BYTES;
            }
            if (scaled && !segment.has(TcpFlags.RST)) {
                window = segment.window() >> from.tcp().windowScale();
            }
        }
        from.options().stamp(clock().now(), to.options());
        return wire.ip(from.place().endpoint(), to.place().endpoint(), FrameBuilder.TCP)
                .tcp(
                        from.place().port(),
                        to.place().port(),
                        from.wireSequence(segment.seq()),
                        segment.has(TcpFlags.ACK) ? to.wireSequence(segment.ack()) : 0,
                        segment.flags(),
                        window,
                        options,
                        optionBytes);
    }

    /** A filter before the server answers for it. */
    void prohibit(Segment syn) {
        IcmpMessages.prohibited(wire, server.place(), client.place(), client.wireSequence(syn.seq()));
    }
}
