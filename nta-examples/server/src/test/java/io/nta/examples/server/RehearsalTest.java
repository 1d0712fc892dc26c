package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.testkit.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server asks itself before others do, so that the first of them need not wait. */
class RehearsalTest {
    @TempDir
    private Path folder;

    @Test
    void itAnswersItselfWithAndWithoutTls() throws Exception {
        assertThat(rehearsed(null)).isEqualTo(3);
        assertThat(rehearsed(SSLContext.getDefault())).isEqualTo(3);
    }

    private static int rehearsed(@Nullable SSLContext tls) {
        AtomicInteger answers = new AtomicInteger();
        ServerConfig config = ServerConfig.of(Map.of("port", "0"));
        HttpServer server = new HttpServer(
                config.listen(), tls, javalin -> javalin.routes.get("/health", context -> answers.incrementAndGet()));
        server.start();
        try {
            server.rehearse("/health", 3);
        } finally {
            server.stop();
        }
        return answers.get();
    }

    @Test
    void itUsesUpNobodysRequests() {
        try (TestServer server = TestServer.start(folder, "rate.requests_per_second", "1", "rate.burst", "1")) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }
}
