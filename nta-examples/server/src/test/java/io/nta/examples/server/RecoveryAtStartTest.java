package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.GateDetector;
import io.nta.examples.server.testkit.OpenApi;
import io.nta.examples.server.testkit.StoredRows;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A server starts on packets that an earlier one stored and did not get to analyse: it says so and how far it is, and takes uploads meanwhile or says when to come again. */
@Timeout(120)
class RecoveryAtStartTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final List<PacketRecord> PACKETS = CaptureBatches.packets(DEMO);
    private static final List<List<PacketRecord>> BATCHES = CaptureBatches.cut(PACKETS, 1_000, Long.MAX_VALUE);
    private static final int STORED = BATCHES.size() - 1;
    private static final OpenApi DOCUMENT = OpenApi.load();

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.nta.examples.server.ingest");

    @BeforeEach
    void leaveUnanalysed() throws Exception {
        try (JdbcFeatureStore store =
                JdbcFeatureStore.open(StoreConfig.of("jdbc:sqlite:" + folder.resolve("nta.db")))) {
            for (int i = 0; i < STORED; i++) {
                store.append(new RecordBatch("b" + i, "demo", BATCHES.get(i)));
            }
        }
        GateDetector.shut();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void open() {
        GateDetector.open();
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private static int stored() {
        return PACKETS.size() - BATCHES.get(STORED).size();
    }

    private static HttpResponse<String> sendLast(TestServer server, String id) {
        return server.ingest(CaptureBatches.body(id, "demo", BATCHES.get(STORED)));
    }

    /** Waits for the first window, at which analysis stops. */
    private static JsonNode healthAtTheGate(TestServer server) throws InterruptedException {
        JsonNode health = server.json("/health");
        while (health.path("recovery_packets_read").asLong() == 0) {
            Thread.sleep(20);
            health = server.json("/health");
        }
        return health;
    }

    @Test
    void uploadsAreToldHowFarItIsWhileTheyWouldOnlyQueue() throws Exception {
        try (TestServer server = TestServer.start(folder, "detectors", "gate", "ingest.queue_packets", "1024")) {
            JsonNode health = healthAtTheGate(server);
            assertThat(DOCUMENT.mistakes("Health", health)).isEmpty();
            assertThat(health.path("status").asText()).isEqualTo("recovering");
            assertThat(health.path("recovery_packets").asInt()).isEqualTo(stored());
            assertThat(health.path("recovery_packets_read").asInt())
                    .isPositive()
                    .isLessThan(stored());
            assertThat(health.path("recovery_seconds_left").asInt()).isPositive();

            HttpResponse<String> refused = sendLast(server, "late");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 300);
            JsonNode problem = TestServer.json(refused);
            assertThat(problem.path("detail").asText()).contains("has started again", "of about " + stored());
            assertThat(problem.path("recovery_packets").asInt()).isEqualTo(stored());
            assertThat(problem.path("recovery_packets_read").asInt()).isPositive();

            GateDetector.open();
            while (sendLast(server, "late").statusCode() == 503) {
                Thread.sleep(20);
            }
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
            JsonNode well = server.json("/health");
            assertThat(well.path("status").asText()).isEqualTo("ok");
            assertThat(well.has("recovery_packets")).isFalse();
        }
    }

    @Test
    void anUploadThatFindsRoomIsDurableAtOnceAndEveryWindowIsAsWithoutARestart(@TempDir Path quiet) throws Exception {
        try (TestServer server = TestServer.start(folder, "detectors", "gate")) {
            healthAtTheGate(server);
            HttpResponse<String> taken = sendLast(server, "meanwhile");
            assertThat(TestServer.json(taken).path("raw_packets").asInt())
                    .isEqualTo(BATCHES.get(STORED).size());
            HttpResponse<String> withoutId = sendLast(server, null);
            assertThat(withoutId.statusCode()).isEqualTo(503);
            assertThat(withoutId.headers().firstValue("Retry-After")).isPresent();
            assertThat(withoutId.body()).contains("without batch_id");

            GateDetector.open();
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
            assertThat(server.json("/api/protocols").path("packets").asInt()).isEqualTo(PACKETS.size());
            assertThat(StoredRows.differences(
                            withoutRestart(quiet), StoredRows.of(server.server().store())))
                    .isEmpty();
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("first it reads about " + stored() + " stored packets, all there are"))
                .anyMatch(line -> line.startsWith("Analysis has read " + PACKETS.size() + " stored packets in"));
    }

    private static TreeMap<String, String> withoutRestart(Path quiet) throws Exception {
        try (TestServer server = TestServer.start(quiet, "detectors", "gate")) {
            for (int i = 0; i < BATCHES.size(); i++) {
                server.ingest(CaptureBatches.body("b" + i, "demo", BATCHES.get(i)));
            }
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
            return StoredRows.of(server.server().store());
        }
    }
}
