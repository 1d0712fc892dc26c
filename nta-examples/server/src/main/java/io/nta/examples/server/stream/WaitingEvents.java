package io.nta.examples.server.stream;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the events that wait for one listener. Any thread may call any method. */
final class WaitingEvents {
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    WaitingEvents(int most) {
        this.most = most;
    }

    /** Counts these in; returns whether so many may wait. Once they may not, the listener is to be told nothing more. */
    boolean admit(EventBatch batch) {
        return waiting.addAndGet(batch.size()) <= most;
    }

    /** Counts out what has been sent. */
    void gone(EventBatch batch) {
        waiting.addAndGet(-batch.size());
    }
}
