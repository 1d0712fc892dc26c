package io.nta.flow;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connections that have something due, without a cost per packet: each is in the bucket of the earliest pane in which it could be due, and when that
 * bucket's turn comes it is looked at and put where it belongs now (Varghese and Lauck 1987, scheme 6).
 */
final class TimerWheel {
    static final long NOT_SCHEDULED = Long.MIN_VALUE;

    private final long paneNanos;
    private final @Nullable Connection[] buckets;
    private final int mask;
    private long firedThrough = NOT_SCHEDULED;
    private int scheduled;

    /** Holds timers up to {@code horizonNanos} ahead of the last pane that has fired. */
    TimerWheel(long paneNanos, long horizonNanos) {
        this.paneNanos = paneNanos;
        int size = Integer.highestOneBit((int) (horizonNanos / paneNanos) + 4) << 1;
        buckets = new Connection[size];
        mask = size - 1;
    }

    /** Puts the connection where something may be due at {@code dueNanos}, or in the next bucket to fire if that has passed. */
    void schedule(Connection connection, long dueNanos) {
        long pane = Math.floorDiv(dueNanos, paneNanos);
        if (scheduled == 0) {
            // Nothing was due for so long: the wheel is turned at once, not bucket by bucket when the next is looked
            // for.
            firedThrough = Math.max(firedThrough, pane - buckets.length + 1);
        }
        pane = Math.max(pane, firedThrough + 1);
        if (connection.scheduledPane == pane) {
            return;
        }
        cancel(connection);
        int bucket = (int) pane & mask;
        Connection head = buckets[bucket];
        connection.nextTimer = head;
        if (head != null) {
            head.previousTimer = connection;
        }
        buckets[bucket] = connection;
        connection.scheduledPane = pane;
        scheduled++;
    }

    void cancel(Connection connection) {
        if (connection.scheduledPane == NOT_SCHEDULED) {
            return;
        }
        Connection previous = connection.previousTimer;
        Connection next = connection.nextTimer;
        if (previous == null) {
            buckets[(int) connection.scheduledPane & mask] = next;
        } else {
            previous.nextTimer = next;
        }
        if (next != null) {
            next.previousTimer = previous;
        }
        connection.previousTimer = null;
        connection.nextTimer = null;
        connection.scheduledPane = NOT_SCHEDULED;
        scheduled--;
    }

    /** Returns the start of the first pane in which something may be due, or {@link Long#MAX_VALUE} when nothing is scheduled. */
    long nextPaneStart() {
        if (scheduled == 0) {
            return Long.MAX_VALUE;
        }
        for (long pane = firedThrough + 1; pane <= firedThrough + buckets.length; pane++) {
            if (buckets[(int) pane & mask] != null) {
                return pane * paneNanos;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Hands over, and takes out, each connection of the panes that end at or before {@code endNanos}. */
    void fire(long endNanos, Consumer<Connection> due) {
        long last = Math.floorDiv(endNanos, paneNanos) - 1;
        if (firedThrough == NOT_SCHEDULED || scheduled == 0) {
            firedThrough = Math.max(firedThrough, last);
            return;
        }
        long first = Math.max(firedThrough + 1, last - buckets.length + 1);
        for (long pane = first; pane <= last; pane++) {
            firedThrough = pane;
            fireBucket((int) pane & mask, pane, due);
        }
        firedThrough = Math.max(firedThrough, last);
    }

    private void fireBucket(int bucket, long pane, Consumer<Connection> due) {
        Connection connection = buckets[bucket];
        while (connection != null) {
            Connection next = connection.nextTimer;
            if (connection.scheduledPane <= pane) {
                cancel(connection);
                due.accept(connection);
            }
            connection = next;
        }
    }
}
