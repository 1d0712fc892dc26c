package io.nta.examples.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.examples.server.ingest.Upload.Receipt;
import io.nta.examples.server.testkit.GeneratedPackets;
import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSource;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import io.nta.store.jdbc.StoredPacketSource;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier process has stored is read in its order, a page at a time, and what comes meanwhile after it. */
@Timeout(60)
class BacklogTest {
    private static final int STORED = 5_000;
    private static final int MORE = 300;
    private static final List<PacketRecord> PACKETS = GeneratedPackets.of("network", 9, STORED + 2 * MORE);
    private static final List<PacketRecord> OLD_CLIENTS = GeneratedPackets.of("network", 4, 40).stream()
            .map(PacketRecord::withoutFrame)
            .toList();

    @TempDir
    private Path folder;

    private final List<Long> analysed = new ArrayList<>();
    private JdbcFeatureStore store;
    private Committer committer;
    private Backlog backlog;
    private IngestLine line;

    @BeforeEach
    void open() throws IOException {
        store = JdbcFeatureStore.open(StoreConfig.of("jdbc:sqlite:" + folder.resolve("nta.db")));
        store.append(new RecordBatch("old", "client", OLD_CLIENTS));
        store.append(new RecordBatch("stored", "sensor", PACKETS.subList(0, STORED)));
        committer = new Committer(store, new Agents(10, InstantSource.system()), 1_000);
        committer.redirect(() -> {
            StoredPacketSource source = StoredPacketSource.open(store, Long.MIN_VALUE);
            backlog = new Backlog(source, committer, Duration.ofMinutes(1), InstantSource.system());
            line = new IngestLine(10, InstantSource.system(), backlog);
            return new Committer.Redirection(backlog, null);
        });
        committer.start();
    }

    @AfterEach
    void close() throws IOException {
        committer.close();
        store.close();
    }

    private Receipt sent(String id, String agent, List<PacketRecord> packets) throws Exception {
        long[] fingerprints = id == null ? RecentPackets.fingerprints(packets) : new long[0];
        Upload upload = new Upload(id, agent, null, packets, fingerprints, 0, List.of(), new CompletableFuture<>());
        committer.submit(upload);
        return upload.receipt().get(20, TimeUnit.SECONDS);
    }

    private void analyseOne() throws Exception {
        PacketSource source = line.next();
        source.poll((time, linkType, buffer, offset, captured, wire, interfaceId) -> analysed.add(time), 1 << 20);
    }

    private static List<Long> times(List<PacketRecord> packets) {
        return packets.stream().map(PacketRecord::timestampNanos).toList();
    }

    @Test
    void uploadsAreDurableMeanwhileAndAnalysedAfterIt() throws Exception {
        analyseOne();
        assertThat(backlog.left()).isPositive();
        assertThat(line.waitingPackets()).as("a page at a time").isLessThan(STORED / 2);

        assertThat(sent("meanwhile", "sensor", PACKETS.subList(STORED, STORED + MORE))
                        .taken())
                .isEqualTo(MORE);
        assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(OLD_CLIENTS.size() + STORED + MORE);
        assertThat(backlog.progress().packets()).isEqualTo(OLD_CLIENTS.size() + STORED + MORE);

        while (!backlog.isOver()) {
            analyseOne();
        }
        assertThat(backlog.left()).isZero();
        assertThat(sent("after", "sensor", PACKETS.subList(STORED + MORE, STORED + 2 * MORE))
                        .taken())
                .isEqualTo(MORE);
        while (line.waitingPackets() > 0) {
            analyseOne();
        }
        List<Long> expected = new ArrayList<>(times(OLD_CLIENTS));
        expected.addAll(times(PACKETS));
        assertThat(analysed).isEqualTo(expected);
    }

    @Test
    void clientsWithoutIdsWaitUntilWhatTheySentBeforeIsKnown() throws Exception {
        List<PacketRecord> half = OLD_CLIENTS.subList(0, 20);
        assertThatThrownBy(() -> sent(null, "client", half)).hasCauseInstanceOf(PastUnknownException.class);
        while (!backlog.isOver()) {
            analyseOne();
        }
        assertThat(sent(null, "client", half)).isEqualTo(new Receipt(0, half.size(), 0));
    }

    @Test
    void whatLiesFurtherAheadThanAgentsMayIsStoredAndNotAnalysed() throws Exception {
        long hence = (System.currentTimeMillis() + Duration.ofHours(1).toMillis()) * 1_000_000;
        PacketRecord early = PACKETS.get(0).movedBy(hence - PACKETS.get(0).timestampNanos());
        sent("early", "sensor", List.of(early));
        while (!backlog.isOver()) {
            analyseOne();
        }
        assertThat(analysed).doesNotContain(hence);
    }
}
