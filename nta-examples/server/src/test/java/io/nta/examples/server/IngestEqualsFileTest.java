package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.capture.PcapFileSource;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.StoredRows;
import io.nta.examples.server.testkit.TestServer;
import io.nta.model.xgboost.CombinedDetector;
import io.nta.packet.PacketRecord;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets that come by uploads give what they give in a file: to the last digit of each feature, and the same alerts. */
class IngestEqualsFileTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final Path LAB = Path.of("../../../shared/lab");

    @TempDir
    private Path folder;

    static Stream<Path> captures() throws IOException {
        if (!Files.isDirectory(LAB)) {
            return Stream.of(DEMO);
        }
        try (Stream<Path> files = Files.walk(LAB)) {
            List<Path> lab = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.gz)?"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(DEMO), lab.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void twoAgentsThatShareACaptureGiveItsRowsAndAlerts(Path capture) throws Exception {
        compare(capture, 1);
    }

    @Test
    void soTheyDoWhereTheServerSharesPacketsOutAmongShards() throws Exception {
        compare(DEMO, 2);
    }

    private void compare(Path capture, int shards) throws Exception {
        TreeMap<String, String> rows = new TreeMap<>();
        TreeSet<String> alerts = new TreeSet<>();
        analyse(capture, shards, rows, alerts);

        try (TestServer server = TestServer.start(folder, "analysis.shards", String.valueOf(shards))) {
            List<byte[]> bodies = bodies(CaptureBatches.packets(capture));
            for (byte[] body : bodies) {
                HttpResponse<String> answer = server.ingest(body);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();

            assertThat(StoredRows.differences(
                            rows, StoredRows.of(server.server().store())))
                    .isEmpty();
            assertThat(storedAlerts(server)).containsExactlyElementsOf(alerts);
        }
    }

    private static void analyse(Path capture, int shards, TreeMap<String, String> rows, TreeSet<String> alerts)
            throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                .config(AnalyzerConfig.defaults().withShards(shards))
                .source(PcapFileSource.open(capture))
                .detector(CombinedDetector.bundled())
                .onRow(row -> rows.put(StoredRows.key(row), row.toString()))
                .onAlert(alert ->
                        alerts.add(alert.id() + " " + alert.attackType().label()))
                .build()) {
            analyzer.run();
        }
    }

    /** Parts of half a second at most, by turns of two agents, in an order that strays by less than the lateness. */
    private static List<byte[]> bodies(List<PacketRecord> packets) {
        List<List<PacketRecord>> batches = CaptureBatches.cut(packets, 500, SECOND / 2);
        Random random = new Random(7);
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < batches.size(); from += 3) {
            List<Integer> order = new ArrayList<>();
            for (int i = from; i < Math.min(from + 3, batches.size()); i++) {
                order.add(i);
            }
            boolean close = batches.get(order.get(order.size() - 1)).get(0).timestampNanos()
                            - batches.get(from).get(0).timestampNanos()
                    < SECOND;
            if (close) {
                Collections.shuffle(order, random);
            }
            for (int i : order) {
                bodies.add(CaptureBatches.body("batch-" + i, "agent-" + i % 2, batches.get(i)));
            }
        }
        return bodies;
    }

    private static TreeSet<String> storedAlerts(TestServer server) {
        TreeSet<String> alerts = new TreeSet<>();
        JsonNode page = server.json("/api/alerts?limit=1000");
        for (JsonNode alert : page.path("items")) {
            alerts.add(
                    alert.path("id").asText() + " " + alert.path("attack_type").asText());
        }
        return alerts;
    }
}
