package io.nta.examples.server.stream;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.config.StreamConfig;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Tells of events by server-sent events; {@code Last-Event-ID} continues where an earlier connection ended. */
public final class SseStream {
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
        routes.stream("/api/stream", Scope.READ, context -> {
            String accept = context.header("Accept");
            if (accept == null || !accept.contains("text/event-stream")) {
                throw new Problem(
                        HttpStatus.NOT_ACCEPTABLE,
                        "This is a stream of events: ask for it with Accept: text/event-stream");
            }
            listen(context);
        });
    }

    private void listen(Context context) throws IOException {
        String lastId = context.header("Last-Event-ID");
        context.res().setContentType("text/event-stream");
        context.res().setCharacterEncoding("UTF-8");
        context.header("Connection", "close");
        SseConnection connection = new SseConnection(context, config.waitingEvents());
        if (!hub.add(connection, lastId == null ? context.queryParam("last_event_id") : lastId)) {
            connection.sendAlone(new Event(null, "full", "{\"max_clients\":" + config.maxClients() + "}"));
            return;
        }
        context.future(() -> start(connection));
    }

    private CompletableFuture<Void> start(SseConnection connection) {
        CompletableFuture<Void> over = connection.begin();
        try {
            threads.execute(() -> {
                connection.send();
                hub.remove(connection);
            });
        } catch (RejectedExecutionException e) {
            // The server stops.
            hub.remove(connection);
            connection.finish();
        }
        return over;
    }
}
