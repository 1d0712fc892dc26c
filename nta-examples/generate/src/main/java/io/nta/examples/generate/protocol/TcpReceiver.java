package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import io.nta.packet.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** The receiving half of an end: order, acknowledgements (delayed as RFC 9293, 3.8.6.3 lets them) and the window. */
final class TcpReceiver {
    private static final long DELAYED_ACK = 40 * Clock.MILLI;
    private static final int SEGMENTS_PER_ACK = 2;

    private final TcpEnd end;
    private final List<Segment> outOfOrder = new ArrayList<>(0);
    private int buffer;
    private int readRate;
    private long unread;
    private long next;
    private long received;
    private boolean peerClosed;
    private int unacknowledged;
    private boolean ackTimerRuns;

    TcpReceiver(TcpEnd end, int buffer) {
        this.end = end;
        this.buffer = buffer;
    }

    /** The peer's SYN has come. */
    void begin() {
        next = 1;
    }

    long next() {
        return next;
    }

    long received() {
        return received;
    }

    boolean isFinished() {
        return peerClosed;
    }

    int window() {
        return (int) Math.max(0, buffer - unread);
    }

    /** Returns what a segment acknowledges that goes out now. */
    long acknowledging() {
        unacknowledged = 0;
        return next;
    }

    void readSlowly(int newBuffer, int bytesPerSecond) {
        buffer = newBuffer;
        readRate = bytesPerSecond;
        end.link().clock().after(Clock.SECOND, this::readOn);
    }

    private void readOn() {
        if (end.isDead()) {
            return;
        }
        // RFC 9293, 3.8.6.2.2: a window is opened again by a segment or half the buffer, not by less.
        int worthwhile = Math.min(end.tcp().mss(), buffer / 2);
        boolean wasShut = window() < worthwhile;
        unread = Math.max(0, unread - readRate);
        if (wasShut && window() >= worthwhile) {
            end.acknowledge();
        }
        end.link().clock().after(Clock.SECOND, this::readOn);
    }

    void receive(Segment segment) {
        boolean occupies = segment.length() > 0 || segment.has(TcpFlags.FIN);
        if (!occupies) {
            // A probe of a closed window or of a silent peer wants an answer.
            if (segment.seq() < next) {
                end.acknowledge();
            }
            return;
        }
        if (segment.seq() > next || segment.end() <= next || window() < segment.length()) {
            if (segment.seq() > next) {
                outOfOrder.add(segment);
            }
            end.acknowledge();
            return;
        }
        take(segment);
        takeWaiting();
    }

    private void take(Segment segment) {
        next = segment.end();
        received += segment.length();
        unread += readRate > 0 ? segment.length() : 0;
        unacknowledged++;
        if (segment.length() > 0) {
            end.link().listener().onReceived(end);
        }
        if (segment.has(TcpFlags.FIN) && !peerClosed && !end.isDead()) {
            peerClosed = true;
            unacknowledged = SEGMENTS_PER_ACK;
            end.link().listener().onPeerClosed(end);
        }
    }

    private void takeWaiting() {
        for (int i = 0; i < outOfOrder.size() && !end.isDead(); i++) {
            Segment waiting = outOfOrder.get(i);
            if (waiting.seq() <= next) {
                outOfOrder.remove(i);
                if (waiting.end() > next) {
                    take(waiting);
                    unacknowledged = SEGMENTS_PER_ACK;
                }
                i = -1;
            }
        }
    }

    void acknowledgeNow() {
        end.acknowledge();
    }

    /** Acknowledges what hasn't been yet by data that went out: at once for the second segment, else a little later. */
    void acknowledgeIfDue() {
        if (unacknowledged >= SEGMENTS_PER_ACK) {
            end.acknowledge();
        } else if (unacknowledged > 0 && !ackTimerRuns) {
            ackTimerRuns = true;
            end.link().clock().after(DELAYED_ACK, this::onAckTimer);
        }
    }

    private void onAckTimer() {
        ackTimerRuns = false;
        if (unacknowledged > 0 && !end.isDead()) {
            end.acknowledge();
        }
    }
}
