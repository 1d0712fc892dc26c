package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.capture.agent.Spool;
import io.nta.capture.agent.SpoolConfig;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.CuttingProxy;
import io.nta.examples.server.testkit.SenderProcess;
import io.nta.examples.server.testkit.StoredRows;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import io.nta.wire.AgentStats;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sender is killed while it sends, connections are cut within bodies, answers are lost, the store is held by another: at the end every packet is there once, and every window is as without all that.
 * With {@code -Dnta.long=true} all of the capture goes this way, with more seeds, and the store is away for longer than the server waits.
 */
@Timeout(600)
class UploadChaosTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final boolean LONG = Boolean.getBoolean("nta.long");
    private static final int PACKETS = LONG ? Integer.MAX_VALUE : 5_000;
    private static final int KILLS = LONG ? 4 : 2;
    private static final int FILE_PACKETS = 1_000;
    /** Of a connection at most: a few batches. */
    private static final int CONNECTION_BYTES = 60_000;
    /** Until the next kill. */
    private static final long BYTES = 40_000;
    /** SQLite waits for 30 s. */
    private static final long AWAY_MILLIS = LONG ? 32_000 : 0;
    /** Longer than that, so that no window closes meanwhile. */
    private static final String LAG = "60s";

    @TempDir
    private Path quiet;

    @TempDir
    private Path wild;

    static List<Long> seeds() {
        return LONG ? List.of(1L, 2L) : List.of(1L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverFailsOnTheWayEveryPacketIsStoredOnceAndEveryWindowIsAsWithoutIt(long seed) throws Exception {
        List<PacketRecord> packets = CaptureBatches.packets(DEMO);
        packets = packets.subList(0, Math.min(PACKETS, packets.size()));
        TreeMap<String, String> expected = withoutFaults(packets);
        Path spool = wild.resolve("spool");
        spool(spool, packets);

        try (TestServer server = TestServer.start(wild, "analysis.max_agent_lag", LAG);
                CuttingProxy way = new CuttingProxy(server.uri("/").getPort(), CONNECTION_BYTES, seed)) {
            for (int i = 0; i < KILLS; i++) {
                SenderProcess sender;
                // What comes meanwhile waits, or is told to come again.
                try (Connection held = DriverManager.getConnection(database());
                        Statement statement = held.createStatement()) {
                    statement.execute("BEGIN IMMEDIATE");
                    sender = SenderProcess.start(spool, way.url());
                    way.awaitBytes(1);
                    Thread.sleep(AWAY_MILLIS);
                    statement.execute("ROLLBACK");
                }
                way.awaitBytes(BYTES);
                sender.kill();
            }
            assertThat(SenderProcess.start(spool, way.url()).ends(Duration.ofMinutes(5)))
                    .isTrue();
            assertThat(way.cut()).as("connections that were cut").isPositive();
            assertThat(way.lost()).as("answers that were lost").isPositive();

            assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
            assertThat(storedTimes()).isEqualTo(times(packets));
            assertThat(StoredRows.differences(
                            expected, StoredRows.of(server.server().store())))
                    .isEmpty();
        }
    }

    private TreeMap<String, String> withoutFaults(List<PacketRecord> packets) throws Exception {
        try (TestServer server = TestServer.start(quiet, "analysis.max_agent_lag", LAG)) {
            int number = 0;
            for (List<PacketRecord> batch : CaptureBatches.cut(packets, 1_000, Long.MAX_VALUE)) {
                assertThat(server.ingest(CaptureBatches.body("b" + number++, "sensor", batch))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
            return StoredRows.of(server.server().store());
        }
    }

    private static void spool(Path folder, List<PacketRecord> packets) throws IOException {
        SpoolConfig config = SpoolConfig.of(folder, "sensor").withFiles(Duration.ofHours(1), FILE_PACKETS);
        try (Spool spool = Spool.open(config, () -> new AgentStats(1, 2, 3, 4, 5, 6, 7))) {
            for (PacketRecord packet : packets) {
                spool.write(packet);
            }
        }
    }

    private String database() {
        return "jdbc:sqlite:" + wild.resolve("nta.db") + "?busy_timeout=30000";
    }

    /** Returns how often a packet of each time is stored. */
    private Map<Long, Integer> storedTimes() throws SQLException {
        Map<Long, Integer> times = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT timestamp_ns, count(*) FROM raw_packets GROUP BY 1")) {
            while (rows.next()) {
                times.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return times;
    }

    private static Map<Long, Integer> times(List<PacketRecord> packets) {
        Map<Long, Integer> times = new TreeMap<>();
        packets.forEach(packet -> times.merge(packet.timestampNanos(), 1, Integer::sum));
        return times;
    }
}
