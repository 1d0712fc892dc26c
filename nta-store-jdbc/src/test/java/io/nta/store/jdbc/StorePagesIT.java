package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What docs/store.md claims of pages, measured: the CPU time of what a dashboard asks, at a million packets of a day. A minute; {@code -Dnta.long=true}. */
@EnabledIfSystemProperty(named = "nta.long", matches = "true")
class StorePagesIT {
    private static final int PACKETS = 1_000_000;
    /** What {@code nta analyze} writes at once. */
    private static final int BATCH = 32_768;

    private static final int BATCHES = PACKETS / BATCH;
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    @TempDir
    private Path folder;

    private static MadePackets aDay() {
        return new MadePackets(11, MadePackets.START, DAY / PACKETS, true);
    }

    private static void fill(JdbcFeatureStore store) throws IOException {
        MadePackets made = aDay();
        for (int i = 0; i < BATCHES; i++) {
            store.append(new RecordBatch("b" + i, null, made.next(BATCH)));
        }
    }

    @Test
    void aDashboardPageTakesFiftyMillisecondsOfCpuAtAMillionPackets() throws Exception {
        String url = TestDatabase.SQLITE.newUrl(folder);
        int rows = 100_000;
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            fill(store);
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
            TimeRange range = new TimeRange(MadePackets.START, MadePackets.START + DAY);
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
        try (JdbcFeatureStore store = TestDatabase.open(TestDatabase.SQLITE.newUrl(folder))) {
            fill(store);
            TimeRange range = new TimeRange(MadePackets.START + 1, MadePackets.START + DAY - 1);
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
        IpAddress rare = IpAddress.parse("203.0.113.9");
        try (JdbcFeatureStore store = TestDatabase.open(TestDatabase.SQLITE.newUrl(folder))) {
            MadePackets made = aDay();
            int seen = 0;
            for (int i = 0; i < BATCHES; i++) {
                List<PacketRecord> packets = made.next(BATCH);
                packets.set(i, MadePackets.from(packets.get(i), rare));
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
