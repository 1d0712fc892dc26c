package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import io.nta.packet.TcpFlags;
import java.util.ArrayDeque;

/**
 * The sending half of an end: cuts what is written into segments, keeps within the peer's and the congestion window (slow start from 10 segments, RFC 6928), and
 * sends again what is lost, after three duplicate acknowledgements or a time-out that doubles (RFC 5681, RFC 6298).
 */
final class TcpSender {
    private static final int INITIAL_WINDOW = 10;
    private static final int LARGEST_WINDOW = 400;
    private static final int DUPLICATES_THAT_TELL_OF_LOSS = 3;
    private static final long FIRST_TIMEOUT = Clock.SECOND;
    private static final long LEAST_TIMEOUT = 200 * Clock.MILLI;
    private static final long LONGEST_TIMEOUT = 60 * Clock.SECOND;
    /** As Linux has it by default: 6 more SYNs. */
    private static final int SYN_RETRIES = 6;

    private static final int DATA_RETRIES = 8;

    private final TcpEnd end;
    private final int mss;
    private final ArrayDeque<Payload> waiting = new ArrayDeque<>(2);
    private final ArrayDeque<Segment> inFlight = new ArrayDeque<>(4);
    private int written;
    private long next;
    private long acked;
    private int peerWindow = TcpOptions.LARGEST_UNSCALED;
    private int congestionWindow = INITIAL_WINDOW;
    private int duplicates;
    private int retries;
    private boolean closing;
    private boolean finSent;
    private long deadline = Long.MAX_VALUE;
    private boolean timerRuns;

    TcpSender(TcpEnd end, int mss) {
        this.end = end;
        this.mss = mss;
    }

    long next() {
        return next;
    }

    boolean isFinished() {
        return finSent && inFlight.isEmpty();
    }

    void write(Payload payload) {
        if (payload.length() > 0 && !closing) {
            waiting.add(payload);
            pump();
        }
    }

    void close() {
        closing = true;
        pump();
    }

    void openWindow(int window) {
        peerWindow = window;
    }

    /** Sends a SYN or SYN-ACK. */
    void sendControl(int flags) {
        remember(new Segment(flags, next, 0, 0, null, 0, 0));
        end.transmit(flags, next);
        next++;
    }

    void resendFirst() {
        Segment first = inFlight.peek();
        if (first != null) {
            resend(first);
        }
    }

    /** Sends what may be sent. */
    void pump() {
        if (!end.isEstablished()) {
            return;
        }
        while (!waiting.isEmpty() && sendOne(waiting.element())) {
            if (written == waiting.element().length()) {
                waiting.remove();
                written = 0;
            }
        }
        if (waiting.isEmpty() && closing && !finSent) {
            finSent = true;
            remember(new Segment(TcpFlags.FIN, next, 0, 0, null, 0, 0));
            end.transmit(TcpFlags.FIN, next);
            next++;
        }
    }

    private boolean sendOne(Payload payload) {
        int left = payload.length() - written;
        int length = Math.min(mss, left);
        int joined = Math.min(mss * end.link().segmentsPerFrame(), left);
        if (joined > length && next - acked + joined <= Math.min(peerWindow, (long) congestionWindow * mss)) {
            length = joined;
        }
        if (inFlight.isEmpty() && peerWindow > 0) {
            // A window that is always smaller than a segment must not stop everything (RFC 9293, 3.8.6.2.1).
            length = Math.min(length, peerWindow);
        }
        long inFlightBytes = next - acked;
        if (inFlightBytes + length > Math.min(peerWindow, (long) congestionWindow * mss)) {
            if (inFlight.isEmpty()) {
                setTimer();
            }
            return false;
        }
        boolean last = written + length == payload.length();
        Segment segment = new Segment(last ? TcpFlags.PSH : 0, next, 0, 0, payload, written, length);
        remember(segment);
        end.transmit(segment.flags(), next, payload, written, length);
        next += length;
        written += length;
        return true;
    }

    private void remember(Segment segment) {
        if (inFlight.isEmpty()) {
            retries = 0;
        }
        inFlight.add(segment);
        if (inFlight.size() == 1) {
            setTimer();
        }
    }

    /** Takes the acknowledgement of any segment that has come. */
    void acknowledged(Segment segment) {
        boolean windowSame = peerWindow == segment.window();
        peerWindow = segment.window();
        if (segment.ack() > acked) {
            acked = segment.ack();
            while (!inFlight.isEmpty() && inFlight.element().end() <= acked) {
                inFlight.remove();
                congestionWindow = Math.min(LARGEST_WINDOW, congestionWindow + 1);
            }
            duplicates = 0;
            retries = 0;
            deadline = Long.MAX_VALUE;
            if (!inFlight.isEmpty()) {
                setTimer();
            }
        } else if (segment.ack() == acked && segment.length() == 0 && windowSame && !inFlight.isEmpty()) {
            if (++duplicates == DUPLICATES_THAT_TELL_OF_LOSS) {
                congestionWindow = Math.max(2, congestionWindow / 2);
                resend(inFlight.element());
            }
        }
    }

    private void resend(Segment segment) {
        Payload payload = segment.payload();
        if (payload == null) {
            end.transmit(segment.flags(), segment.seq());
        } else {
            end.transmit(segment.flags(), segment.seq(), payload, segment.from(), segment.length());
        }
    }

    private void setTimer() {
        long roundTrip = 2 * (end.link().path().delayNanos() + end.link().path().jitterNanos());
        long base = end.isEstablished() ? Math.max(LEAST_TIMEOUT, 2 * roundTrip) : FIRST_TIMEOUT;
        Clock clock = end.link().clock();
        deadline = clock.now() + Math.min(LONGEST_TIMEOUT, base << retries);
        if (!timerRuns) {
            timerRuns = true;
            clock.at(deadline, this::onTimer);
        }
    }

    private void onTimer() {
        timerRuns = false;
        Clock clock = end.link().clock();
        if (end.isDead() || deadline == Long.MAX_VALUE) {
            return;
        }
        if (clock.now() < deadline) {
            timerRuns = true;
            clock.at(deadline, this::onTimer);
            return;
        }
        if (inFlight.isEmpty()) {
            probeWindow();
            return;
        }
        retries++;
        if (retries > (end.isEstablished() ? DATA_RETRIES : SYN_RETRIES)) {
            end.die();
            return;
        }
        congestionWindow = 2;
        resend(inFlight.element());
        setTimer();
    }

    /** Asks a peer whose window is closed whether it still is, as Linux does: an old sequence number without data. */
    private void probeWindow() {
        if (waiting.isEmpty()) {
            deadline = Long.MAX_VALUE;
            return;
        }
        retries = Math.min(retries + 1, DATA_RETRIES);
        end.transmit(0, next - 1);
        setTimer();
    }
}
