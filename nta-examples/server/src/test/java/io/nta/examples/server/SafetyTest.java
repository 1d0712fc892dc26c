package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.NtaException;
import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.security.KeyFileEditor;
import io.nta.examples.server.testkit.OpenApi;
import io.nta.examples.server.testkit.OpenApi.Operation;
import io.nta.examples.server.testkit.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in without a key, with another scope, or through somebody's browser. */
class SafetyTest {
    @TempDir
    private static Path folder;

    private static Path keys;
    private static String reader;
    private static String sender;
    private static String admin;
    private static TestServer server;

    @BeforeAll
    static void start() {
        keys = folder.resolve("keys.txt");
        KeyFileEditor editor = new KeyFileEditor(keys);
        reader = editor.add("reader", "read", null);
        sender = editor.add("sender", "ingest", null);
        admin = editor.add("chief", "admin", null);
        server = TestServer.start(folder, "keys.file", keys.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Operation> guarded() {
        return OpenApi.load().operations().stream()
                .filter(each -> !each.scope().equals("public"))
                .filter(each -> !each.path().startsWith("/ws/"));
    }

    private static HttpResponse<String> call(Operation operation, String key) {
        HttpRequest.Builder request = server.request(operation.path().replaceAll("\\{\\w+}", "none"))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                        operation.method(),
                        BodyPublishers.ofString(operation.method().equals("GET") ? "" : "{}"));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return server.send(request.build());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void withoutAKeyNothingIsTold(Operation operation) {
        HttpResponse<String> answer = call(operation, null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(call(operation, "nta_guessed").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aKeyOfAnotherScopeIsForbidden(Operation operation) {
        String wrong = operation.scope().equals("ingest") ? reader : sender;
        assertThat(call(operation, wrong).statusCode()).isEqualTo(403);
        if (operation.scope().equals("admin")) {
            assertThat(call(operation, reader).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aKeyOfTheScopeComesIn(Operation operation) {
        String right = operation.scope().equals("ingest") ? sender : admin;
        assertThat(call(operation, right).statusCode()).isNotIn(401, 403);
    }

    @Test
    void theFileHoldsNoKeyAndCanBeChangedWhileTheServerRuns() throws Exception {
        assertThat(Files.readString(keys)).doesNotContain(reader).doesNotContain("nta_");
        KeyFileEditor editor = new KeyFileEditor(keys);
        String another = editor.add("rotated", "read", null);
        Files.setLastModifiedTime(
                keys, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertThat(get("/api/alerts", another).statusCode()).isEqualTo(200);
        editor.remove("rotated");
        Files.setLastModifiedTime(
                keys, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 9_000));
        assertThat(get("/api/alerts", another).statusCode()).isEqualTo(401);
        assertThat(get("/api/alerts", reader).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String path, String key) {
        return server.send(server.request(path).header("X-API-Key", key).build());
    }

    @Test
    void aSessionStandsForItsKeyUntilItEnds() {
        HttpResponse<String> begun = server.post("/api/session", "{\"key\":\"" + reader + "\"}");
        assertThat(begun.statusCode()).isEqualTo(200);
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        String pair = cookie.split(";", 2)[0];
        assertThat(server.send(server.request("/api/alerts")
                                .header("Cookie", pair)
                                .build())
                        .statusCode())
                .isEqualTo(200);
        HttpRequest end =
                server.request("/api/session").header("Cookie", pair).DELETE().build();
        assertThat(server.send(end).statusCode()).isEqualTo(204);
        assertThat(server.send(server.request("/api/alerts")
                                .header("Cookie", pair)
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.post("/api/session", "{\"key\":\"nta_no\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        HttpRequest foreign = server.request("/api/alerts")
                .header("X-API-Key", reader)
                .header("Origin", "http://evil.example")
                .build();
        assertThat(server.send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void everyAnswerForbidsGuessingItsKindAndFraming() {
        HttpResponse<String> page = server.get("/dashboard/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void aHeadRequestIsAnsweredAsItsGetWouldBe() {
        assertThat(head("/api/alerts").statusCode()).isEqualTo(401);
        assertThat(head("/api/stream").statusCode()).isEqualTo(401);
        HttpResponse<String> page = head("/dashboard/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .isEqualTo(server.get("/dashboard/").headers().firstValue("Content-Security-Policy"));
        assertThat(page.body()).isEmpty();
    }

    private static HttpResponse<String> head(String path) {
        return server.send(
                server.request(path).method("HEAD", BodyPublishers.noBody()).build());
    }

    @Test
    void whatNoRouteSeesIsRefusedByAProblemToo() {
        HttpResponse<String> malformed = server.get("/api/alerts/%00");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(malformed).path("status").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/alerts?type=%00", "/api/features?label=a%00", "/api/alerts?type=a%0Ab"})
    void aControlCharacterInAQueryIsRefused(String path) {
        HttpResponse<String> refused = get(path, reader);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("none of them a control character");
    }

    @Test
    void anAddressThatOthersReachNeedsKeysAndTlsOrAWordForDoingWithout() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("host", "0.0.0.0")))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("keys.file and TLS")
                .hasMessageContaining("--insecure");
        assertThatThrownBy(() -> ServerConfig.of(Map.of("host", "0.0.0.0", "keys.file", "k")))
                .isInstanceOf(NtaException.class);
        assertThat(ServerConfig.of(Map.of("host", "0.0.0.0", "insecure", "true"))
                        .listen()
                        .insecure())
                .isTrue();
    }

    @Test
    void everyMistakeOfAConfigurationIsToldAtOnce() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("port", "70000", "prot", "8000", "ingest.max_packets", "none")))
                .hasMessageContaining("port")
                .hasMessageContaining("prot")
                .hasMessageContaining("ingest.max_packets");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain(@TempDir Path other) {
        try (TestServer slow = TestServer.start(other, "rate.requests_per_second", "1", "rate.burst", "3")) {
            HttpResponse<String> last = null;
            for (int i = 0; i < 8; i++) {
                last = slow.get("/api/alerts");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            JsonNode problem = TestServer.json(last);
            assertThat(problem.path("limit").asText()).isEqualTo("rate.requests_per_second");
        }
    }
}
