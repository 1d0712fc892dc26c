package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code nta analyze --store}: what a capture leaves in a database, however often, and wherever it was cut off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyzeStoreTest {
    /** Several of the batches that a file is stored in. */
    private static final int PACKETS = 120_000;

    private static final int ATTEMPTS = 5;
    private static final int POLL_MILLIS = 5;

    /** What is in a table, without what tells when it came there. */
    private static final List<String> CONTENTS = List.of(
            "SELECT * FROM %s.raw_packets",
            "SELECT id, packets FROM %s.batches",
            "SELECT level, start_s, sum(packets), sum(bytes), sum(syn), sum(inbound) FROM %s.traffic_rollups GROUP BY 1, 2",
            "SELECT level, dimension, start_s, value, sum(packets), sum(bytes) FROM %s.value_rollups GROUP BY 1, 2, 3, 4",
            "SELECT key_kind, key, window_start, window_size, label, confidence, digest, context FROM %s.aggregated_features",
            "SELECT * FROM %s.detected_alerts");

    private Path folder;
    private Path capture;
    private Path stored;

    @BeforeAll
    void storeACapture(@TempDir Path temporary) {
        folder = temporary;
        capture = folder.resolve("mixed.pcap");
        stored = folder.resolve("stored.db");
        assertThat(Nta.run(
                                "generate",
                                "--scenario",
                                "mixed",
                                "--background",
                                "40",
                                "--packets",
                                PACKETS,
                                "--snap",
                                128,
                                capture)
                        .exitCode())
                .isZero();
        Nta nta = store(stored);
        assertThat(nta.err()).isEmpty();
        assertThat(nta.exitCode()).isZero();
    }

    private Nta store(Path file) {
        return Nta.run("analyze", "--store", "jdbc:sqlite:" + file, capture);
    }

    private static long number(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return number(connection, sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    /** Holds a database against the one that was written in one go. */
    private void assertSameContents(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + stored + "' AS whole");
            for (String contents : CONTENTS) {
                String ours = contents.formatted("main");
                String whole = contents.formatted("whole");
                assertThat(number(connection, "SELECT count(*) FROM (" + ours + ")"))
                        .as(contents)
                        .isEqualTo(number(connection, "SELECT count(*) FROM (" + whole + ")"));
                assertThat(number(connection, "SELECT count(*) FROM (" + ours + " EXCEPT " + whole + ")"))
                        .as(contents)
                        .isZero();
            }
        }
    }

    @Test
    void packetsFeaturesAndAlertsAreKeptAndNoFileIsLeftBeside() throws Exception {
        assertThat(number(stored, "SELECT count(*) FROM raw_packets")).isEqualTo(PACKETS);
        assertThat(number(stored, "SELECT count(*) FROM batches")).isGreaterThan(2);
        assertThat(number(stored, "SELECT count(*) FROM aggregated_features WHERE label IS NOT NULL"))
                .isPositive()
                .isEqualTo(number(stored, "SELECT count(*) FROM aggregated_features"));
        assertThat(number(stored, "SELECT count(*) FROM detected_alerts WHERE closed"))
                .isPositive()
                .isEqualTo(number(stored, "SELECT count(*) FROM detected_alerts"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void storedAgainNothingChanges() throws Exception {
        Path again = Files.copy(stored, folder.resolve("again.db"));
        assertThat(store(again).exitCode()).isZero();
        assertSameContents(again);
    }

    @Test
    void killedHalfWayAndStoredAgainItIsWhatItWouldHaveBeen() throws Exception {
        Path cut = null;
        for (int i = 0; i < ATTEMPTS && cut == null; i++) {
            Path file = folder.resolve("cut-" + i + ".db");
            cut = isKilledHalfWay(file) ? file : null;
        }
        // On a machine that is too busy to look in time.
        assumeThat(cut).as("a process that was killed half-way").isNotNull();
        assertThat(store(cut).exitCode()).isZero();
        assertSameContents(cut);
    }

    /** Starts the command in a process of its own, kills it when it has stored something, and returns whether it had not stored all. */
    private boolean isKilledHalfWay(Path file) throws IOException, InterruptedException, SQLException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NtaCommand.class.getName(),
                        "analyze",
                        "--store",
                        "jdbc:sqlite:" + file,
                        capture.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && !hasBatches(file)) {
            Thread.sleep(POLL_MILLIS);
        }
        process.destroyForcibly().waitFor();
        long batches = number(file, "SELECT count(*) FROM batches");
        return batches > 0 && batches < number(stored, "SELECT count(*) FROM batches");
    }

    private static boolean hasBatches(Path file) {
        try {
            return Files.exists(file) && number(file, "SELECT count(*) FROM batches") > 0;
        } catch (SQLException e) {
            // Its tables aren't there yet.
            return false;
        }
    }
}
