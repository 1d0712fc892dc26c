package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.OpenApi;
import io.nta.examples.server.testkit.Sql;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundled capture, eight attacks, comes to a server with a rule: what it is about is kept, and told to nobody. */
@Timeout(120)
class SuppressionTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final OpenApi DOCUMENT = OpenApi.load();

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static long rule;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder, "eve.file", folder.resolve("eve.json").toString());
        rule = TestServer.json(server.post(
                        "/api/suppressions",
                        "{\"type\":\"port_scan\",\"host\":\"10.20.0.0/24\",\"reason\":\"our own scanner\"}"))
                .path("id")
                .asLong();
        Stream<String> lines = server.client()
                .send(
                        server.request("/api/stream")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .body();
        // Who doesn't read is cut off.
        Thread reader = new Thread(() -> lines.forEach(EVENTS::add), "reads-events");
        reader.setDaemon(true);
        reader.start();
        int number = 0;
        for (List<PacketRecord> batch : CaptureBatches.cut(CaptureBatches.packets(DEMO), 5_000, Long.MAX_VALUE)) {
            assertThat(server.ingest(CaptureBatches.body("b" + number++, "demo", batch))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> types(JsonNode page) {
        assertThat(DOCUMENT.mistakes("AlertPage", page)).isEmpty();
        return page.path("items").findValuesAsText("attack_type");
    }

    private static long sql(String question) throws SQLException {
        try (Sql store = new Sql(folder)) {
            return store.number(question);
        }
    }

    @Test
    void theListHidesWhatIsSuppressedUnlessItIsAskedFor() {
        assertThat(types(server.json("/api/alerts"))).hasSize(7).doesNotContain("port_scan");
        assertThat(types(server.json("/api/alerts?suppressed=false"))).hasSize(7);
        assertThat(types(server.json("/api/alerts?suppressed=true"))).containsExactly("port_scan");
        assertThat(types(server.json("/api/alerts?suppressed=any"))).hasSize(8);
        assertThat(types(server.json("/api/alerts?suppressed_by=" + rule))).containsExactly("port_scan");
        JsonNode hidden = server.json("/api/alerts?suppressed=true").at("/items/0");
        assertThat(hidden.path("suppressed_by").asLong()).isEqualTo(rule);
        assertThat(hidden.path("closed").asBoolean())
                .as("it is analysed to its end")
                .isTrue();
        assertThat(server.json("/api/alerts/" + hidden.path("id").asText())).isEqualTo(hidden);
    }

    @Test
    void countsAreThoseOfSql() throws Exception {
        JsonNode summary = server.json("/api/alerts/summary");
        assertThat(summary.path("total").asLong())
                .isEqualTo(sql("SELECT count(*) FROM detected_alerts WHERE suppressed_by IS NULL"));
        assertThat(summary.path("unresolved").asLong())
                .isEqualTo(sql("SELECT count(*) FROM detected_alerts WHERE suppressed_by IS NULL AND NOT resolved"));
        assertThat(summary.path("suppressed").asLong())
                .isEqualTo(sql("SELECT count(*) FROM detected_alerts WHERE suppressed_by = " + rule))
                .isEqualTo(1);
        JsonNode used = server.json("/api/suppressions/" + rule);
        assertThat(used.path("alerts").asLong()).isEqualTo(1);
        assertThat(used.path("last_alert"))
                .isEqualTo(server.json("/api/alerts?suppressed=true").at("/items/0/detected_at"));
        assertThat(server.get("/metrics").body()).contains("nta_alerts_suppressed_total{rule=\"" + rule + "\"} 1.0");
    }

    @Test
    void aDryRunCountsWhatSqlCounts() throws Exception {
        String host = "'10.20.0.200'";
        JsonNode told = dryRun("{\"host\":\"10.20.0.200\",\"side\":\"either\"}", "?limit=2");
        assertThat(told.path("alerts").asLong())
                .isEqualTo(sql("SELECT count(*) FROM detected_alerts WHERE src_ip = " + host + " OR dst_ip = " + host))
                .isGreaterThan(2);
        assertThat(told.path("suppressed_already").asLong()).isEqualTo(1);
        assertThat(told.path("complete").asBoolean()).isTrue();
        assertThat(told.path("items")).hasSize(2);
        long byType = 0;
        for (JsonNode count : told.path("by_type")) {
            byType += count.asLong();
        }
        assertThat(byType).isEqualTo(told.path("alerts").asLong());

        JsonNode whole = dryRun("{\"host\":\"10.20.0.0/16\"}", "");
        assertThat(whole.path("alerts").asLong())
                .isEqualTo(sql("SELECT count(*) FROM detected_alerts WHERE src_ip LIKE '10.20.%'"));
        String first = sqlTime("SELECT min(detected_at) FROM detected_alerts WHERE src_ip LIKE '10.20.%'");
        assertThat(dryRun("{\"host\":\"10.20.0.0/16\"}", "?to=" + first)
                        .path("alerts")
                        .asLong())
                .isZero();
        assertThat(dryRun("{\"host\":\"10.20.0.0/16\"}", "?from=" + first)
                        .path("alerts")
                        .asLong())
                .isEqualTo(whole.path("alerts").asLong());
    }

    private static String sqlTime(String question) throws SQLException {
        long nanos = sql(question);
        return java.time.Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000)
                .toString();
    }

    private static JsonNode dryRun(String scope, String query) {
        JsonNode told = TestServer.json(server.post("/api/suppressions/dry-run" + query, scope));
        assertThat(DOCUMENT.mistakes("DryRun", told)).isEmpty();
        return told;
    }

    @Test
    void neitherTheStreamNorTheFileOfAlertsTellsOfIt() throws Exception {
        settle(server.json("/api/alerts?suppressed=true").at("/items/0/id").asText());
        settle(server.json("/api/alerts?type=syn_flood").at("/items/0/id").asText());
        List<String> told = new ArrayList<>();
        String line;
        do {
            line = EVENTS.take();
            if (line.startsWith("data:") && line.contains("\"change\"")) {
                told.add(line);
            }
            // What was published before this event is read before it.
        } while (!line.contains("\"change\":\"reopened\""));
        assertThat(told).anyMatch(event -> event.contains("syn_flood")).noneMatch(event -> event.contains("port_scan"));
        assertThat(told.stream().filter(event -> event.contains("\"change\":\"opened\"")))
                .hasSize(7);
        Path file = folder.resolve("eve.json");
        while (Files.readAllLines(file).size() < 14) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(Files.readAllLines(file)).hasSize(14).noneMatch(event -> event.contains("port_scan"));
    }

    /** Tells listeners of an alert, if they are to hear of it. */
    private static void settle(String alert) {
        assertThat(server.post("/api/alerts/" + alert + "/resolve", "{}").statusCode())
                .isEqualTo(200);
        assertThat(server.post("/api/alerts/" + alert + "/reopen", "{}").statusCode())
                .isEqualTo(200);
    }
}
