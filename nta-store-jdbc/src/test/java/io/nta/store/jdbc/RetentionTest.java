package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes when, counted from when it was stored. */
class RetentionTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-05-01T00:30:00Z");

    private JdbcFeatureStore open(String url, Duration packets, long bytes, Duration rows) {
        return JdbcFeatureStore.open(StoreConfig.of(url)
                .withSpool(null)
                .withClock(() -> now)
                .withRetention(new RetentionConfig(packets, bytes, rows, Duration.ZERO)));
    }

    private static void checkSums(String url, JdbcFeatureStore store, int packets) throws IOException {
        assertThat(TestDatabase.number(url, "SELECT count(*) FROM raw_packets")).isEqualTo(packets);
        assertThat(store.reader().totals().packets()).isEqualTo(packets);
        assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(packets);
        assertThat(TestDatabase.number(
                        url, "SELECT coalesce(sum(packets), 0) FROM value_rollups WHERE level = 60 AND dimension = 1"))
                .isEqualTo(packets);
        assertThat(TestDatabase.number(url, "SELECT coalesce(sum(packets), 0) FROM traffic_rollups WHERE level = 3600"))
                .isEqualTo(packets);
    }

    @ParameterizedTest
    @EnumSource
    void packetsGoWithTheirSumsWhenTheyAreOldAndTheIdsOfTheirBatchesLater(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = open(url, Duration.ofDays(2), 0, Duration.ZERO)) {
            for (int hour = 0; hour < 96; hour += 6) {
                store.append(MadePackets.batch("h" + hour, hour, 100));
                now = now.plus(Duration.ofHours(6));
            }
            // Stored 96, 90, …, 6 hours ago; 2 days keep those of 48 to 6 hours.
            store.retain();
            checkSums(url, store, 800);
            assertThat(store.stats().packetsLetGo()).isEqualTo(800);
            if (database == TestDatabase.POSTGRESQL) {
                assertThat(TestDatabase.ask(
                                url,
                                "SELECT relname FROM pg_class WHERE relname ~ '^raw_packets_[0-9]{8}$' ORDER BY 1"))
                        .hasSize(2);
            }
            assertThat(store.append(MadePackets.batch("h0", 0, 100))).isFalse();
            now = now.plus(Duration.ofDays(20));
            store.retain();
            checkSums(url, store, 0);
            assertThat(store.append(MadePackets.batch("h0", 0, 100))).isTrue();
            store.retain();
            checkSums(url, store, 100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOldestPacketsGoWhenAllTogetherAreTooLarge(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        // About 330 bytes a packet.
        try (JdbcFeatureStore store = open(url, Duration.ZERO, 400_000, Duration.ZERO)) {
            for (int i = 0; i < 40; i++) {
                store.append(MadePackets.batch("b" + i, i, 100));
                store.retain();
            }
            long bytes = TestDatabase.number(
                    url, "SELECT sum(bytes) FROM batches WHERE era >= (SELECT first_era FROM retention)");
            assertThat(bytes).isBetween(300_000L, 400_000L);
            checkSums(url, store, (int) store.reader().totals().packets());
            assertThat(store.append(MadePackets.batch("b39", 39, 100))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsGoWhenTheyAreOld(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = open(url, Duration.ofDays(1), 0, Duration.ofDays(30))) {
            store.append(List.of(MadeRow.source("10.0.0.1", 5).row()));
            now = now.plus(Duration.ofDays(20));
            store.append(List.of(MadeRow.source("10.0.0.1", 5).at(5).row()));
            store.retain();
            assertThat(store.reader().totals().rows()).isEqualTo(2);
            now = now.plus(Duration.ofDays(11));
            store.retain();
            assertThat(store.reader().totals().rows()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetsThatAreStoredWhileOthersGoStay(TestDatabase database) throws Exception {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = open(url, Duration.ofHours(1), 0, Duration.ZERO)) {
            for (int i = 0; i < 5; i++) {
                store.append(new RecordBatch(
                        "old" + i, null, new MadePackets(i, MadePackets.START, 1_000, false).next(2_000)));
            }
            now = now.plus(Duration.ofHours(3));
            Thread retaining = new Thread(() -> {
                try {
                    store.retain();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            retaining.start();
            for (int i = 0; i < 20; i++) {
                store.append(MadePackets.batch("new" + i, i, 50));
            }
            retaining.join();
            store.retain();
            checkSums(url, store, 1_000);
        }
    }
}
