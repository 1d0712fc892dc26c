package io.nta.examples.server.stream;

import io.javalin.http.Context;
import io.nta.examples.server.http.ClientConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's connection. Any thread may offer; one sends. That thread and the HTTP server may find at the same moment that the connection has ended: whoever comes first ends the request, once,
 * and the other waits for that. After it, nothing of the request may be touched.
 */
final class SseConnection implements EventHub.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SseConnection.class);
    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final byte[] KEEP_ALIVE = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    /** Wakes the sender when there is nothing to send. */
    private static final EventBatch END = new EventBatch(List.of());

    private final Context context;
    private final ClientConnection client;
    private final ServletOutputStream out;
    private final BlockingQueue<EventBatch> queue = new LinkedBlockingQueue<>();
    private final WaitingEvents waiting;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean ended;

    /** Creates the connection of a request that is being answered. */
    SseConnection(Context context, int waitingEvents) throws IOException {
        this.context = context;
        this.client = ClientConnection.of(context);
        this.out = context.res().getOutputStream();
        this.waiting = new WaitingEvents(waitingEvents);
    }

    /** Lets the request go on after its handler has returned; returns what completes when it has ended. */
    CompletableFuture<Void> begin() {
        AsyncContext async = context.req().getAsyncContext();
        async.setTimeout(0);
        async.addListener(new Ending());
        return over;
    }

    @Override
    public boolean offer(EventBatch batch) {
        return !ended && waiting.admit(batch) && queue.add(batch);
    }

    @Override
    public void cutOff() {
        ended = true;
        // The sender waits for a client that doesn't read; this wakes it.
        client.cut();
    }

    @Override
    public void end() {
        ended = true;
        queue.add(END);
    }

    /** Sends what is offered until the connection ends, and ends the request. */
    void send() {
        try {
            out.flush();
            while (!ended) {
                EventBatch batch = queue.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                if (batch == null) {
                    out.write(KEEP_ALIVE);
                } else {
                    writeAllFrom(batch);
                }
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with a request whose client has gone, or which the HTTP server has ended.
            LOG.debug("A listener has gone: {}", e.toString());
        } finally {
            ended = true;
            finish();
        }
    }

    /** What has come meanwhile goes with it. */
    private void writeAllFrom(EventBatch first) throws IOException {
        for (EventBatch batch = first; batch != null; batch = queue.poll()) {
            out.write(batch.serverSent());
            waiting.gone(batch);
        }
    }

    /** Sends one event, on the thread of the request. */
    void sendAlone(Event event) throws IOException {
        out.write(new EventBatch(List.of(event)).serverSent());
        out.flush();
    }

    /** Ends the request unless it has ended. */
    synchronized void finish() {
        over.complete(null);
    }

    /** Hears from the HTTP server that the connection has failed: before it takes the request back. */
    private final class Ending implements AsyncListener {
        @Override
        public void onError(AsyncEvent event) {
            ended = true;
            finish();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            finish();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            ended = true;
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is started once.
        }
    }
}
