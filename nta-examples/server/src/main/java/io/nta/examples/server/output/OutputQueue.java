package io.nta.examples.server.output;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.nta.detect.Alert;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends alerts to one place, one after the other, and tries again when that fails: after a second, then longer each time. Any thread may add. */
final class OutputQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputQueue.class);
    private static final int MAX_RETRIES = 8;
    private static final int LONGEST_PAUSE_SECONDS = 60;
    private static final int CLOSE_SECONDS = 5;

    private final AlertOutput output;
    private final ExecutorService thread;
    private final AtomicLong lost = new AtomicLong();
    private final RetryPolicy<Object> retry = RetryPolicy.builder()
            .handle(IOException.class)
            .withBackoff(1, LONGEST_PAUSE_SECONDS, ChronoUnit.SECONDS)
            .withMaxRetries(MAX_RETRIES)
            .build();

    OutputQueue(AlertOutput output, int maxAlerts) {
        this.output = output;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(maxAlerts), work -> {
            Thread made = new Thread(work, "nta-output");
            made.setDaemon(true);
            return made;
        });
    }

    void add(String change, Alert alert) {
        try {
            thread.execute(() -> send(change, alert));
        } catch (RejectedExecutionException e) {
            lost.incrementAndGet();
            LOG.warn(
                    "Alert {} is not sent to {}: too many wait, or the server is stopping",
                    alert.id(),
                    output.description());
        }
    }

    private void send(String change, Alert alert) {
        try {
            Failsafe.with(retry).run(() -> output.send(change, alert));
        } catch (FailsafeException e) {
            lost(alert, String.valueOf(e.getCause()));
        } catch (RuntimeException e) {
            lost(alert, e.toString());
        }
    }

    private void lost(Alert alert, String why) {
        lost.incrementAndGet();
        LOG.warn("Alert {} did not reach {}: {}", alert.id(), output.description(), why);
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                lost.addAndGet(thread.shutdownNow().size());
            }
            output.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{} can't be closed: {}", output.description(), e.toString());
        }
    }
}
