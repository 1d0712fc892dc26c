package io.nta.examples.server.stream;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.nta.examples.server.config.StreamConfig;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells of events by server-sent events; {@code Last-Event-ID} continues where an earlier connection ended. */
public final class SseStream {
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final EventHub hub;
    private final StreamConfig config;
    private final ExecutorService threads;

    /**
     * Creates a stream.
     *
     * @param threads runs a thread for each listener, which waits while its listener doesn't read
     */
    public SseStream(EventHub hub, StreamConfig config, ExecutorService threads) {
        this.hub = hub;
        this.config = config;
        this.threads = threads;
    }

    /** Adds its route. */
    public void addTo(RouteTable routes) {
        SseHandler handler = new SseHandler(0, this::listen);
        routes.get("/api/stream", Scope.READ, context -> {
            String accept = context.header("Accept");
            if (accept == null || !accept.contains("text/event-stream")) {
                throw new Problem(
                        HttpStatus.NOT_ACCEPTABLE,
                        "This is a stream of events: ask for it with Accept: text/event-stream");
            }
            handler.handle(context);
        });
    }

    private void listen(SseClient client) {
        Context context = client.ctx();
        client.keepAlive();
        Connection connection = new Connection(client);
        client.onClose(() -> hub.remove(connection));
        String lastId = context.header("Last-Event-ID");
        if (!hub.add(connection, lastId == null ? context.queryParam("last_event_id") : lastId)) {
            client.sendEvent("full", "{\"max_clients\":" + config.maxClients() + "}");
            client.close();
            return;
        }
        threads.execute(connection::send);
    }

    private final class Connection implements EventHub.Listener {
        private final SseClient client;
        private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(config.queueEvents());
        private volatile boolean ended;

        Connection(SseClient client) {
            this.client = client;
        }

        @Override
        public boolean offer(Event event) {
            return !ended && queue.offer(event);
        }

        @Override
        public void cutOff() {
            ended = true;
        }

        void send() {
            try {
                while (!ended && !client.terminated()) {
                    Event event = queue.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                    if (event == null) {
                        client.sendComment("still here");
                    } else {
                        client.sendEvent(event.type(), event.data(), event.id());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended = true;
                hub.remove(this);
                // Of a request that has ended already nothing may be asked.
                if (!client.terminated()) {
                    client.close();
                }
            }
        }
    }
}
