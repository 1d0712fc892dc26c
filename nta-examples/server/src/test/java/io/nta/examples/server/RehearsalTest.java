package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.http.Pages;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.examples.server.security.Entrance;
import io.nta.examples.server.security.KeyFileEditor;
import io.nta.examples.server.testkit.TestServer;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server asks itself before others do, so that the first of them need not wait. */
class RehearsalTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int HEALTH = 20;
    private static final int ALL = HEALTH + OverviewRequests.of(Instant.EPOCH).size();

    @TempDir
    private Path folder;

    private JdbcFeatureStore store;
    private @Nullable HttpServer http;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        store = JdbcFeatureStore.open(StoreConfig.of("jdbc:sqlite:" + folder.resolve("nta.db")));
    }

    @AfterEach
    void close() throws IOException {
        if (http != null) {
            http.stop();
        }
        store.close();
    }

    /** What the API does. */
    private interface Api {
        void answer(Context context) throws Exception;
    }

    /** Starts a server with the pages, and a key that who asks the API needs. */
    private HttpServer guarded(@Nullable SSLContext tls, Api api) {
        Path keys = folder.resolve("keys.txt");
        new KeyFileEditor(keys).add("reader", "read", null);
        ServerConfig config = ServerConfig.of(Map.of("port", "0", "keys.file", keys.toString()));
        http = new HttpServer(config.listen(), tls, javalin -> {
            Entrance entrance = Entrance.of(config.listen(), CLOCK);
            RouteTable table = new RouteTable(javalin.routes, entrance.doorkeeper());
            table.get("/health", Scope.PUBLIC, context -> asked.add(context.path()));
            table.get("/api/<what>", Scope.READ, context -> {
                asked.add(context.path());
                api.answer(context);
            });
            new Pages().addTo(table);
        });
        http.start();
        return http;
    }

    private int play(HttpServer server, Duration patience) {
        return new Rehearsal(server, store.reader(), CLOCK).play(patience);
    }

    @Test
    void allOfTheDashboardIsAnsweredWithoutAKeyAndWithoutTls() throws Exception {
        assertThat(play(guarded(SSLContext.getDefault(), context -> {}), PATIENCE))
                .isEqualTo(ALL);
        assertThat(asked).contains("/health", "/api/packets", "/api/traffic", "/api/top-sources");
    }

    @Test
    void nobodyElseIsLetInForIt() throws Exception {
        HttpServer server = guarded(null, context -> {});
        play(server, PATIENCE);
        asked.clear();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/traffic?nta.itself=true"))
                .header("nta.itself", "true")
                .header("Cookie", "nta.itself=true")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
        assertThat(asked).isEmpty();
    }

    @Test
    void itEndsAtWhatIsRefused() {
        assertThat(play(guarded(null, context -> context.status(503)), PATIENCE))
                .isBetween(HEALTH, ALL - 1);
        assertThat(asked).hasSize(HEALTH + 1);
    }

    /** The answer comes when the test has ended. */
    @Test
    void itDoesNotWaitForWhatTakesLong() {
        CountDownLatch over = new CountDownLatch(1);
        try {
            assertThat(play(guarded(null, context -> over.await()), Duration.ofMillis(500)))
                    .isLessThan(ALL);
        } finally {
            over.countDown();
        }
    }

    @Test
    void itUsesUpNobodysRequests() {
        try (TestServer server = TestServer.start(folder, "rate.requests_per_second", "1", "rate.burst", "1")) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noListenerAndNoAgentIsLeftOfIt() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.json("/health").path("listeners").asInt()).isZero();
            assertThat(server.json("/api/agents").path("items")).isEmpty();
        }
    }
}
