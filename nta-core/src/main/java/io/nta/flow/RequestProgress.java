package io.nta.flow;

import io.nta.packet.HttpPrefix;
import io.nta.packet.PacketView;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests of one TCP connection: HTTP/1 requests from their first bytes to their answer, and, where the protocol isn't known (TLS), the bytes that
 * the initiator keeps dripping without an answer, once the responder has sent something.
 */
final class RequestProgress {
    /** A further segment that comes at least this long after the one before is a drip, not the rest of one write. */
    static final long DRIP_NANOS = 1_000_000_000L;

    /** A body that comes at least this fast, in bytes/s, isn't held back: slow clients manage 1 000, tools send some 10 bytes in 10 s. */
    static final long MIN_BODY_RATE = 100;

    private static final long NANOS = 1_000_000_000L;
    private static final int STALLING_DRIPS = 2;
    private static final int CONTINUE_CLASS = 100;
    private static final int RETURN_AND_FEED = 2;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** In the place of an offset: nothing more begins in the packet. */
    private static final int USED_UP = -1;

    /** What the header's last bytes so far are, as far as they may belong to the empty line that ends it. */
    private enum Tail {
        TEXT,
        /** A line end. */
        LINE_END,
        /** A line end and a carriage return: a line feed is all that is missing. */
        RETURN
    }

    private enum Phase {
        IDLE,
        HEADER,
        BODY,
        CHUNKS
    }

    private Phase phase = Phase.IDLE;
    /** What may be a request's first bytes; made when such come. */
    private @Nullable HttpPrefix prefix;

    private boolean http;
    private Tail tail = Tail.TEXT;
    private long contentLength;
    private boolean chunked;
    /** Whether a segment that came too early holds an empty line. */
    private boolean endedAhead;

    private int pending;
    private boolean stalled;
    /** When the request now awaiting its end or its answer began; 0 when none does. */
    private long begunNanos;

    /** Since when the body's pace is watched, and how much of it has come since. */
    private long watchedSinceNanos;

    private long arrived;
    /** Whether the responder ever sent data: who only ever listens, as a collector of logs, leaves nothing unanswered. */
    private boolean talkedBack;

    private long lastSegmentNanos;
    private int drips;

    void reset() {
        phase = Phase.IDLE;
        forgetPrefix();
        http = false;
        endedAhead = false;
        pending = 0;
        stalled = false;
        begunNanos = 0;
        drips = 0;
        talkedBack = false;
    }

    private boolean partial() {
        return phase != Phase.IDLE;
    }

    /** Takes new data of the initiator, in which several requests may begin and end. */
    void onForward(PacketView packet, Arrival arrival, ConnectionChange change, long stallNanos) {
        boolean wasPartial = partial();
        int pendingBefore = pending;
        int at = 0;
        while (at != USED_UP) {
            at = switch (phase) {
                case IDLE -> begin(packet, at, change);
                case HEADER -> header(packet, at);
                case BODY -> body(packet, at);
                case CHUNKS -> chunks(packet, at);
            };
        }
        if (pending > pendingBefore && arrival != Arrival.OVERTAKEN) {
            endedAhead = false;
        }
        outOfOrder(packet, arrival);
        note(wasPartial, change);
        if (stalled && http && change.timeNanos - watchedSinceNanos >= stallNanos) {
            review(change);
        }
        if (!http && talkedBack) {
            drip(change, stallNanos);
        }
    }

    /** A header whose end came before its middle is complete, though its bytes were never read in order. */
    private void outOfOrder(PacketView packet, Arrival arrival) {
        if (arrival == Arrival.AHEAD) {
            boolean lineEndOnly = packet.payloadLength() <= RETURN_AND_FEED && packet.startsWithLineEnd();
            endedAhead |= lineEndOnly || packet.httpBlankLineEnd() >= 0;
        } else if (arrival == Arrival.OVERTAKEN && endedAhead && phase == Phase.HEADER) {
            phase = Phase.IDLE;
            endedAhead = false;
        }
    }

    private int begin(PacketView packet, int at, ConnectionChange change) {
        boolean first = at == 0;
        if (first ? !begins(packet) : !packet.httpRequestAt(at)) {
            return USED_UP;
        }
        // One before, which has stalled, ends in this very packet.
        unstall(change);
        http = true;
        pending++;
        change.pendingDelta++;
        change.furtherLogins += !first && packet.httpLoginAt(at) ? 1 : 0;
        begunNanos = change.timeNanos;
        watchedSinceNanos = change.timeNanos;
        arrived = 0;
        contentLength = -1;
        chunked = false;
        tail = Tail.TEXT;
        phase = Phase.HEADER;
        return at;
    }

    /** Returns whether a request begins in the packet, or has begun with short ones before it and shows now. */
    private boolean begins(PacketView packet) {
        if (packet.http() == PacketView.Http.REQUEST) {
            forgetPrefix();
            return true;
        }
        if (prefix == null && HttpPrefix.mayBeginIn(packet)) {
            prefix = new HttpPrefix();
        }
        return prefix != null && prefix.add(packet);
    }

    private void forgetPrefix() {
        if (prefix != null) {
            prefix.clear();
        }
    }

    private int header(PacketView packet, int at) {
        long length = packet.httpContentLength(at);
        if (length >= 0) {
            contentLength = length;
        }
        chunked |= packet.httpChunked(at);
        int end = headerEnd(packet, at);
        if (end >= 0) {
            phase = chunked ? Phase.CHUNKS : Phase.BODY;
            return end;
        }
        if (packet.payloadTruncated()) {
            // What the snap length cut off is taken to be there: a capture must not make requests look slow.
            phase = Phase.IDLE;
        }
        return USED_UP;
    }

    /** Returns where the empty line in this packet ends, or the rest of one that the packets before have begun; -1 if there is none. */
    private int headerEnd(PacketView packet, int at) {
        Tail before = tail;
        tail = tail(packet, before);
        if (at > 0) {
            return packet.httpBlankLineEnd(at);
        }
        boolean feed = packet.payloadCaptured() > 0 && packet.payloadByte(0) == '\n';
        if (feed && before != Tail.TEXT) {
            return 1;
        }
        boolean begun = before == Tail.LINE_END && packet.startsWithLineEnd();
        return begun ? RETURN_AND_FEED : packet.httpBlankLineEnd();
    }

    private static Tail tail(PacketView packet, Tail before) {
        int last = packet.payloadCaptured() - 1;
        if (last < 0 || packet.payloadTruncated()) {
            return Tail.TEXT;
        }
        if (packet.payloadByte(last) == '\n') {
            return Tail.LINE_END;
        }
        boolean behindLineEnd = last == 0 ? before == Tail.LINE_END : packet.payloadByte(last - 1) == '\n';
        return packet.payloadByte(last) == '\r' && behindLineEnd ? Tail.RETURN : Tail.TEXT;
    }

    private int body(PacketView packet, int at) {
        int here = packet.payloadLength() - at;
        watch(here, at);
        if (contentLength > here) {
            contentLength -= here;
            return USED_UP;
        }
        phase = Phase.IDLE;
        return at + (int) Math.max(0, contentLength);
    }

    private int chunks(PacketView packet, int at) {
        watch(packet.payloadLength(), at);
        int end = packet.lastChunkEnd(at);
        if (end < 0) {
            return USED_UP;
        }
        phase = Phase.IDLE;
        return end;
    }

    /** Only what comes after the header's own packet shows a pace. */
    private void watch(int bytes, int at) {
        arrived += at == 0 ? bytes : 0;
    }

    private void drip(ConnectionChange change, long stallNanos) {
        long now = change.timeNanos;
        if (begunNanos == 0) {
            begunNanos = now;
            drips = 0;
        } else if (now - lastSegmentNanos >= DRIP_NANOS) {
            drips++;
            if (!stalled && drips >= STALLING_DRIPS && now - begunNanos >= stallNanos) {
                stalled = true;
                change.stalledDelta++;
            }
        }
        lastSegmentNanos = now;
    }

    /** Takes new data of the responder. */
    void onBackward(PacketView packet, ConnectionChange change) {
        boolean wasPartial = partial();
        if (packet.http() == PacketView.Http.RESPONSE) {
            answered(packet.httpStatus(), change);
        }
        furtherAnswers(packet, change);
        talkedBack = true;
        forgetPrefix();
        if (!http) {
            begunNanos = 0;
            unstall(change);
        }
        note(wasPartial, change);
    }

    /** More than one answer can only be in a packet while more than one is awaited. */
    private void furtherAnswers(PacketView packet, ConnectionChange change) {
        int at = pending > 0 && awaitedSeveral(packet, change) ? packet.httpStatusAfter(0) : -1;
        while (at >= 0 && pending > 0) {
            int status = packet.httpStatusAt(at);
            change.furtherRejections += status == UNAUTHORIZED || status == FORBIDDEN ? 1 : 0;
            answered(status, change);
            at = packet.httpStatusAfter(at);
        }
    }

    private boolean awaitedSeveral(PacketView packet, ConnectionChange change) {
        return pending + change.requestsAnswered > 1 && packet.payloadCaptured() > 0;
    }

    private void answered(int status, ConnectionChange change) {
        if (status / CONTINUE_CLASS <= 1 || pending == 0) {
            return;
        }
        pending--;
        change.pendingDelta--;
        change.requestsAnswered++;
        if (pending == 0) {
            // An answer to a request that isn't complete, as 408: the server has given it up.
            phase = Phase.IDLE;
        }
    }

    private void note(boolean wasPartial, ConnectionChange change) {
        if (partial() != wasPartial) {
            change.partialDelta += partial() ? 1 : -1;
            if (!partial() && http) {
                unstall(change);
            }
        }
    }

    private void unstall(ConnectionChange change) {
        if (stalled) {
            stalled = false;
            change.stalledDelta--;
        }
    }

    /** Returns when the incomplete request will have stalled, or {@link Long#MAX_VALUE}. */
    long stallDueNanos(long stallNanos) {
        return partial() && !stalled ? watchedSinceNanos + stallNanos : Long.MAX_VALUE;
    }

    /** The time of {@link #stallDueNanos} has come. */
    void stall(ConnectionChange change) {
        if (!keepsPace(change.timeNanos)) {
            stalled = true;
            change.stalledDelta++;
        }
    }

    /** Looks whether a body that has stalled goes on, as a report does that waited for something to tell. */
    private void review(ConnectionChange change) {
        if (keepsPace(change.timeNanos)) {
            unstall(change);
        }
    }

    /** Returns whether the body that came since it is watched is long rather than slow; from now on, what comes next is watched. */
    private boolean keepsPace(long nanos) {
        boolean pace = arrived * NANOS >= MIN_BODY_RATE * (nanos - watchedSinceNanos);
        watchedSinceNanos = nanos;
        arrived = 0;
        return pace;
    }

    /** Adds what is under way now to the differences of the gauges. */
    void addStanding(ConnectionChange standing) {
        standing.partialDelta += partial() ? 1 : 0;
        standing.pendingDelta += pending;
        standing.stalledDelta += stalled ? 1 : 0;
    }

    /** The connection ends: what was pending is abandoned. */
    void end(ConnectionChange change) {
        if (partial()) {
            change.partialDelta--;
        }
        unstall(change);
        change.pendingDelta -= pending;
        change.requestsAbandoned += pending;
        reset();
    }
}
