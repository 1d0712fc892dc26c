package io.nta.flow;

import io.nta.packet.PacketView;

/**
 * Follows the requests of one TCP connection: HTTP/1 requests from their first byte to their answer, and, where the protocol isn't known (TLS), the bytes that
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
    private boolean http;
    private Tail tail = Tail.TEXT;
    private long contentLength;
    private boolean chunked;
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
        http = false;
        pending = 0;
        stalled = false;
        begunNanos = 0;
        drips = 0;
        talkedBack = false;
    }

    private boolean partial() {
        return phase != Phase.IDLE;
    }

    /** Takes new data of the initiator. */
    void onForward(PacketView packet, ConnectionChange change, long stallNanos) {
        boolean wasPartial = partial();
        switch (phase) {
            case IDLE -> begin(packet, change);
            case HEADER -> header(packet);
            case BODY -> {
                arrived += packet.payloadLength();
                body(packet.payloadLength());
            }
            case CHUNKS -> {
                arrived += packet.payloadLength();
                chunks(packet);
            }
        }
        note(wasPartial, change);
        if (!http && talkedBack) {
            drip(change, stallNanos);
        }
    }

    private void begin(PacketView packet, ConnectionChange change) {
        if (packet.http() != PacketView.Http.REQUEST) {
            return;
        }
        http = true;
        pending++;
        change.pendingDelta++;
        begunNanos = change.timeNanos;
        watchedSinceNanos = change.timeNanos;
        arrived = 0;
        contentLength = -1;
        chunked = false;
        tail = Tail.TEXT;
        phase = Phase.HEADER;
        header(packet);
    }

    private void header(PacketView packet) {
        long length = packet.httpContentLength();
        if (length >= 0) {
            contentLength = length;
        }
        chunked |= packet.httpChunked();
        int end = headerEnd(packet);
        if (end < 0 && packet.payloadTruncated()) {
            // What the snap length cut off is taken to be there: a capture must not make requests look slow.
            phase = Phase.IDLE;
        } else if (end >= 0) {
            startBody(packet, end);
        }
    }

    /** Returns where the empty line in this packet ends, or the rest of one that the packets before have begun; -1 if there is none. */
    private int headerEnd(PacketView packet) {
        Tail before = tail;
        tail = tail(packet, before);
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

    private void startBody(PacketView packet, int headerEnd) {
        if (chunked) {
            phase = Phase.CHUNKS;
            chunks(packet);
        } else {
            phase = Phase.BODY;
            body(packet.payloadLength() - headerEnd);
        }
    }

    private void body(int arrived) {
        contentLength -= arrived;
        if (contentLength <= 0) {
            phase = Phase.IDLE;
        }
    }

    private void chunks(PacketView packet) {
        if (packet.endsWithLastChunk()) {
            phase = Phase.IDLE;
        }
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
        if (packet.http() == PacketView.Http.RESPONSE && packet.httpStatus() / CONTINUE_CLASS > 1 && pending > 0) {
            pending--;
            change.pendingDelta--;
            change.requestsAnswered++;
            if (pending == 0) {
                // An answer to a request that isn't complete, as 408: the server has given it up.
                phase = Phase.IDLE;
            }
        }
        talkedBack = true;
        if (!http) {
            begunNanos = 0;
            unstall(change);
        }
        note(wasPartial, change);
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
        long elapsedNanos = change.timeNanos - watchedSinceNanos;
        if (arrived * NANOS >= MIN_BODY_RATE * elapsedNanos) {
            // A body that is long, not slow.
            watchedSinceNanos = change.timeNanos;
            arrived = 0;
            return;
        }
        stalled = true;
        change.stalledDelta++;
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
