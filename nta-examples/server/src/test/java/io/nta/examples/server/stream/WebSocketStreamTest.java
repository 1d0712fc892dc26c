package io.nta.examples.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.http.RouteTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener of a real HTTP server by WebSocket. */
@Timeout(60)
class WebSocketStreamTest {
    private static final String LARGE = "x".repeat(30_000);

    private final Deque<Runnable> later = new ArrayDeque<>();

    @Test
    void eachEventOfAMomentIsAMessageOfItsOwnInTheirOrder() throws Exception {
        ServerConfig config = ServerConfig.of(Map.of("port", "0"));
        EventHub hub = new EventHub(config.streams(), "run", later::add);
        HttpServer server = new HttpServer(
                config.listen(),
                null,
                javalin -> new WebSocketStream(hub, config.streams())
                        .addTo(new RouteTable(javalin.routes, (context, scope) -> {})));
        server.start();
        try {
            Whole messages = new Whole();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws/dashboard"), messages)
                    .get(20, TimeUnit.SECONDS);
            while (hub.listeners() == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            // Small ones go out together, large ones don't fit into a buffer.
            List<String> expected = new ArrayList<>();
            for (String text : List.of("a", "b", LARGE, "c", LARGE)) {
                hub.publish("alert", json -> json.writeString(text));
                expected.add(
                        "{\"event\":\"alert\",\"id\":\"run-" + (expected.size() + 1) + "\",\"data\":\"" + text + "\"}");
            }
            later.remove().run();
            for (String message : expected) {
                assertThat(messages.all.poll(20, TimeUnit.SECONDS)).isEqualTo(message);
            }
            socket.abort();
        } finally {
            hub.close();
            server.stop();
        }
    }

    /** Puts messages together from the parts that they come in. */
    private static final class Whole implements WebSocket.Listener {
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();
        private final StringBuilder begun = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                all.add(begun.toString());
                begun.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
