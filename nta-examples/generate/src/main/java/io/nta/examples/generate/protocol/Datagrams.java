package io.nta.examples.generate.protocol;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Wire;

/** UDP between two hosts: each datagram passes the sensor when it is sent or when it arrives, wherever the sensor is. */
public final class Datagrams {
    private final Wire wire;
    private final Path path;
    private final Endpoint first;
    private final int firstPort;
    private final Endpoint second;
    private final int secondPort;

    /** Creates a flow between two sockets. */
    public Datagrams(Wire wire, Path path, Endpoint first, int firstPort, Endpoint second, int secondPort) {
        this.wire = wire;
        this.path = path;
        this.first = first;
        this.firstPort = firstPort;
        this.second = second;
        this.secondPort = secondPort;
    }

    /** Returns how long it takes from one to the other and back. */
    public long roundTrip() {
        return 2 * path.delayNanos();
    }

    /** The first sends; it has arrived after half a {@link #roundTrip}. */
    public void send(Payload payload) {
        send(payload, true);
    }

    /** The second answers after some time, counted from when it is asked. */
    public void answer(Payload payload, long thinkingNanos) {
        wire.clock().after(path.delayNanos() + thinkingNanos, () -> send(payload, false));
    }

    /** The second sends of its own accord. */
    public void push(Payload payload) {
        send(payload, false);
    }

    private void send(Payload payload, boolean byFirst) {
        if (byFirst == path.nearIsFirst()) {
            pass(payload, byFirst);
        } else {
            Clock clock = wire.clock();
            clock.after(path.delayNanos(), () -> pass(payload, byFirst));
        }
    }

    private void pass(Payload payload, boolean byFirst) {
        FrameBuilder frame = wire.ip(byFirst ? first : second, byFirst ? second : first, FrameBuilder.UDP)
                .udp(byFirst ? firstPort : secondPort, byFirst ? secondPort : firstPort);
        payload.copy(0, frame.bytes(), frame.length(), payload.length());
        frame.grow(payload.length());
        wire.pass();
    }

    /** The second's system refuses the datagram of that size: port unreachable. */
    public void refuse(int bytes) {
        long delay = path.nearIsFirst() ? roundTrip() : 0;
        wire.clock()
                .after(
                        delay,
                        () -> IcmpMessages.error(
                                wire,
                                IcmpMessages.Complaint.PORT_UNREACHABLE,
                                second,
                                first,
                                second,
                                FrameBuilder.UDP,
                                firstPort,
                                secondPort,
                                bytes + 8 << 16,
                                0));
    }
}
