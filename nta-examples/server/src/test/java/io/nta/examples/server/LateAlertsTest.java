package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of windows that were stored and never judged, as a crash or a failing detector leaves them, reach everybody who is told of alerts. */
@Timeout(120)
class LateAlertsTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Older than rows must be that nobody is judging just now. */
    private static final long LONG_AGO_NANOS = Duration.ofHours(1).toNanos();

    @TempDir
    private Path folder;

    private Set<String> expected;

    @BeforeEach
    void fill() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            int number = 0;
            for (List<PacketRecord> batch : CaptureBatches.cut(CaptureBatches.packets(DEMO), 5_000, Long.MAX_VALUE)) {
                server.ingest(CaptureBatches.body("b" + number++, "demo", batch));
            }
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
            expected = hosts(server);
        }
        assertThat(expected).isNotEmpty();
    }

    private static Set<String> hosts(TestServer server) {
        Set<String> hosts = new TreeSet<>();
        server.json("/api/alerts?limit=1000").path("items").forEach(alert -> hosts.add(host(alert)));
        return hosts;
    }

    private static String host(JsonNode alert) {
        return alert.path("attack_type").asText() + " " + alert.path("src_ip").asText() + " "
                + alert.path("dst_ip").asText();
    }

    private void forgetVerdicts() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("nta.db") + "?busy_timeout=20000";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM detected_alerts");
            statement.executeUpdate(
                    "UPDATE aggregated_features SET label = NULL, confidence = NULL, stored_at = stored_at - "
                            + LONG_AGO_NANOS);
        }
    }

    @Test
    void thoseFoundAtTheStartGoOutAndThoseFoundWhileItRunsToo() throws Exception {
        forgetVerdicts();
        Path eve = folder.resolve("eve.json");
        try (TestServer server =
                TestServer.start(folder, "eve.file", eve.toString(), "analysis.late_scoring", "200ms")) {
            for (String change : List.of("opened", "closed")) {
                while (!changes(eve, change).equals(expected)) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            assertThat(hosts(server)).isEqualTo(expected);

            HttpRequest request = HttpRequest.newBuilder(server.uri("/api/stream"))
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<Stream<String>> stream = server.client().send(request, BodyHandlers.ofLines());
            Iterator<String> lines = stream.body().iterator();
            String rule = "{\"type\":\"port_scan\",\"host\":\"10.20.0.0/24\",\"reason\":\"our own scanner\"}";
            assertThat(server.post("/api/suppressions", rule).statusCode()).isEqualTo(201);
            Set<String> others = new TreeSet<>(expected);
            assertThat(others.removeIf(host -> host.startsWith("port_scan"))).isTrue();
            forgetVerdicts();
            Set<String> told = new TreeSet<>();
            while (!told.containsAll(others)) {
                String line = lines.next();
                if (line.startsWith("data: {\"change\":\"opened\"")) {
                    told.add(host(JSON.readTree(line.substring(6)).path("alert")));
                }
            }
            assertThat(told).as("what a rule suppresses is told to nobody").isEqualTo(others);
        }
    }

    /** Of whole lines: the last may just be being written. */
    private static Set<String> changes(Path eve, String change) throws IOException {
        String text = Files.exists(eve) ? Files.readString(eve) : "";
        Set<String> hosts = new TreeSet<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            JsonNode alert = JSON.readTree(line).path("nta");
            if (alert.path("change").asText().equals(change)) {
                hosts.add(host(alert));
            }
        }
        return hosts;
    }
}
