package io.nta.examples.cli.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.Sql;
import io.nta.examples.server.testkit.StoredRows;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import io.nta.wire.PacketBatchJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** An agent that captures and sends is killed again and again under load: what reached its spool is stored once, and every window is as if nothing had happened. */
@EnabledIf(value = "io.nta.examples.cli.field.NetworkLab#isPossible", disabledReason = NetworkLab.MISSING)
@Timeout(400)
class AgentChaosIT {
    private static final boolean LONG = Boolean.getBoolean("nta.long");
    private static final int KILLS = LONG ? 8 : 2;
    private static final int RATE = 2_000;
    /** Files that are sent between kills. */
    private static final int FILES = 4;
    /** Longer than an agent needs to come back, so that no window closes meanwhile. */
    private static final String LAG = "analysis.max_agent_lag";

    private static final String LONGEST_LAG = "60s";
    private static final String PORT = "8000";
    /** Rows are compared, and whatever else judges them stands twice on the class path of these tests: as a module, and in what the packaged command brings. */
    private static final String DETECTOR = "gate";

    @TempDir
    private Path folder;

    @TempDir
    private Path quiet;

    private Path spool;

    @Test
    void whatReachedTheSpoolIsStoredOnceAndEveryWindowIsAsWithoutKills() throws Exception {
        spool = folder.resolve("spool");
        try (NetworkLab lab = new NetworkLab()) {
            Process server = startServer(lab);
            Process load = lab.startClient(LiveCommands.paced(NetworkLab.SERVER, Integer.MAX_VALUE, RATE));
            int starts = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Process agent = startAgent(lab, starts++);
                awaitSent(sent().size() + FILES);
                NetworkLab.end(agent, "KILL");
            }
            Process last = startAgent(lab, starts);
            lab.client("nmap", "-n", "-Pn", "-T4", "-p", "1-400", NetworkLab.SERVER);
            awaitSent(sent().size() + FILES);
            NetworkLab.end(load, "KILL");
            assertThat(NetworkLab.end(last, "TERM")).isZero();
            NetworkLab.end(server, "TERM");
        }
        assertThat(files("pending_upload")).as("all is sent").isEmpty();
        assertThat(files("failed_uploads")).isEmpty();
        List<PacketRecord> packets = spooled();
        assertThat(packets).hasSizeGreaterThan(KILLS * RATE);
        assertThat(stored()).isEqualTo(counts(packets));

        TreeMap<String, String> expected = withoutKills(packets);
        assertThat(expected).isNotEmpty();
        try (TestServer server = TestServer.start(folder, LAG, LONGEST_LAG, "detectors", DETECTOR)) {
            assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
            assertThat(StoredRows.differences(
                            expected, StoredRows.of(server.server().store())))
                    .isEmpty();
        }
    }

    private Process startServer(NetworkLab lab) throws Exception {
        Path said = folder.resolve("server.txt");
        Process server = lab.server(
                said,
                LiveCommands.nta(
                        "server",
                        "--port",
                        PORT,
                        "--store",
                        "jdbc:sqlite:" + folder.resolve("nta.db"),
                        "--set",
                        LAG + "=" + LONGEST_LAG));
        NetworkLab.await(said, "READY ");
        return server;
    }

    private Process startAgent(NetworkLab lab, int number) throws Exception {
        Path said = folder.resolve("agent-" + number + ".txt");
        Process agent = lab.server(
                said,
                LiveCommands.nta(
                        "agent",
                        "-i",
                        "wire",
                        "-s",
                        "0.4",
                        "--spool",
                        spool,
                        "--name",
                        "s1",
                        "--send",
                        "--server",
                        "http://127.0.0.1:" + PORT,
                        "--poll",
                        "0.1",
                        "--batch",
                        "200"));
        NetworkLab.await(said, "capturing from wire");
        return agent;
    }

    private void awaitSent(int count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (sent().size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + sent().size() + " files were sent, of " + count);
            }
            Thread.sleep(20);
        }
    }

    /** Returns the sent files in the order of their numbers. */
    private List<Path> sent() throws IOException {
        return files("processed");
    }

    private List<Path> files(String state) throws IOException {
        Path files = spool.resolve(state);
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparingInt(AgentChaosIT::number))
                    .toList();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll(".*_(\\d+)\\.json", "$1"));
    }

    private List<PacketRecord> spooled() throws IOException {
        List<PacketRecord> packets = new ArrayList<>();
        for (Path file : sent()) {
            try (InputStream in = Files.newInputStream(file)) {
                packets.addAll(new PacketBatchJson().read(in).packets());
            }
        }
        return packets;
    }

    private static Map<String, Integer> counts(List<PacketRecord> packets) {
        Map<String, Integer> counts = new TreeMap<>();
        packets.forEach(packet -> counts.merge(
                packet.timestampNanos() + " "
                        + HexFormat.of().formatHex(packet.frame().bytes()),
                1,
                Integer::sum));
        return counts;
    }

    /** Returns how often each packet is stored, by its time and its bytes. */
    private Map<String, Integer> stored() throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Sql sql = new Sql(folder)) {
            sql.ask("SELECT timestamp_ns, hex(frame), count(*) FROM raw_packets GROUP BY 1, 2")
                    .forEach(row -> counts.put(
                            row.get(0) + " " + row.get(1).toLowerCase(Locale.ROOT), Integer.valueOf(row.get(2))));
        }
        return counts;
    }

    private TreeMap<String, String> withoutKills(List<PacketRecord> packets) throws Exception {
        try (TestServer server = TestServer.start(quiet, LAG, LONGEST_LAG, "detectors", DETECTOR)) {
            int number = 0;
            for (List<PacketRecord> batch : CaptureBatches.cut(packets, 1_000, Long.MAX_VALUE)) {
                assertThat(server.ingest(CaptureBatches.body("b" + number++, "s1", batch))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
            return StoredRows.of(server.server().store());
        }
    }
}
