package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;

/** Adds what changed in a connection, by a packet or by time, to the pane of one of its keys. */
final class ChangeAccumulator {
    private static final long NANOS_PER_MICRO = 1_000;

    private ChangeAccumulator() {}

    static void add(PaneState pane, Connection connection, ConnectionChange change, long peerHigh, long peerLow) {
        if (change.isEmpty()) {
            return;
        }
        connections(pane, connection, change);
        pane.add(Measure.PARTIAL_REQUESTS, change.partialDelta());
        pane.add(Measure.PENDING_REQUESTS, change.pendingDelta());
        pane.add(Measure.STALLED_REQUESTS, change.stalledDelta());
        pane.add(Measure.BLOCKED_CONNECTIONS, change.blockedDelta());
        pane.add(Measure.ANSWERED_REQUESTS, change.requestsAnswered());
        pane.add(Measure.ABANDONED_REQUESTS, change.requestsAbandoned());
        if (change.stalledDelta() > 0 || change.blockedDelta() > 0) {
            pane.sets.weigh(Tally.STALLS, peerHigh, peerLow, 1);
        }
        logins(pane, change, peerHigh, peerLow);
    }

    private static void connections(PaneState pane, Connection connection, ConnectionChange change) {
        long startMicros = connection.startNanos() / NANOS_PER_MICRO;
        if (change.openDelta() != 0) {
            pane.add(Measure.OPEN_CONNECTIONS, change.openDelta());
            pane.add(Measure.OPEN_START_MICROS, change.openDelta() * startMicros);
        }
        if (change.has(ConnectionChange.CLOSED)) {
            pane.add(Measure.CLOSED_CONNECTIONS, 1);
            pane.add(Measure.CLOSED_AGE_MICROS, change.timeNanos() / NANOS_PER_MICRO - startMicros);
        }
        if (change.has(ConnectionChange.ESTABLISHED)) {
            pane.add(Measure.ESTABLISHED_CONNECTIONS, 1);
            if (connection.synSeen()) {
                completed(pane, connection.startNanos(), change.timeNanos());
            }
        }
    }

    private static void completed(PaneState pane, long start, long now) {
        pane.add(Measure.COMPLETED_WITHIN_5, sameWindow(WindowSize.FIVE_SECONDS, start, now));
        pane.add(Measure.COMPLETED_WITHIN_30, sameWindow(WindowSize.THIRTY_SECONDS, start, now));
        pane.add(Measure.COMPLETED_WITHIN_180, sameWindow(WindowSize.THREE_MINUTES, start, now));
    }

    private static int sameWindow(WindowSize size, long start, long now) {
        return size.startOf(start) == size.startOf(now) ? 1 : 0;
    }

    private static void logins(PaneState pane, ConnectionChange change, long peerHigh, long peerLow) {
        int attempts = change.has(ConnectionChange.SSH_ATTEMPT) ? 1 : 0;
        int weight = attempts + change.sshFailures();
        if (weight > 0) {
            pane.add(Measure.SSH_ATTEMPTS, attempts);
            pane.add(Measure.SSH_FAILURES, change.sshFailures());
            pane.sets.weigh(Tally.LOGINS, peerHigh, peerLow, weight);
        }
        pane.add(Measure.SSH_LOGINS, change.has(ConnectionChange.SSH_LOGIN) ? 1 : 0);
        pane.add(Measure.SSH_GIVEN_UP, change.has(ConnectionChange.SSH_GIVEN_UP) ? 1 : 0);
    }
}
