package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.spool.SpooledWrites;
import io.nta.store.jdbc.spool.StoreWrite;
import io.nta.store.jdbc.sql.JudgedRow;
import io.nta.store.jdbc.testkit.PostgresServer;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to writes while the database is away. */
class SpoolTest {
    private static final long OUTAGE_SECONDS = Boolean.getBoolean("nta.long") ? 60 : 10;
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final List<StoreWrite> written = new ArrayList<>();
    private volatile boolean away;

    private boolean apply(StoreWrite write) throws IOException {
        if (away) {
            throw new StoreUnavailableException("away", new IOException());
        }
        synchronized (written) {
            written.add(write);
        }
        return true;
    }

    private Path spools() {
        return folder.resolve("spools");
    }

    private SpooledWrites open(long maxBytes) throws IOException {
        return new SpooledWrites(this::apply, new SpoolConfig(spools(), maxBytes, Duration.ofMillis(20)));
    }

    private static StoreWrite packets(int number) {
        return new StoreWrite.Packets(MadePackets.batch("b" + number, number, 20));
    }

    private static List<StoreWrite> everyKind() {
        Instant start = Instant.parse("2026-03-01T12:00:00.123456789Z");
        var row = MadeRow.source("10.0.0.1", 5)
                .with("packet_count", 3)
                .topDomain("example.org")
                .row();
        return List.of(
                packets(1),
                new StoreWrite.Judgement(JudgedRow.of(List.of(row), List.of())),
                new StoreWrite.AlertState(
                        new Alert(
                                "a",
                                AttackType.of("own", "T1048"),
                                IpAddress.parse("2001:db8::1"),
                                null,
                                Severity.LOW,
                                0.25,
                                start,
                                start,
                                5,
                                start,
                                start,
                                start,
                                1,
                                2,
                                new Alert.Details("é", List.of("f", ""), "T1048"),
                                true),
                        null),
                new StoreWrite.AlertState(MadeAlerts.of("b").closed(), 7L));
    }

    @Test
    void whatWaitedIsWrittenInItsOrderWhenTheDatabaseIsBack() throws Exception {
        List<StoreWrite> writes = new ArrayList<>(everyKind());
        for (int i = 10; i < 30; i++) {
            writes.add(packets(i));
        }
        try (SpooledWrites spool = open(100 * MEGABYTE)) {
            spool.write(writes.get(0));
            away = true;
            for (StoreWrite write : writes.subList(1, 20)) {
                spool.write(write);
            }
            assertThat(spool.counts().waiting()).isEqualTo(19);
            away = false;
            for (StoreWrite write : writes.subList(20, writes.size())) {
                spool.write(write);
            }
        }
        assertThat(written).isEqualTo(writes);
    }

    @Test
    void rowsThatWaitedAreAsTheyWere() throws Exception {
        var row = MadeRow.target("2001:db8::7", 180)
                .with("packet_count", 0.1)
                .rival(5, null, "10.0.0.3")
                .row();
        away = true;
        SpooledWrites spool = open(MEGABYTE);
        List<JudgedRow> judged = JudgedRow.of(List.of(row), List.of());
        spool.write(new StoreWrite.Rows(List.of(row)));
        spool.write(new StoreWrite.JudgedRows(List.of(row), judged));
        away = false;
        spool.close();
        StoreWrite.JudgedRows second = (StoreWrite.JudgedRows) written.get(1);
        assertThat(second.judged()).isEqualTo(judged);
        for (var back : List.of(
                ((StoreWrite.Rows) written.get(0)).rows().get(0), second.rows().get(0))) {
            assertThat(back.toString()).isEqualTo(row.toString());
            assertThat(back.context().rival()).isEqualTo(row.context().rival());
            assertThat(back.toArray()).isEqualTo(row.toArray());
        }
    }

    @Test
    void theNextProcessWritesWhatOneHasLeft() throws Exception {
        away = true;
        SpooledWrites left = open(MEGABYTE);
        left.write(packets(1));
        left.write(packets(2));
        left.close();
        assertThat(written).isEmpty();
        away = false;
        try (SpooledWrites next = open(MEGABYTE)) {
            next.write(packets(3));
        }
        assertThat(written).containsExactly(packets(1), packets(2), packets(3));
    }

    @Test
    void theOldestGiveWayWhenTheSpoolIsFullAndAreCounted() throws Exception {
        away = true;
        SpooledWrites spool = open(20_000);
        for (int i = 0; i < 30; i++) {
            spool.write(packets(i));
        }
        SpooledWrites.Counts counts = spool.counts();
        assertThat(counts.bytes()).isLessThanOrEqualTo(20_000);
        assertThat(counts.dropped()).isEqualTo(30 - counts.waiting()).isPositive();
        away = false;
        spool.close();
        assertThat(written).hasSize(counts.waiting()).last().isEqualTo(packets(29));
    }

    @Test
    void twoStoresDoNotShareASpool() throws Exception {
        away = true;
        try (SpooledWrites one = open(MEGABYTE);
                SpooledWrites other = open(MEGABYTE)) {
            one.write(packets(1));
            other.write(packets(2));
            assertThat(one.counts().waiting()).isEqualTo(1);
            assertThat(other.counts().waiting()).isEqualTo(1);
            away = false;
        }
        assertThat(written).hasSize(2);
    }

    @Test
    void nothingStaysBehindWhenNothingWaits() throws Exception {
        SpooledWrites one = open(MEGABYTE);
        SpooledWrites other = open(MEGABYTE);
        away = true;
        other.write(packets(1));
        one.close();
        other.close();
        try (Stream<Path> left = Files.list(spools())) {
            assertThat(left).as("the folder of the one that had nothing").hasSize(1);
        }
        away = false;
        open(MEGABYTE).close();
        assertThat(written).containsExactly(packets(1));
        assertThat(spools()).doesNotExist();
    }

    /** Opened and closed by several at once, a folder that one removes is never another's. */
    @Test
    void whatIsWrittenWhileOthersCloseIsWrittenOnce() throws Exception {
        int threads = 4;
        int each = 40;
        away = true;
        List<Thread> running = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * each;
            running.add(new Thread(() -> {
                try {
                    for (int i = first; i < first + each; i++) {
                        SpooledWrites spool = open(100 * MEGABYTE);
                        spool.write(packets(i));
                        spool.close();
                    }
                } catch (IOException e) {
                    failures.add(e);
                }
            }));
        }
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        away = false;
        while (Files.exists(spools())) {
            open(100 * MEGABYTE).close();
        }
        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, threads * each)
                        .mapToObj(SpoolTest::packets)
                        .toList());
    }

    /** PostgreSQL is stopped while two threads write, and started again. */
    @Test
    void nothingIsLostWhilePostgresIsAway() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            String url = server.newDatabase();
            StoreConfig config = StoreConfig.of(url)
                    .withRetention(RetentionConfig.forEver())
                    .withPatience(Duration.ofSeconds(2))
                    .withSpool(new SpoolConfig(folder, 500 * MEGABYTE, Duration.ofMillis(200)));
            AtomicBoolean ended = new AtomicBoolean();
            List<String> taken = new ArrayList<>();
            try (JdbcFeatureStore store = JdbcFeatureStore.open(config)) {
                long rule = store.suppressions().add(ofPortScans()).id();
                Thread rows = new Thread(() -> writeRows(store, ended));
                Thread packets = new Thread(() -> writePackets(store, ended, taken));
                packets.start();
                rows.start();
                TimeUnit.SECONDS.sleep(2);
                server.stop();
                TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
                assertThat(store.stats().spool().waiting()).isPositive();
                assertThat(store.keep(MadeAlerts.of("a").open()).suppressedBy()).isEqualTo(rule);
                assertThatThrownBy(() -> store.suppressions().add(ofPortScans()))
                        .as("a rule doesn't wait in the spool")
                        .isInstanceOf(StoreUnavailableException.class);
                server.resume();
                TimeUnit.SECONDS.sleep(2);
                ended.set(true);
                packets.join();
                rows.join();
                awaitDrained(store);
                assertThat(store.stats().spool().dropped()).isZero();
                assertThat(store.stats().spool().refused()).isZero();
                assertThat(store.reader().totals().packets()).isEqualTo(20L * taken.size());
                assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(20L * taken.size());
                assertThat(store.reader()
                                .features(FeatureQuery.newest(TimeRange.ALL, 1))
                                .items())
                        .extracting(row -> row.label())
                        .containsExactly("normal");
                assertThat(store.reader().totals().rowsWithoutVerdict()).isZero();
                assertThat(store.reader().alert("a").orElseThrow().suppressedBy())
                        .isEqualTo(rule);
            }
            assertThat(TestDatabase.ask(url, "SELECT id FROM batches").stream()
                            .map(row -> row.get(0))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(new ArrayList<>(taken));
        }
    }

    private static NewSuppression ofPortScans() {
        return new NewSuppression(
                new SuppressionScope("port_scan", null, SuppressionScope.Side.ATTACKER), "ours", "ann", null);
    }

    private static void awaitDrained(JdbcFeatureStore store) throws InterruptedException {
        // However long it takes, as long as it goes on.
        long patience = TimeUnit.MINUTES.toNanos(1);
        int left = store.stats().spool().waiting();
        long lastProgress = System.nanoTime();
        while (left > 0 && System.nanoTime() - lastProgress < patience) {
            TimeUnit.MILLISECONDS.sleep(50);
            int waiting = store.stats().spool().waiting();
            lastProgress = waiting < left ? System.nanoTime() : lastProgress;
            left = waiting;
        }
        assertThat(left).isZero();
    }

    private static void writePackets(JdbcFeatureStore store, AtomicBoolean ended, List<String> taken) {
        try {
            for (int i = 0; !ended.get(); i++) {
                RecordBatch batch = MadePackets.batch("p" + i, i, 20);
                assertThat(store.append(batch)).isTrue();
                taken.add(batch.id());
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void writeRows(JdbcFeatureStore store, AtomicBoolean ended) {
        try {
            for (int i = 0; !ended.get(); i++) {
                var row = MadeRow.source("10.0.0.1", 5).at(5 * i).row();
                store.append(List.of(row));
                store.judge(List.of(row), List.of());
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
