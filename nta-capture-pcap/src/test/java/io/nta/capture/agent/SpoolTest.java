package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nta.wire.PacketBatch;
import io.nta.wire.PacketBatchJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    /** A clock that tests set. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-28T10:57:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private List<PacketBatch> files() throws IOException {
        List<PacketBatch> files = new ArrayList<>();
        for (String name : Spooling.names(folder, "pending_upload")) {
            if (name.endsWith(".json")) {
                try (InputStream file =
                        Files.newInputStream(folder.resolve("pending_upload").resolve(name))) {
                    files.add(new PacketBatchJson().read(file));
                }
            }
        }
        return files;
    }

    @Test
    void aFileHasItsPacketsTheAgentAndItsCounts() throws IOException {
        SetClock clock = new SetClock();
        try (Spool spool = Spooling.open(folder, 2, clock)) {
            spool.write(Packets.number(7));
            spool.write(Packets.number(8));
            spool.write(Packets.number(9));
        }

        assertThat(Spooling.names(folder, "pending_upload"))
                .containsExactly(
                        "packets_20261128_105700_000001.json",
                        "packets_20261128_105700_000001.json.ready",
                        "packets_20261128_105700_000002.json",
                        "packets_20261128_105700_000002.json.ready");
        assertThat(files())
                .containsExactly(
                        new PacketBatch(
                                null,
                                "sensor",
                                Spooling.STATS,
                                List.of(Packets.number(7), Packets.number(8)),
                                0,
                                List.of()),
                        new PacketBatch(null, "sensor", Spooling.STATS, List.of(Packets.number(9)), 0, List.of()));
    }

    @Test
    void aDaysStepOfTheClockBackAndForwardLosesAndOverwritesNothing() throws Exception {
        SetClock clock = new SetClock();
        Instant start = clock.now;
        Duration day = Duration.ofDays(1);
        Instant[] times = {start, start.minus(day), start.minus(day), start, start.plus(day), start, start.minus(day)};
        long number = 0;
        for (int run = 0; run < 2; run++) {
            // A restart in between must not begin to count anew.
            try (Spool spool = Spooling.open(folder, 1, clock)) {
                for (Instant time : times) {
                    clock.now = time;
                    spool.write(Packets.number(number++));
                }
                assertThat(spool.dropped()).isZero();
            }
        }

        try (IngestServer server = new IngestServer()) {
            Spooling.send(folder, Spooling.upload(server.url()));
            assertThat(server.numbers())
                    .as("everything, in the order in which it was captured")
                    .isEqualTo(Packets.numbers(0, number));
        }
        assertThat(Spooling.names(folder, "processed")).hasSize((int) number);
    }

    @Test
    void aFileIsCompleteAfterItsIntervalThoughFewPacketsCome() throws Exception {
        SpoolConfig config = SpoolConfig.of(folder, "sensor").withFiles(Duration.ofMillis(100), 1_000);
        try (Spool spool = Spool.open(config, () -> Spooling.STATS)) {
            spool.write(Packets.number(1));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (spool.files() == 0 && System.nanoTime() < deadline) {
                spool.closeIfDue();
                Thread.onSpinWait();
            }
            assertThat(spool.spooled()).isEqualTo(1);
        }
    }

    @Test
    void aFullSpoolDropsAndCountsAndGoesOnWhenThereIsRoom() throws Exception {
        SpoolConfig config = Spooling.config(folder, 100).withMaxBytes(200_000);
        long written = 0;
        try (Spool spool = Spool.open(
                new SpoolConfig(folder, "sensor", config.interval(), 100, 65_536, 200_000), () -> Spooling.STATS)) {
            while (spool.dropped() == 0) {
                spool.write(Packets.number(written++));
            }
            spool.flush();
            assertThat(spool.spooled() + spool.dropped()).isEqualTo(written);
            assertThat(SpoolFolders.bytes(folder.resolve("pending_upload"))).isLessThanOrEqualTo(200_000);
            try (IngestServer server = new IngestServer()) {
                Spooling.send(folder, Spooling.upload(server.url()));
            }
            long before = spool.dropped();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            long spooled = spool.spooled();
            while (spool.spooled() == spooled && System.nanoTime() < deadline) {
                spool.write(Packets.number(written++));
                spool.flush();
            }
            assertThat(spool.spooled()).isGreaterThan(spooled);
            assertThat(spool.dropped()).isGreaterThanOrEqualTo(before);
            assertThat(spool.spooled() + spool.dropped()).isEqualTo(written);
        }
    }

    @Test
    void twoAgentsDontShareASpool() throws IOException {
        try (Spool spool = Spooling.open(folder, 1)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Spooling.open(folder, 1))
                    .withMessageContaining("Another agent uses the spool " + folder);
            assertThat(spool.dropped()).isZero();
        }
        Spooling.open(folder, 1).close();
    }
}
