package io.nta.flow;

import io.nta.packet.IpAddress;
import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;
import io.nta.packet.TcpFlags;
import org.jspecify.annotations.Nullable;

/**
 * One connection (TCP) or flow (UDP, ICMP and the rest): the canonical 5-tuple, who started it, and how it goes.
 *
 * <p>Instances are pooled by {@link ConnectionTable}: one is valid until the table says that it was removed. Not thread-safe.
 */
public final class Connection {
    /** How far a TCP connection has come. */
    enum State {
        SYN_SENT,
        SYN_ANSWERED,
        ESTABLISHED,
        /** Joined midway, or not TCP. */
        UNKNOWN,
        CLOSED
    }

    // Identity, oriented by the initiator.
    long initiatorHigh;
    long initiatorLow;
    long responderHigh;
    long responderLow;
    int initiatorPort;
    int responderPort;
    int protocol;
    boolean hasPorts;

    State state = State.UNKNOWN;
    boolean midway;
    boolean synSeen;
    boolean answered;
    boolean refused;
    boolean probe;
    boolean forwardFin;
    boolean backwardFin;
    boolean blocked;
    long startNanos;
    long lastSeenNanos;
    long forwardPackets;
    long backwardPackets;
    long bytes;
    /** The sequence number of the initiator's SYN; valid when the connection began with a SYN or a SYN-ACK. */
    int initialSequence;

    /** The next sequence number that would be new data; valid once the direction was seen. */
    int forwardNext;

    int backwardNext;
    boolean forwardSeen;
    boolean backwardSeen;

    /** What is missing of each direction's data; made with the first hole, and kept when the connection is used again. */
    @Nullable
    StreamGaps forwardGaps;

    @Nullable
    StreamGaps backwardGaps;

    /** What is asked and answered; made with the first data, and kept when the connection is used again. */
    @Nullable
    RequestProgress request;

    /** How far SSH has come; made when the connection turns out to be SSH. */
    @Nullable
    SshProgress ssh;

    // The table's own links.
    int slot;
    int hash;
    long scheduledPane = TimerWheel.NOT_SCHEDULED;

    @Nullable
    Connection previousTimer;

    @Nullable
    Connection nextTimer;

    // Its place among the attempts, see Eviction, and when its last packet had come as it was put there.
    boolean amongAttempts;
    long attemptSeenNanos;

    @Nullable
    Connection olderAttempt;

    @Nullable
    Connection newerAttempt;

    @Nullable
    Object sourceRow;

    @Nullable
    Object targetRow;

    long mark = Long.MIN_VALUE;

    Connection() {}

    void reset() {
        state = State.UNKNOWN;
        midway = false;
        synSeen = false;
        answered = false;
        refused = false;
        probe = false;
        forwardFin = false;
        backwardFin = false;
        blocked = false;
        forwardPackets = 0;
        backwardPackets = 0;
        bytes = 0;
        forwardSeen = false;
        backwardSeen = false;
        if (forwardGaps != null) {
            forwardGaps.clear();
        }
        if (backwardGaps != null) {
            backwardGaps.clear();
        }
        if (request != null) {
            request.reset();
        }
        if (ssh != null) {
            ssh.reset();
        }
        sourceRow = null;
        targetRow = null;
        mark = Long.MIN_VALUE;
    }

    /** Returns how a segment of one direction, from {@code sequence} to {@code end}, comes, and notes that it has. */
    Arrival arrive(boolean forward, int sequence, int end) {
        boolean seen = forward ? forwardSeen : backwardSeen;
        int next = forward ? forwardNext : backwardNext;
        StreamGaps gaps = forward ? forwardGaps : backwardGaps;
        if (seen && end - next <= 0) {
            return gaps != null && gaps.fill(sequence, end) ? Arrival.OVERTAKEN : Arrival.REPEATED;
        }
        if (seen && sequence - next > 0) {
            gaps = gaps == null ? makeGaps(forward) : gaps;
            gaps.add(next, sequence);
        }
        if (forward) {
            forwardSeen = true;
            forwardNext = end;
        } else {
            backwardSeen = true;
            backwardNext = end;
        }
        return gaps == null || gaps.isEmpty() ? Arrival.IN_ORDER : Arrival.AHEAD;
    }

    private StreamGaps makeGaps(boolean forward) {
        StreamGaps gaps = new StreamGaps();
        if (forward) {
            forwardGaps = gaps;
        } else {
            backwardGaps = gaps;
        }
        return gaps;
    }

    RequestProgress request() {
        RequestProgress progress = request;
        if (progress == null) {
            progress = new RequestProgress();
            request = progress;
        }
        return progress;
    }

    SshProgress ssh() {
        SshProgress progress = ssh;
        if (progress == null) {
            progress = new SshProgress();
            ssh = progress;
        }
        return progress;
    }

    public long initiatorHigh() {
        return initiatorHigh;
    }

    public long initiatorLow() {
        return initiatorLow;
    }

    public long responderHigh() {
        return responderHigh;
    }

    public long responderLow() {
        return responderLow;
    }

    /** Returns the address that started it. */
    public IpAddress initiator() {
        return new IpAddress(initiatorHigh, initiatorLow);
    }

    /** Returns the address that was asked. */
    public IpAddress responder() {
        return new IpAddress(responderHigh, responderLow);
    }

    /** Returns the initiator's port, 0 when {@link #hasPorts} is false. */
    public int initiatorPort() {
        return hasPorts ? initiatorPort : 0;
    }

    /** Returns the responder's port, 0 when {@link #hasPorts} is false. */
    public int responderPort() {
        return hasPorts ? responderPort : 0;
    }

    /** Returns whether its packets carry ports: TCP and UDP, but not later fragments of them. */
    public boolean hasPorts() {
        return hasPorts;
    }

    /** Returns the IP protocol number. */
    public int protocol() {
        return protocol;
    }

    /** Returns whether it is a TCP connection with ports. */
    public boolean isTcp() {
        return protocol == IpProtocol.TCP && hasPorts;
    }

    /** Returns whether it is a UDP flow with ports. */
    public boolean isUdp() {
        return protocol == IpProtocol.UDP && hasPorts;
    }

    /** Returns whether its beginning was not seen, so that the initiator is a guess. */
    public boolean midway() {
        return midway;
    }

    /** Returns whether a SYN of the initiator was seen. */
    public boolean synSeen() {
        return synSeen;
    }

    /** Returns whether the responder gave a positive answer. */
    public boolean answered() {
        return answered;
    }

    /** Returns whether the handshake completed. */
    public boolean established() {
        return state == State.ESTABLISHED;
    }

    /** Returns whether it has closed and only takes trailing packets. */
    public boolean closed() {
        return state == State.CLOSED;
    }

    /**
     * Returns whether the packet of the initiator acknowledges all that the responder has sent so far, which only who receives it can do. Never a RST: who gets
     * an answer that it didn't ask for sends one, too.
     *
     * @param packet a TCP packet of this connection
     */
    public boolean isAcknowledgedBy(PacketView packet) {
        return answered
                && backwardSeen
                && (packet.tcpFlags() & (TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.ACK
                && (int) packet.acknowledgment() == backwardNext;
    }

    /**
     * Returns as one change what the connection held of the gauges before {@code last}, the last change told: what a row lacks that counts the connection only
     * from that change on. Allocates.
     */
    public ConnectionChange standingBefore(ConnectionChange last) {
        ConnectionChange standing = new ConnectionChange();
        standing.begin(last.timeNanos, true);
        standing.openDelta = (isTcp() && state != State.CLOSED ? 1 : 0) - last.openDelta;
        standing.blockedDelta = (blocked ? 1 : 0) - last.blockedDelta;
        if (request != null) {
            request.addStanding(standing);
        }
        standing.partialDelta -= last.partialDelta;
        standing.pendingDelta -= last.pendingDelta;
        standing.stalledDelta -= last.stalledDelta;
        return standing;
    }

    /** Returns the time of the first packet, in nanoseconds since the epoch. */
    public long startNanos() {
        return startNanos;
    }

    /** Returns the packets sent by the initiator. */
    public long forwardPackets() {
        return forwardPackets;
    }

    /** Returns the packets sent by the responder, ICMP errors about the connection among them. */
    public long backwardPackets() {
        return backwardPackets;
    }

    /** Returns what the aggregator keeps for the initiator, as it left it. */
    public @Nullable Object sourceRow() {
        return sourceRow;
    }

    /** Returns what the aggregator keeps for the responder, as it left it. */
    public @Nullable Object targetRow() {
        return targetRow;
    }

    /** Keeps what the aggregator needs to find its rows without a look-up. */
    public void attach(@Nullable Object forSource, @Nullable Object forTarget) {
        sourceRow = forSource;
        targetRow = forTarget;
    }

    /** Returns what the aggregator last {@linkplain #mark(long) marked}; {@link Long#MIN_VALUE} at first. */
    public long mark() {
        return mark;
    }

    /** Keeps the pane for which the aggregator has noted this connection's ends, so that it does so once. */
    public void mark(long pane) {
        mark = pane;
    }
}
