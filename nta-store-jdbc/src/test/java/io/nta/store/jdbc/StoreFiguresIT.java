package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopQuery;
import io.nta.store.jdbc.testkit.PostgresServer;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/store.md claims of speed, measured: rows per CPU-second beside each database's own loader, and the CPU time of a dashboard page. Minutes; {@code -Dnta.long=true}.
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

    @Test
    void aDashboardPageTakesFiftyMillisecondsOfCpuAtAMillionPackets() throws Exception {
        String url = TestDatabase.SQLITE.newUrl(folder);
        int rows = 100_000;
        long day = TimeUnit.DAYS.toNanos(1);
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            MadePackets made = new MadePackets(11, MadePackets.START, day / 1_000_000, true);
            for (int i = 0; i < 1_000_000 / BATCH; i++) {
                store.append(new RecordBatch("b" + i, null, made.next(BATCH)));
            }
            Random random = new Random(3);
            List<FeatureVector> windows = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                windows.add(MadeRow.source("10.0." + i % 40 + "." + random.nextInt(5), 5)
                        .at(5 * (i / 40))
                        .with("packet_count", random.nextInt(100))
                        .with("byte_count", random.nextInt(100_000))
                        .row());
                if (windows.size() == 1_000) {
                    store.append(windows);
                    store.judge(windows, List.of());
                    windows.clear();
                }
            }
            StoreReader reader = store.reader();
            TimeRange range = new TimeRange(MadePackets.START, MadePackets.START + day);
            for (int i = 0; i < 20; i++) {
                page(reader, range);
            }
            long packets = reader.traffic(range).packets();
            double before = CpuTime.ofThisProcess();
            int pages = 20;
            for (int i = 0; i < pages; i++) {
                page(reader, range);
            }
            double millis = (CpuTime.ofThisProcess() - before) * 1e3 / pages;
            System.out.printf(
                    "A dashboard page over %,d packets and %,d rows: %.1f ms of CPU%n",
                    packets, reader.totals().rows(), millis);
            assertThat(millis).isLessThanOrEqualTo(50);
        }
    }

    /** What it sent and received all day, and with whom lately. */
    @Test
    void sumsOfABusyHostTakeFiftyMillisecondsOfCpuAtAMillionPackets() throws Exception {
        long day = TimeUnit.DAYS.toNanos(1);
        try (JdbcFeatureStore store = TestDatabase.open(TestDatabase.SQLITE.newUrl(folder))) {
            MadePackets made = new MadePackets(11, MadePackets.START, day / 1_000_000, true);
            for (int i = 0; i < 1_000_000 / BATCH; i++) {
                store.append(new RecordBatch("b" + i, null, made.next(BATCH)));
            }
            TimeRange range = new TimeRange(MadePackets.START + 1, MadePackets.START + day - 1);
            IpAddress busiest = IpAddress.parse(store.reader()
                    .top(new TopQuery(Dimension.SOURCE, range, false, 1))
                    .get(0)
                    .value());
            HostQuery query = new HostQuery(busiest, range, 10);
            int rounds = 20;
            millisOf(rounds, () -> store.reader().host(query));
            double bounded = millisOf(rounds, () -> store.reader().host(query));
            HostQuery all = new HostQuery(busiest, range, 10, HostQuery.MAX_PACKETS);
            double whole = millisOf(3, () -> store.reader().host(all));
            System.out.printf(
                    "A busy host, a day of %,d packets: %.1f ms of CPU with lists since %s; with lists of the whole day %.1f ms%n",
                    store.reader().totals().packets(),
                    bounded,
                    store.reader().host(query).listsFrom(),
                    whole);
            assertThat(bounded).isLessThanOrEqualTo(50);
        }
    }

    /** There is no index of addresses; a host that is seldom seen is found all the same. */
    @Test
    void packetsOfARareHostTakeFiftyMillisecondsOfCpuAtAMillionPackets() throws Exception {
        long day = TimeUnit.DAYS.toNanos(1);
        IpAddress rare = IpAddress.parse("203.0.113.9");
        try (JdbcFeatureStore store = TestDatabase.open(TestDatabase.SQLITE.newUrl(folder))) {
            MadePackets made = new MadePackets(11, MadePackets.START, day / 1_000_000, true);
            int seen = 0;
            for (int i = 0; i < 1_000_000 / BATCH; i++) {
                List<PacketRecord> packets = made.next(BATCH);
                packets.set(i, from(packets.get(i), rare));
                seen++;
                store.append(new RecordBatch("b" + i, null, packets));
            }
            PacketQuery page = new PacketQuery(TimeRange.ALL, rare, null, null, 50, null);
            PacketQuery none = new PacketQuery(TimeRange.ALL, IpAddress.parse("203.0.113.10"), null, null, 50, null);
            HostQuery host = new HostQuery(rare, TimeRange.ALL, 10);
            int rounds = 20;
            for (int i = 0; i < rounds; i++) {
                assertThat(store.reader().packets(page).items()).hasSize(seen);
            }
            double packets = millisOf(rounds, () -> store.reader().packets(page));
            double nothing = millisOf(rounds, () -> store.reader().packets(none));
            double sums = millisOf(rounds, () -> store.reader().host(host));
            System.out.printf(
                    "A rare host of %,d packets: its packets %.1f ms of CPU, one that isn't there %.1f ms, its sums %.1f ms%n",
                    store.reader().totals().packets(), packets, nothing, sums);
            assertThat(List.of(packets, nothing, sums)).allMatch(millis -> millis <= 50);
        }
    }

    private static PacketRecord from(PacketRecord packet, IpAddress source) {
        return new PacketRecord(
                packet.timestampNanos(),
                packet.interfaceName(),
                source,
                packet.destination(),
                packet.protocol(),
                packet.length(),
                packet.ports(),
                packet.tcp(),
                packet.icmp(),
                packet.arp(),
                packet.dns(),
                packet.http(),
                packet.frame());
    }

    /** Asks something. */
    @FunctionalInterface
    private interface Question {
        Object ask() throws IOException;
    }

    private static double millisOf(int rounds, Question question) throws IOException {
        double before = CpuTime.ofThisProcess();
        for (int i = 0; i < rounds; i++) {
            question.ask();
        }
        return (CpuTime.ofThisProcess() - before) * 1e3 / rounds;
    }

    private static void page(StoreReader reader, TimeRange range) throws IOException {
        reader.totals();
        reader.traffic(range);
        reader.history(range, Duration.ofMinutes(10));
        reader.top(new TopQuery(Dimension.SOURCE, range, false, 10));
        reader.top(new TopQuery(Dimension.DESTINATION, range, false, 10));
        reader.top(new TopQuery(Dimension.PORT, range, false, 10));
        reader.top(new TopQuery(Dimension.DNS_NAME, range, false, 10));
        reader.alertCounts(TimeRange.ALL);
        reader.alerts(AlertQuery.newest(TimeRange.ALL, 50));
        reader.packets(PacketQuery.newest(range, 50));
        reader.features(FeatureQuery.newest(TimeRange.ALL, 50));
    }
}
