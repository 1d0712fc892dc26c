package io.nta.examples.server.stream;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.nta.examples.server.config.StreamConfig;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** Tells of events by WebSocket: each message is an object with {@code event}, {@code id} and {@code data}. What a client sends is not read. */
public final class WebSocketStream {
    /** "Try again later". */
    private static final int FULL = 1013;

    private static final long PING_SECONDS = 15;

    private final EventHub hub;
    private final StreamConfig config;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    /** Creates a stream. */
    public WebSocketStream(EventHub hub, StreamConfig config) {
        this.hub = hub;
        this.config = config;
    }

    /** Adds its route. */
    public void addTo(RouteTable routes) {
        routes.webSocket("/ws/dashboard", Scope.READ, this::configure);
    }

    private void configure(WsConfig socket) {
        socket.onConnect(context -> {
            Connection connection = new Connection(context.session);
            context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
            connections.put(context.sessionId(), connection);
            if (!hub.add(connection, context.queryParam("last_event_id"))) {
                context.closeSession(FULL, "at most " + config.maxClients() + " may listen");
            }
        });
        socket.onClose(this::forget);
        socket.onError(this::forget);
    }

    private void forget(WsContext context) {
        Connection connection = connections.remove(context.sessionId());
        if (connection != null) {
            hub.remove(connection);
        }
    }

    private final class Connection implements EventHub.Listener {
        private final Session session;
        private final WaitingEvents waiting = new WaitingEvents(config.waitingEvents());

        Connection(Session session) {
            this.session = session;
        }

        @Override
        public boolean offer(EventBatch batch) {
            if (!session.isOpen() || !waiting.admit(batch)) {
                return false;
            }
            // They go out in their order: when the last has gone, all have.
            Iterator<String> messages = batch.messages().iterator();
            while (messages.hasNext()) {
                String message = messages.next();
                session.sendText(
                        message,
                        messages.hasNext() ? disconnecting(() -> {}) : disconnecting(() -> waiting.gone(batch)));
            }
            return true;
        }

        private Callback disconnecting(Runnable onSuccess) {
            return Callback.from(onSuccess, failure -> session.disconnect());
        }

        @Override
        public void cutOff() {
            session.disconnect();
        }

        @Override
        public void end() {
            session.close(StatusCode.SHUTDOWN, "the server stops", Callback.NOOP);
        }
    }
}
