package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.http.RouteTable.Route;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.OpenApi;
import io.nta.examples.server.testkit.OpenApi.Operation;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the OpenAPI document says, the server does, and the other way round. */
class ApiContractTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final OpenApi DOCUMENT = OpenApi.load();

    @TempDir
    private static Path empty;

    @TempDir
    private static Path filled;

    private static TestServer emptyServer;
    private static TestServer filledServer;

    @BeforeAll
    static void start() throws Exception {
        emptyServer = TestServer.start(empty);
        filledServer = TestServer.start(filled);
        int number = 0;
        for (List<PacketRecord> batch : CaptureBatches.cut(CaptureBatches.packets(DEMO), 5_000, Long.MAX_VALUE)) {
            HttpResponse<String> answer = filledServer.ingest(CaptureBatches.body("batch-" + number++, "demo", batch));
            assertThat(DOCUMENT.mistakes("IngestAnswer", TestServer.json(answer)))
                    .isEmpty();
        }
        assertThat(filledServer.server().drain(Duration.ofMinutes(1))).isTrue();
        assertThat(filledServer
                        .post("/api/suppressions", "{\"host\":\"192.0.2.99\",\"reason\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        emptyServer.close();
        filledServer.close();
    }

    @Test
    void theDocumentHasEveryRouteWithItsScopeAndNoOther() {
        List<String> routes = emptyServer.server().routes().stream()
                .map(ApiContractTest::described)
                .toList();
        assertThat(DOCUMENT.operations().stream().map(each -> each + " " + each.scope()))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    private static String described(Route route) {
        String path = route.path().replace('<', '{').replace('>', '}');
        return route.method() + " " + path + " " + route.scope().name().toLowerCase(Locale.ROOT);
    }

    /** Reads without a parameter in their path that answer JSON. */
    static Stream<Operation> reads() {
        return DOCUMENT.operations().stream()
                .filter(each -> each.method().equals("GET") && !each.path().contains("{"))
                .filter(each -> !each.schema("200", "application/json").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void anEmptyServerAnswersAsTheDocumentSays(Operation read) {
        answersAsDescribed(emptyServer, read);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aFilledServerAnswersAsTheDocumentSays(Operation read) {
        JsonNode answer = answersAsDescribed(filledServer, read);
        if (answer.has("items")) {
            assertThat(answer.path("items")).as(read.toString()).isNotEmpty();
        }
    }

    private static JsonNode answersAsDescribed(TestServer server, Operation read) {
        HttpResponse<String> answer = server.get(read.path());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode json = TestServer.json(answer);
        assertThat(DOCUMENT.mistakes(read.schema("200", "application/json"), json))
                .isEmpty();
        return json;
    }

    static Stream<Operation> readsWithParameters() {
        return reads().filter(each ->
                each.path().startsWith("/api/") && !List.of("/api/session").contains(each.path()));
    }

    @ParameterizedTest
    @MethodSource("readsWithParameters")
    void anUnknownParameterIsRefused(Operation read) {
        refused(emptyServer.get(read.path() + "?nonsense=1"), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/features?window_size=7",
        "/api/features?limit=0",
        "/api/features?limit=1001",
        "/api/features?host=nobody",
        "/api/features?kind=both",
        "/api/features?after=xyz",
        "/api/features?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/api/features?from=99999999999999",
        "/api/features?limit=1&limit=2",
        "/api/alerts?severity=dreadful",
        "/api/alerts?resolved=maybe",
        "/api/alerts?suppressed=maybe",
        "/api/alerts?suppressed_by=0",
        "/api/suppressions?state=lifted",
        "/api/suppressions?limit=0",
        "/api/suppressions?after=xyz",
        "/api/packets?port=65536",
        "/api/packets?protocol=SCTP",
        "/api/traffic-history?step=0",
        "/api/traffic-history?from=0&to=1000000&step=1",
        "/api/top-ports?by=fame"
    })
    void aWrongParameterIsRefusedByName(String path) {
        JsonNode problem = refused(emptyServer.get(path), 400);
        assertThat(problem.path("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/api/alerts/none", "/api/nothing", "/dashboard/../../../secret", "/docs/..%2fpom.xml"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(emptyServer.get(path).statusCode()).isIn(404, 400);
    }

    @Test
    void anAlertIsResolvedAndReopenedWithANote() {
        String id = filledServer.json("/api/alerts?limit=1").at("/items/0/id").asText();
        JsonNode resolved =
                TestServer.json(filledServer.post("/api/alerts/" + id + "/resolve", "{\"note\":\"<b>ours</b>\"}"));
        assertThat(DOCUMENT.mistakes("Alert", resolved)).isEmpty();
        assertThat(resolved.path("resolved").asBoolean()).isTrue();
        assertThat(resolved.path("note").asText()).isEqualTo("<b>ours</b>");
        assertThat(filledServer.get("/api/alerts/" + id).body()).doesNotContain("<b>");
        assertThat(filledServer.json("/api/alerts?resolved=true").path("items")).hasSize(1);

        JsonNode open = TestServer.json(filledServer.post("/api/alerts/" + id + "/reopen", ""));
        assertThat(open.path("resolved").asBoolean()).isFalse();
        assertThat(open.path("resolved_at").isNull()).isTrue();
        refused(filledServer.post("/api/alerts/" + id + "/resolve", "{\"remark\":1}"), 400);
        refused(filledServer.post("/api/alerts/none/resolve", "{}"), 404);
    }

    @Test
    void everyPageIsReachedAndNoRowIsToldTwice() {
        long rows = 0;
        String next = "";
        java.util.Set<Long> ids = new java.util.HashSet<>();
        do {
            JsonNode page = filledServer.json("/api/features?window_size=5&kind=all&limit=1000" + next);
            page.path("items").forEach(row -> ids.add(row.path("id").asLong()));
            rows += page.path("items").size();
            next = page.path("next").isNull()
                    ? null
                    : "&after=" + page.path("next").asText();
        } while (next != null);
        assertThat(ids).hasSize((int) rows);
        assertThat(rows).isGreaterThan(1_000);
    }

    @Test
    void whatIsCountedAddsUp() {
        JsonNode protocols = filledServer.json("/api/protocols");
        long packets = protocols.path("packets").asLong();
        assertThat(packets).isEqualTo(CaptureBatches.packets(DEMO).size());
        for (String path : List.of("protocols", "packet-size-distribution", "traffic-direction")) {
            long sum = 0;
            for (JsonNode item : filledServer.json("/api/" + path).path("items")) {
                sum += item.path("packets").asLong();
            }
            assertThat(sum).as(path).isEqualTo(packets);
        }
        assertThat(filledServer.json("/api/agents").at("/items/0/packets").asLong())
                .isEqualTo(packets);
        assertThat(filledServer.json("/api/alerts/summary").path("total").asLong())
                .isEqualTo(filledServer.json("/api/alerts").path("items").size());
    }

    private static JsonNode refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = TestServer.json(answer);
        assertThat(DOCUMENT.mistakes("Problem", problem)).isEmpty();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }
}
