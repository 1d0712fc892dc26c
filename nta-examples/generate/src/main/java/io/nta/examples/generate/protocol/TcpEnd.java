package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.TcpProfile;
import io.nta.packet.TcpFlags;

/**
 * One end of a TCP connection: opening, closing and resetting (RFC 9293, 3.5 and 3.6). Sending is {@link TcpSender}'s, receiving {@link TcpReceiver}'s.
 */
public final class TcpEnd {
    private static final int ACK = TcpFlags.ACK;

    private enum State {
        /** Nothing has come yet: the server. */
        LISTEN,
        SYN_SENT,
        SYN_RECEIVED,
        ESTABLISHED,
        /** Both have closed; what comes again is acknowledged again. */
        DONE,
        /** Gone, with or without a word. */
        DEAD
    }

    private final TcpLink link;
    private final TcpLink.Place place;
    private final TcpProfile tcp;
    private final int initial;
    private final ServerMood mood;
    private final TcpOptions options;
    private final TcpSender sender;
    private final TcpReceiver receiver;
    private TcpEnd peer = this;
    private State state = State.LISTEN;
    private boolean mute;
    private long busyUntil;
    private long lastArrival;

    TcpEnd(TcpLink link, TcpLink.Place place, TcpProfile tcp, int initial, int mss, ServerMood mood) {
        this.link = link;
        this.place = place;
        this.tcp = tcp;
        this.initial = initial;
        this.mood = mood;
        this.options = new TcpOptions(initial >>> 8);
        this.sender = new TcpSender(this, mss);
        this.receiver = new TcpReceiver(this, tcp.receiveWindow());
    }

    void meet(TcpEnd other) {
        peer = other;
    }

    void connect() {
        state = State.SYN_SENT;
        sender.sendControl(TcpFlags.SYN);
    }

    /** Writes data; it is sent as soon as the handshake and the windows let it. */
    public void write(Payload payload) {
        if (isOpen()) {
            sender.write(payload);
        }
    }

    /** Sends a FIN behind the data written. */
    public void close() {
        if (isOpen()) {
            sender.close();
        }
    }

    /** Sends a RST and forgets the connection. */
    public void reset() {
        if (isOpen()) {
            transmit(new Segment(TcpFlags.RST | ACK, sender.next(), receiver.next(), 0, null, 0, 0));
            die();
        }
    }

    /** Falls silent, as a host that loses its power: nothing is sent or noticed any more. */
    public void vanish() {
        mute = true;
        state = State.DEAD;
    }

    /** Reads what comes no faster than that, out of a buffer of that size: the window closes when it is full. */
    public void readSlowly(int buffer, int bytesPerSecond) {
        receiver.readSlowly(buffer, bytesPerSecond);
    }

    /** Returns how many bytes of data have come in order. */
    public long received() {
        return receiver.received();
    }

    /** Returns whether this end can still send. */
    public boolean isOpen() {
        return !isDead();
    }

    void receive(Segment segment) {
        if (mute || link.isOver()) {
            return;
        }
        if (state == State.DEAD) {
            answerDead(segment);
        } else if (state == State.DONE) {
            if (segment.has(TcpFlags.FIN)) {
                receiver.acknowledgeNow();
            }
        } else if (segment.has(TcpFlags.RST)) {
            die();
        } else if (segment.has(TcpFlags.SYN)) {
            receiveSyn(segment);
        } else if (segment.has(ACK)) {
            receiveInState(segment);
        }
    }

    private void answerDead(Segment segment) {
        if (!segment.has(TcpFlags.RST)) {
            transmit(new Segment(TcpFlags.RST, segment.ack(), 0, 0, null, 0, 0));
        }
    }

    private void receiveSyn(Segment segment) {
        if (state == State.LISTEN) {
            switch (mood) {
                case ACCEPT -> {
                    state = State.SYN_RECEIVED;
                    receiver.begin();
                    sender.openWindow(segment.window());
                    sender.sendControl(TcpFlags.SYN | ACK);
                }
                case REFUSE -> {
                    transmit(new Segment(TcpFlags.RST | ACK, -initialOffset(), 1, 0, null, 0, 0));
                }
                case PROHIBIT -> {
                    link.prohibit(segment);
                    link.client().die();
                }
                case DROP -> {}
            }
        } else if (state == State.SYN_SENT) {
            receiver.begin();
            sender.acknowledged(segment);
            establish();
        } else if (state == State.SYN_RECEIVED) {
            sender.resendFirst();
        } else {
            receiver.acknowledgeNow();
        }
    }

    /** A refusal has the sequence number 0, absolutely (RFC 9293, 3.10.7.1). */
    private long initialOffset() {
        return initial & 0xFFFF_FFFFL;
    }

    private void establish() {
        state = State.ESTABLISHED;
        receiver.acknowledgeNow();
        link.listener().onEstablished(this);
        sender.pump();
    }

    private void receiveInState(Segment segment) {
        sender.acknowledged(segment);
        if (state == State.SYN_RECEIVED && segment.ack() > 0) {
            state = State.ESTABLISHED;
            link.listener().onEstablished(this);
        }
        if (state == State.ESTABLISHED) {
            receiver.receive(segment);
            if (state == State.ESTABLISHED) {
                sender.pump();
                receiver.acknowledgeIfDue();
                closeIfDone();
            }
        }
    }

    private void closeIfDone() {
        if (sender.isFinished() && receiver.isFinished()) {
            state = State.DONE;
            if (peer.state == State.DONE) {
                link.end();
            }
        }
    }

    /** The connection breaks off. */
    void die() {
        state = State.DEAD;
        link.end();
    }

    void transmit(Segment segment) {
        if (!mute) {
            link.send(this, segment);
        }
    }

    void transmit(int flags, long seq, Payload payload, int from, int length) {
        transmit(new Segment(flags | ACK, seq, receiver.acknowledging(), receiver.window(), payload, from, length));
    }

    void transmit(int flags, long seq) {
        boolean first = flags == TcpFlags.SYN;
        long ack = first ? 0 : receiver.acknowledging();
        transmit(new Segment(first ? flags : flags | ACK, seq, ack, receiver.window(), null, 0, 0));
    }

    void acknowledge() {
        transmit(0, sender.next());
    }

    /** Returns when a packet that takes so long to send can go out behind those before. */
    long departure(long nanos) {
        long departs = Math.max(link.clock().now(), busyUntil);
        busyUntil = departs + nanos;
        return departs;
    }

    /** Returns when a packet arrives that would arrive at that time if it could overtake others. */
    long arrival(long undisturbed) {
        lastArrival = Math.max(lastArrival + Clock.MICRO, undisturbed);
        return lastArrival;
    }

    int wireSequence(long sequence) {
        return initial + (int) sequence;
    }

    boolean isEstablished() {
        return state == State.ESTABLISHED;
    }

    boolean isDead() {
        return state == State.DEAD || state == State.DONE || link.isOver();
    }

    TcpLink link() {
        return link;
    }

    TcpEnd peer() {
        return peer;
    }

    TcpLink.Place place() {
        return place;
    }

    TcpProfile tcp() {
        return tcp;
    }

    TcpOptions options() {
        return options;
    }
}
