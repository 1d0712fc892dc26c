package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.LosingProxy;
import io.nta.examples.server.testkit.StoredRows;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import io.nta.store.jdbc.testkit.PostgresServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away under a running server, and comes back: at the end every packet is there once, and every window and alert is as without that. */
@Timeout(600)
class StoreOutageTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final boolean LONG = Boolean.getBoolean("nta.long");
    private static final int MOST_PACKETS = LONG ? Integer.MAX_VALUE : 15_000;
    private static final int OUTAGES = LONG ? 5 : 1;
    private static final int BATCH_PACKETS = 200;
    /** Longer than the database is away, so that no window closes meanwhile. */
    private static final String LAG = "60s";

    private static final List<PacketRecord> PACKETS =
            CaptureBatches.packets(DEMO).stream().limit(MOST_PACKETS).toList();
    private static final List<List<PacketRecord>> BATCHES = CaptureBatches.cut(PACKETS, BATCH_PACKETS, Long.MAX_VALUE);

    @TempDir
    private static Path quiet;

    private static PostgresServer postgres;
    private static TreeMap<String, String> expectedRows;
    private static TreeSet<String> expectedAlerts;

    @TempDir
    private Path folder;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @BeforeAll
    static void withoutFaults() throws Exception {
        try (TestServer server = TestServer.start(quiet, "analysis.max_agent_lag", LAG)) {
            for (int i = 0; i < BATCHES.size(); i++) {
                assertThat(server.ingest(body(i)).statusCode()).isEqualTo(200);
            }
            assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
            expectedRows = StoredRows.of(server.server().store());
            expectedAlerts = alerts(server);
        }
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static byte[] body(int batch) {
        return CaptureBatches.body("b" + batch, "sensor", BATCHES.get(batch));
    }

    private static TreeSet<String> alerts(TestServer server) {
        TreeSet<String> alerts = new TreeSet<>();
        for (JsonNode alert : server.json("/api/alerts?limit=1000").path("items")) {
            alerts.add(alert.path("attack_type").asText() + " " + alert.path("src_ip") + " " + alert.path("dst_ip")
                    + " " + alert.path("first_seen") + " " + alert.path("packet_count"));
        }
        return alerts;
    }

    private TestServer start(String url) {
        return TestServer.start(
                folder,
                "store",
                url,
                "spool.folder",
                folder.resolve("spool").toString(),
                "analysis.max_agent_lag",
                LAG);
    }

    /** Sends batches, each until it is taken, as a sender does. */
    private void send(TestServer server, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            HttpResponse<String> answer = server.ingest(body(i));
            while (answer.statusCode() != 200) {
                assertThat(answer.statusCode()).as(answer.body()).isIn(503, 429);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                refused.incrementAndGet();
                Thread.sleep(100);
                answer = server.ingest(body(i));
            }
            taken.incrementAndGet();
        }
    }

    private static void await(AtomicInteger count, int least, Future<?> sending) throws Exception {
        while (count.get() < least) {
            if (sending.isDone()) {
                sending.get();
                throw new AssertionError("all was sent before it came to " + least);
            }
            Thread.sleep(5);
        }
    }

    @Test
    void agentsAreToldToComeAgainWhileItIsStoppedAndEverythingIsThereOnceWhenItIsBack() throws Exception {
        String url = postgres.newDatabase();
        ExecutorService agent = Executors.newSingleThreadExecutor();
        try (TestServer server = start(url)) {
            Future<?> sending = agent.submit(() -> {
                send(server, 0, BATCHES.size());
                return null;
            });
            for (int outage = 1; outage <= OUTAGES; outage++) {
                await(taken, outage * BATCHES.size() / (OUTAGES + 2), sending);
                postgres.stop();
                await(refused, refused.get() + 1, sending);
                JsonNode health = server.json("/health");
                while (!health.path("wrong").has("store")) {
                    Thread.sleep(20);
                    health = server.json("/health");
                }
                assertThat(health.path("status").asText()).isEqualTo("degraded");
                postgres.resume();
            }
            sending.get();
            assertAllIsThereOnce(server, url);
        } finally {
            agent.shutdownNow();
        }
    }

    @Test
    void aBatchThatWasCommittedThoughTheAnswerWasLostIsAnalysedWhenItComesAgain() throws Exception {
        String url = postgres.newDatabase();
        try (LosingProxy way = new LosingProxy(postgres.port());
                TestServer server =
                        start(url.replace(":" + postgres.port(), ":" + way.port()) + "&prepareThreshold=0")) {
            int half = BATCHES.size() / 2;
            send(server, 0, half);
            way.loseNextCommit();
            assertThat(server.ingest(body(half)).statusCode()).isEqualTo(503);
            assertThat(way.lost()).isEqualTo(1);
            assertThat(number(url, "SELECT count(*) FROM batches WHERE id = 'b" + half + "'"))
                    .as("it was committed")
                    .isEqualTo(1);

            HttpResponse<String> again = server.ingest(body(half));
            assertThat(TestServer.json(again).path("raw_packets").asInt())
                    .as(again.body())
                    .isEqualTo(BATCHES.get(half).size());
            assertThat(TestServer.json(server.ingest(body(half)))
                            .path("duplicates")
                            .asInt())
                    .isEqualTo(BATCHES.get(half).size());
            send(server, half + 1, BATCHES.size());
            assertAllIsThereOnce(server, url);
        }
    }

    private static void assertAllIsThereOnce(TestServer server, String url) throws Exception {
        assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
        // What waited while the store was away is written soon.
        while (server.json("/health").path("store_writes_waiting").asInt() > 0) {
            Thread.sleep(20);
        }
        assertThat(storedTimes(url)).isEqualTo(times());
        assertThat(StoredRows.differences(
                        expectedRows, StoredRows.of(server.server().store())))
                .isEmpty();
        assertThat(alerts(server)).isEqualTo(expectedAlerts);
    }

    private static Map<Long, Integer> times() {
        Map<Long, Integer> times = new TreeMap<>();
        PACKETS.forEach(packet -> times.merge(packet.timestampNanos(), 1, Integer::sum));
        return times;
    }

    /** Returns how often a packet of each time is stored. */
    private static Map<Long, Integer> storedTimes(String url) throws SQLException {
        Map<Long, Integer> times = new TreeMap<>();
        for (List<Long> row : ask(url, "SELECT timestamp_ns, count(*) FROM raw_packets GROUP BY 1")) {
            times.put(row.get(0), row.get(1).intValue());
        }
        return times;
    }

    private static long number(String url, String question) throws SQLException {
        return ask(url, question).get(0).get(0);
    }

    private static List<List<Long>> ask(String url, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            List<List<Long>> rows = new ArrayList<>();
            while (answer.next()) {
                List<Long> row = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(answer.getLong(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
