package io.nta;

import com.google.common.util.concurrent.Uninterruptibles;
import io.nta.feature.FeatureVector;
import io.nta.spi.RowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one hand-over: batches of closed windows go through a bounded queue from the packet thread to the detection thread. When detection can't keep up the packet
 * thread waits: nothing is dropped here. A failure of the detection thread is thrown to the packet thread.
 */
final class HandOver implements RowSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final int MAX_BATCHES = 2;
    private static final int MAX_BATCH_ROWS = 1 << 14;
    private static final long LOOK_MILLIS = 100;
    /** How long a plugin that was interrupted may take to come back. */
    private static final long CLOSE_SECONDS = 10;

    private record Batch(List<FeatureVector> rows, long nowNanos, boolean last) {}

    private final DetectionStage stage;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(MAX_BATCHES);
    private final Thread thread;
    private List<FeatureVector> pending = new ArrayList<>();
    private long toldNanos = Long.MIN_VALUE;
    private volatile @Nullable Throwable failure;

    HandOver(DetectionStage stage) {
        this.stage = stage;
        thread = new Thread(this::consume, "nta-detection");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onRow(FeatureVector row) {
        // A batch never mixes windows that closed at different times, so that event time only steps forward between
        // batches.
        if (pending.size() >= MAX_BATCH_ROWS
                || !pending.isEmpty() && pending.get(0).endNanos() != row.endNanos()) {
            flush();
        }
        pending.add(row);
    }

    /** Hands over the rows taken so far. */
    void flush() {
        if (!pending.isEmpty()) {
            put(new Batch(pending, pending.get(0).endNanos(), false));
            pending = new ArrayList<>();
        }
    }

    /** Time has come to {@code nowNanos} without a row: alerts may close. */
    void timePassed(long nowNanos) {
        flush();
        if (nowNanos != toldNanos) {
            toldNanos = nowNanos;
            put(new Batch(List.of(), nowNanos, false));
        }
    }

    private void put(Batch batch) {
        try {
            while (!queue.offer(batch, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                rethrow();
            }
            rethrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NtaException("Interrupted while waiting for detection to keep up", e);
        }
    }

    private void rethrow() {
        Throwable cause = failure;
        if (cause instanceof NtaException known) {
            throw known;
        }
        if (cause != null) {
            throw new NtaException("Detection failed: " + cause, cause);
        }
    }

    private void consume() {
        try {
            stage.resume();
            for (Batch batch = queue.take(); ; batch = queue.take()) {
                if (batch.last) {
                    stage.finish();
                    return;
                }
                if (batch.rows.isEmpty()) {
                    stage.timePassed(batch.nowNanos);
                } else {
                    stage.onBatch(batch.rows, batch.nowNanos);
                }
            }
        } catch (InterruptedException e) {
            // By close(), or by a plugin that was called on this thread. Whoever waits for it must not wait for ever.
            fail(new NtaException("Detection was interrupted before the analysis had ended", e));
        } catch (Throwable e) { // a plugin in a language without checked exceptions may throw any
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        failure = cause;
        queue.clear();
    }

    /** Hands over what is left, and waits until all of it is judged and every alert closed. */
    void finish() {
        flush();
        put(new Batch(List.of(), 0, true));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NtaException("Interrupted while waiting for the last alerts", e);
        }
        rethrow();
    }

    /** Stops without finishing, and waits for the detection thread to leave what it has called, so that this can be closed. */
    @Override
    public void close() {
        thread.interrupt();
        if (Thread.currentThread() == thread) {
            return;
        }
        Uninterruptibles.joinUninterruptibly(thread, CLOSE_SECONDS, TimeUnit.SECONDS);
        if (thread.isAlive()) {
            LOG.warn(
                    "A detector, store or listener has not come back {} s after it was interrupted; it is closed all the same",
                    CLOSE_SECONDS);
        }
    }
}
