package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no database takes costs a field or a packet, and is counted. */
class UnwritableTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aTextThatDoesNotFitIsAlteredAndCounted(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            List<PacketRecord> packets = new MadePackets(1, MadePackets.START, 1_000, true).next(4);
            store.append(new RecordBatch(
                    "odd",
                    null,
                    List.of(
                            MadePackets.at(packets.get(0), "a\0b"),
                            MadePackets.at(packets.get(1), "x".repeat(100_000)),
                            MadePackets.at(packets.get(2), "pair \uD83D\uDE00, half \uD83D"),
                            packets.get(3))));
            List<String> names = store.reader().packets(PacketQuery.newest(TimeRange.ALL, 10)).items().stream()
                    .map(packet -> packet.packet().interfaceName())
                    .toList();
            assertThat(names).containsExactly("eth0", "pair \uD83D\uDE00, half \uFFFD", "x".repeat(4_096), "a\uFFFDb");
            assertThat(store.stats().written().alteredTexts()).isEqualTo(3);
        }
    }

    /** A rule that only this database has stands for whatever we don't foresee. */
    @ParameterizedTest
    @EnumSource
    void aPacketThatTheDatabaseRefusesCostsNoOther(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        TestDatabase.open(url).close();
        TestDatabase.change(
                url,
                database == TestDatabase.SQLITE
                        ? "CREATE TRIGGER refuse BEFORE INSERT ON raw_packets WHEN NEW.interface = 'bad'"
                                + " BEGIN SELECT RAISE(ABORT, 'refused'); END"
                        : "ALTER TABLE raw_packets ADD CHECK (interface <> 'bad')");
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            List<PacketRecord> packets = new ArrayList<>(new MadePackets(1, MadePackets.START, 1_000, true).next(300));
            packets.set(7, MadePackets.at(packets.get(7), "bad"));
            packets.set(8, MadePackets.at(packets.get(8), "bad"));
            packets.set(299, MadePackets.at(packets.get(299), "bad"));
            store.append(new RecordBatch("a", null, packets));
            assertThat(store.stats().written().packets()).isEqualTo(297);
            assertThat(store.stats().written().refusedPackets()).isEqualTo(3);
            assertThat(store.reader().totals().packets()).isEqualTo(297);
            assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(297);
            assertThat(store.reader()
                            .packets(PacketQuery.newest(TimeRange.ALL, 1_000))
                            .items())
                    .hasSize(297);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFeatureThatIsNoNumberBecomesZeroAndIsCounted(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.append(List.of(MadeRow.source("10.0.0.1", 5)
                    .with("packet_count", Double.NaN)
                    .with("byte_count", Double.POSITIVE_INFINITY)
                    .with("tcp_count", 5)
                    .row()));
            var row = store.reader()
                    .features(FeatureQuery.newest(TimeRange.ALL, 1))
                    .items()
                    .get(0)
                    .row();
            assertThat(row.get("packet_count")).isZero();
            assertThat(row.get("byte_count")).isZero();
            assertThat(row.get("tcp_count")).isEqualTo(5);
            assertThat(store.stats().written().notFinite()).isEqualTo(2);
        }
    }
}
