package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several batches in one transaction are what they would be one by one. */
class BatchGroupTest {
    @TempDir
    private Path folder;

    private static List<PacketRecord> inOrderOfIds(JdbcFeatureStore store) throws IOException {
        return store.reader().packets(PacketQuery.newest(TimeRange.ALL, 1_000)).items().stream()
                .sorted(Comparator.comparing(packet -> packet.id()))
                .map(packet -> packet.packet())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aKnownOneIsSkippedAndOfTwoWithOneIdTheFirstIsTaken(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            RecordBatch known = MadePackets.batch("known", 1, 30);
            RecordBatch twice = MadePackets.batch("twice", 2, 40);
            RecordBatch other = MadePackets.batch("a", 3, 50);
            store.append(known);
            assertThat(store.appendAll(List.of(twice, known, MadePackets.batch("twice", 4, 60), other)))
                    .containsExactly(true, false, false, true);
            assertThat(store.appendAll(List.of(other, known))).containsExactly(false, false);
            assertThat(store.stats().written().knownBatches()).isEqualTo(4);
            List<PacketRecord> expected = new ArrayList<>(known.packets());
            expected.addAll(twice.packets());
            expected.addAll(other.packets());
            assertThat(inOrderOfIds(store)).isEqualTo(expected);
            assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(120);
        }
    }

    /** More than are asked for, or written, by one statement. */
    @ParameterizedTest
    @EnumSource
    void manyAreEachTakenOnceAndInTheirOrder(TestDatabase database) throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        MadePackets made = new MadePackets(7, MadePackets.START, 1_000_000, true);
        for (int i = 0; i < 1_100; i++) {
            batches.add(new RecordBatch("b" + i, null, made.next(i % 2)));
        }
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            assertThat(store.appendAll(batches)).hasSize(batches.size()).containsOnly(true);
            assertThat(store.appendAll(batches)).hasSize(batches.size()).containsOnly(false);
            assertThat(inOrderOfIds(store))
                    .isEqualTo(batches.stream()
                            .flatMap(batch -> batch.packets().stream())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsAndIdsAreThoseOfTheSameBatchesOneByOne(TestDatabase database) throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        MadePackets made = new MadePackets(7, MadePackets.START, 2_000_000_000L, true);
        for (int i = 0; i < 120; i++) {
            batches.add(new RecordBatch("b" + i, "agent-" + i % 3, made.next(i % 2)));
        }
        try (JdbcFeatureStore together = TestDatabase.open(database.newUrl(folder));
                JdbcFeatureStore oneByOne = TestDatabase.open(database.newUrl(folder))) {
            assertThat(together.appendAll(batches)).hasSize(batches.size()).containsOnly(true);
            for (RecordBatch batch : batches) {
                oneByOne.append(batch);
            }
            assertThat(together.reader().packets(PacketQuery.newest(TimeRange.ALL, 1_000)))
                    .isEqualTo(oneByOne.reader().packets(PacketQuery.newest(TimeRange.ALL, 1_000)));
            assertThat(together.reader().traffic(TimeRange.ALL))
                    .isEqualTo(oneByOne.reader().traffic(TimeRange.ALL));
            for (Dimension dimension : Dimension.values()) {
                TopQuery top = new TopQuery(dimension, TimeRange.ALL, true, 100);
                assertThat(together.reader().top(top))
                        .isNotEmpty()
                        .isEqualTo(oneByOne.reader().top(top));
            }
            assertThat(together.reader().totals()).isEqualTo(oneByOne.reader().totals());
        }
    }
}
