package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.testkit.PostgresServer;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/store.md claims of writing, measured: rows per CPU-second beside each database's own loader. Minutes; {@code -Dnta.long=true}.
 */
@EnabledIfSystemProperty(named = "nta.long", matches = "true")
class StoreFiguresIT {
    private static final int PACKETS = 300_000;
    private static final int ROWS = 40_000;

    /** What {@code nta analyze} writes at once. */
    private static final int BATCH = 32_768;

    /** Small batches, as agents send them, and how many the server writes in one transaction. */
    private static final int UPLOAD = 1_000;

    private static final int UPLOADS = 100;

    /** Rows that are written at once. */
    private static final int WINDOWS = 1_000;

    /** The aim is 1. With margin for a machine that others use. */
    private static final double POSTGRES_PACKETS = 0.9;

    private static final double POSTGRES_FIELDS = 0.8;
    private static final double POSTGRES_FEATURES = 0.9;

    /** Loads that come first and don't count: until then Java compiles, which it does once in a process' life. */
    private static final int WARM_UP = 8;

    /** The best counts, of ours and of the loader: other processes disturb. Within a round everything counts, Java's collector and compilers included; it begins when these are idle. */
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    /** Writes what is measured. */
    @FunctionalInterface
    private interface Load {
        void into(JdbcFeatureStore store) throws IOException;
    }

    private static List<RecordBatch> batches(int size, boolean frames) {
        MadePackets made = new MadePackets(11, MadePackets.START, 400_000, frames);
        List<RecordBatch> batches = new ArrayList<>();
        for (int done = 0; done < PACKETS; done += size) {
            batches.add(new RecordBatch("b" + done, null, made.next(Math.min(size, PACKETS - done))));
        }
        return batches;
    }

    private static Load packets(boolean frames) {
        List<RecordBatch> batches = batches(BATCH, frames);
        return store -> {
            for (RecordBatch batch : batches) {
                store.append(batch);
            }
        };
    }

    private static Load uploads(boolean frames) {
        List<List<RecordBatch>> groups = Lists.partition(batches(UPLOAD, frames), UPLOADS);
        return store -> {
            for (List<RecordBatch> group : groups) {
                store.appendAll(group);
            }
        };
    }

    private static Load windows() {
        Random random = new Random(3);
        List<FeatureVector> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            MadeRow row = MadeRow.source("10.0." + i % 250 + ".7", 5).at(5 * (i / 250));
            for (Feature feature : FeatureCatalogue.features()) {
                // Most features of most windows are 0.
                row = random.nextInt(3) == 0 ? row.with(feature.name(), random.nextDouble() * 1_000) : row;
            }
            rows.add(row.row());
        }
        List<List<FeatureVector>> parts = Lists.partition(rows, WINDOWS);
        return store -> {
            for (List<FeatureVector> part : parts) {
                store.append(part);
            }
        };
    }

    /** Runs a command and returns the CPU seconds of it and its children. */
    private static double cpuOf(String... command) throws IOException, InterruptedException {
        String quoted = String.join(" ", List.of(command));
        Process process = new ProcessBuilder("bash", "-c", quoted + " 2>/dev/null; echo exit $?; times")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        assertThat(output).contains("exit 0");
        String[] lines = output.strip().split("\n");
        double seconds = 0;
        for (String time : lines[lines.length - 1].split(" ")) {
            seconds += Double.parseDouble(time.substring(0, time.indexOf('m'))) * 60
                    + Double.parseDouble(time.substring(time.indexOf('m') + 1, time.length() - 1));
        }
        return seconds;
    }

    @Test
    void sqliteTakesPacketsAtLeastAsFastAsItsOwnLoader() throws Exception {
        // Its loader can't read a frame's bytes.
        assertThat(besideImport("packets", PACKETS, packets(false), "raw_packets"))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void sqliteTakesFeaturesAtLeastAsFastAsItsOwnLoader() throws Exception {
        assertThat(besideImport("features", ROWS, windows(), "aggregated_features"))
                .isGreaterThanOrEqualTo(1);
    }

    /** Returns how many times faster than {@code sqlite3 .import} a load is. */
    private double besideImport(String what, int rows, Load load, String table) throws Exception {
        double ours = Double.MAX_VALUE;
        double loader = Double.MAX_VALUE;
        for (int i = 0; i < WARM_UP; i++) {
            try (JdbcFeatureStore store = TestDatabase.open(TestDatabase.SQLITE.newUrl(folder))) {
                load.into(store);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            String url = TestDatabase.SQLITE.newUrl(folder);
            try (JdbcFeatureStore store = TestDatabase.open(url)) {
                CpuTime.awaitIdleCompilers();
                double before = CpuTime.ofThisProcess();
                load.into(store);
                ours = Math.min(ours, CpuTime.ofThisProcess() - before);
            }
            Path csv = folder.resolve("rows.csv");
            cpuOf(
                    "sqlite3",
                    "-csv",
                    url.substring("jdbc:sqlite:".length()),
                    "'select * from " + table + "'",
                    ">" + csv);
            String other = TestDatabase.SQLITE.newUrl(folder);
            TestDatabase.open(other).close();
            String file = other.substring("jdbc:sqlite:".length());
            loader = Math.min(loader, cpuOf("sqlite3", file, "'.import --csv " + csv + " " + table + "'"));
            assertThat(TestDatabase.number(other, "SELECT count(*) FROM " + table))
                    .isEqualTo(rows);
        }
        return report("SQLite, " + what, rows, ours, loader);
    }

    @Test
    void postgresTakesPacketsAsFastAsItsOwnLoader() throws Exception {
        assertThat(besideCopy("packets with frames", PACKETS, packets(true), "raw_packets"))
                .isGreaterThan(POSTGRES_PACKETS);
    }

    @Test
    void postgresTakesUploadsAsFastAsItsOwnLoader() throws Exception {
        assertThat(besideCopy("packets with frames, in uploads", PACKETS, uploads(true), "raw_packets"))
                .isGreaterThan(POSTGRES_PACKETS);
    }

    @Test
    void postgresTakesPacketsWithoutFramesBesideItsOwnLoader() throws Exception {
        assertThat(besideCopy("packets without frames", PACKETS, packets(false), "raw_packets"))
                .isGreaterThan(POSTGRES_FIELDS);
    }

    /** As clients send them that know nothing of frames. */
    @Test
    void postgresTakesUploadsWithoutFramesBesideItsOwnLoader() throws Exception {
        assertThat(besideCopy("packets without frames, in uploads", PACKETS, uploads(false), "raw_packets"))
                .isGreaterThan(POSTGRES_FIELDS);
    }

    @Test
    void postgresTakesFeaturesBesideItsOwnLoader() throws Exception {
        assertThat(besideCopy("features", ROWS, windows(), "aggregated_features"))
                .isGreaterThan(POSTGRES_FEATURES);
    }

    /** Returns how many times faster than {@code psql \copy} a load is. */
    private double besideCopy(String what, int rows, Load load, String table) throws Exception {
        PostgresServer server = PostgresServer.shared();
        double ours = Double.MAX_VALUE;
        double loader = Double.MAX_VALUE;
        for (int i = 0; i < WARM_UP; i++) {
            String url = server.newDatabase();
            try (JdbcFeatureStore store = TestDatabase.open(url)) {
                load.into(store);
            }
            server.drop(url);
        }
        for (int round = 0; round < ROUNDS; round++) {
            String url = server.newDatabase();
            try (JdbcFeatureStore store = TestDatabase.open(url)) {
                // So that neither pays for writing out what the other has left.
                TestDatabase.change(url, "CHECKPOINT");
                CpuTime.awaitIdleCompilers();
                double java = CpuTime.ofThisProcess();
                double postgres = CpuTime.ofTree(server.pid());
                load.into(store);
                java = CpuTime.ofThisProcess() - java;
                postgres = CpuTime.ofTree(server.pid()) - postgres;
                System.out.printf(
                        "PostgreSQL, %s, round %d: Java %.2f s, server %.2f s%n", what, round, java, postgres);
                ours = Math.min(ours, java + postgres);
            }
            // COPY can't read from a table of partitions.
            String target = table.equals("raw_packets") ? partition(url) : table;
            Path csv = folder.resolve("rows.csv");
            cpuOf("psql", psql(url), "-c", "\"\\\\copy " + target + " to '" + csv + "' csv\"");
            TestDatabase.change(url, "TRUNCATE " + target);
            TestDatabase.change(url, "CHECKPOINT");
            double before = CpuTime.ofTree(server.pid());
            double client = cpuOf("psql", psql(url), "-c", "\"\\\\copy " + target + " from '" + csv + "' csv\"");
            double postgres = CpuTime.ofTree(server.pid()) - before;
            System.out.printf("                            psql %.2f s, server %.2f s%n", client, postgres);
            loader = Math.min(loader, client + postgres);
            assertThat(TestDatabase.number(url, "SELECT count(*) FROM " + table))
                    .isEqualTo(rows);
            server.drop(url);
        }
        return report("PostgreSQL, " + what, rows, ours, loader);
    }

    private static String partition(String url) {
        return TestDatabase.ask(url, "SELECT relname FROM pg_class WHERE relname ~ '^raw_packets_[0-9]{8}$'")
                .get(0)
                .get(0)
                .toString();
    }

    private static String psql(String url) {
        return "-h localhost -U postgres -p " + url.replaceAll(".*localhost:(\\d+)/(\\w+).*", "$1 $2");
    }

    private static double report(String what, int rows, double ours, double loader) {
        System.out.printf(
                "%s: %,.0f rows per CPU-second, the database's own loader %,.0f: %.2f times%n",
                what, rows / ours, rows / loader, loader / ours);
        return loader / ours;
    }
}
