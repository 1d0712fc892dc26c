package io.nta.flow;

/**
 * What one packet, or the passing of time, changed in a connection. The same instance is used again for the next change: valid only during the call that gets it.
 *
 * <p>Gauges (how many are open, pending, stalled) are told as differences, so that they can be summed per pane and carried over.
 */
public final class ConnectionChange {
    /** The first packet of the connection. */
    public static final int OPENED = 1;
    /** {@link #OPENED} by a bare SYN. */
    public static final int SYN_OPENED = 1 << 1;
    /** The first positive answer: a SYN-ACK, or any packet back for what isn't TCP. */
    public static final int ANSWERED = 1 << 2;
    /** The TCP handshake completed. */
    public static final int ESTABLISHED = 1 << 3;
    /** The opening was refused: a RST instead of an answer, or an ICMP destination unreachable. */
    public static final int REFUSED = 1 << 4;
    /** The connection closed: both FINs, a RST, time, or eviction. */
    public static final int CLOSED = 1 << 5;
    /** A router let a packet of the initiator die: ICMP time exceeded. */
    public static final int TIME_EXCEEDED = 1 << 6;
    /** The connection is known to be an SSH attempt: a SYN to port 22, or a banner from the responder. Once. */
    public static final int SSH_ATTEMPT = 1 << 7;
    /** The sizes show a successful SSH login. Once. */
    public static final int SSH_LOGIN = 1 << 8;
    /** An SSH connection that had begun to authenticate closed without a login. Once. */
    public static final int SSH_GIVEN_UP = 1 << 9;
    /** A packet from the responder although the initiator was never seen to send one. */
    public static final int UNSOLICITED = 1 << 10;
    /** The connection began with what no connection begins with: FIN, NULL or Xmas, or an ACK that was answered by a RST. Once. */
    public static final int ODD_PROBE = 1 << 11;
    /** A further refusal of a flow that is no TCP connection and goes on though it was refused before. */
    public static final int REFUSED_AGAIN = 1 << 12;

    long timeNanos;
    boolean forward;
    boolean repeated;
    int events;
    int openDelta;
    int partialDelta;
    int pendingDelta;
    int stalledDelta;
    int blockedDelta;
    int requestsAnswered;
    int requestsAbandoned;
    int sshFailures;
    int furtherLogins;
    int furtherRejections;

    ConnectionChange() {}

    void begin(long atNanos, boolean isForward) {
        timeNanos = atNanos;
        forward = isForward;
        repeated = false;
        events = 0;
        openDelta = 0;
        partialDelta = 0;
        pendingDelta = 0;
        stalledDelta = 0;
        blockedDelta = 0;
        requestsAnswered = 0;
        requestsAbandoned = 0;
        sshFailures = 0;
        furtherLogins = 0;
        furtherRejections = 0;
    }

    /** Returns when it happened, in nanoseconds since the epoch. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Returns whether the packet was sent by the initiator. */
    public boolean forward() {
        return forward;
    }

    /** Returns whether the packet is TCP whose payload was seen before: a retransmission asks and answers nothing anew. */
    public boolean repeated() {
        return repeated;
    }

    /** Returns the event bits. */
    public int events() {
        return events;
    }

    /** Returns whether all of {@code bits} happened. */
    public boolean has(int bits) {
        return (events & bits) == bits;
    }

    /** Returns the change in open TCP connections. */
    public int openDelta() {
        return openDelta;
    }

    /** Returns the change in HTTP requests begun and not complete. */
    public int partialDelta() {
        return partialDelta;
    }

    /** Returns the change in HTTP requests begun and not answered. */
    public int pendingDelta() {
        return pendingDelta;
    }

    /** Returns the change in requests that have stayed incomplete for longer than {@link FlowConfig#stallAfter}. */
    public int stalledDelta() {
        return stalledDelta;
    }

    /** Returns the change in TCP connections whose initiator lets its receive window stand at zero. */
    public int blockedDelta() {
        return blockedDelta;
    }

    /** Returns how many HTTP requests were answered. */
    public int requestsAnswered() {
        return requestsAnswered;
    }

    /** Returns how many HTTP requests ended with their connection, unanswered. */
    public int requestsAbandoned() {
        return requestsAbandoned;
    }

    /** Returns how many SSH authentications were rejected. */
    public int sshFailures() {
        return sshFailures;
    }

    /** Returns how many HTTP requests for a login began in the packet besides the one at its start, which the packet tells itself. */
    public int furtherLogins() {
        return furtherLogins;
    }

    /** Returns how many HTTP responses with status 401 or 403 began in the packet besides the one at its start. */
    public int furtherRejections() {
        return furtherRejections;
    }

    /** Returns whether nothing changed but the packet counts: no event, no gauge, no request, no login. */
    public boolean isEmpty() {
        return (events
                        | openDelta
                        | partialDelta
                        | pendingDelta
                        | stalledDelta
                        | blockedDelta
                        | requestsAnswered
                        | requestsAbandoned
                        | sshFailures
                        | furtherLogins
                        | furtherRejections)
                == 0;
    }
}
