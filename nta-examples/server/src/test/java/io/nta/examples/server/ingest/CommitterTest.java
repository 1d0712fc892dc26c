package io.nta.examples.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.examples.server.ingest.Upload.Receipt;
import io.nta.examples.server.testkit.GeneratedPackets;
import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSource;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads become durable, as many as wait in one transaction, and go to the line in the order in which they were stored. */
@Timeout(60)
class CommitterTest {
    private static final List<PacketRecord> PACKETS = GeneratedPackets.of("network", 9, 400);

    @TempDir
    private Path folder;

    private JdbcFeatureStore store;
    private Agents agents;
    private IngestLine line;
    private Committer committer;

    @BeforeEach
    void open() throws IOException {
        store = JdbcFeatureStore.open(StoreConfig.of(url()));
        agents = new Agents(10, InstantSource.system());
        line = new IngestLine(10, InstantSource.system());
        committer = committer();
    }

    private Committer committer() throws IOException {
        Committer opened = new Committer(store, agents, 1_000);
        opened.redirect(() -> new Committer.Redirection(line, new RecentPackets()));
        return opened;
    }

    @AfterEach
    void close() throws IOException {
        committer.close();
        store.close();
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("nta.db");
    }

    private static Upload upload(String id, String agent, List<PacketRecord> packets) {
        long[] fingerprints = id == null ? RecentPackets.fingerprints(packets) : new long[0];
        return new Upload(id, agent, null, packets, fingerprints, 0, List.of(), new CompletableFuture<>());
    }

    private Upload submitted(String id, String agent, int from, int to) {
        Upload upload = upload(id, agent, PACKETS.subList(from, to));
        committer.submit(upload);
        return upload;
    }

    private static Receipt receipt(Upload upload) throws Exception {
        return upload.receipt().get(20, TimeUnit.SECONDS);
    }

    private static void assertTaken(Upload upload, int taken, int duplicates) throws Exception {
        assertThat(receipt(upload).taken()).isEqualTo(taken);
        assertThat(receipt(upload).duplicates()).isEqualTo(duplicates);
    }

    private long stored() throws IOException {
        return store.reader().traffic(TimeRange.ALL).packets();
    }

    /** Returns the times of what waits for analysis. */
    private List<Long> analysed() throws Exception {
        line.end();
        List<Long> times = new ArrayList<>();
        for (PacketSource source = line.next(); source != null; source = line.next()) {
            source.poll((time, linkType, buffer, offset, captured, wire, interfaceId) -> times.add(time), 1_000);
        }
        return times;
    }

    private static List<Long> times(int from, int to) {
        return PACKETS.subList(from, to).stream()
                .map(PacketRecord::timestampNanos)
                .toList();
    }

    @Test
    void whatWaitsIsStoredAndAnalysedInItsOrder() throws Exception {
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            uploads.add(submitted("b" + i, "agent-" + i % 2, 100 * i, 100 * i + 100));
        }
        assertThat(uploads).noneMatch(upload -> upload.receipt().isDone());
        committer.start();
        for (Upload upload : uploads) {
            assertTaken(upload, 100, 0);
        }
        assertThat(stored()).isEqualTo(400);
        assertThat(agents.sums().packets()).isEqualTo(400);
        assertThat(analysed()).isEqualTo(times(0, 400));
    }

    @Test
    void aBatchThatComesAgainIsTakenOnceWhetherTogetherOrLater() throws Exception {
        Upload first = submitted("same", "a", 0, 50);
        Upload together = submitted("same", "a", 0, 50);
        committer.start();
        assertTaken(first, 50, 0);
        assertTaken(together, 0, 50);
        assertTaken(submitted("same", "another", 0, 50), 0, 50);
        assertThat(stored()).isEqualTo(50);
        assertThat(analysed()).isEqualTo(times(0, 50));
    }

    @Test
    void ofAClientWithoutIdsOneUploadDecidesWhatIsNewInTheNextThoughBothWait() throws Exception {
        Upload first = submitted(null, "old", 0, 40);
        Upload whole = submitted(null, "old", 0, 100);
        Upload other = submitted(null, "other", 0, 100);
        committer.start();
        assertTaken(first, 40, 0);
        assertTaken(whole, 60, 40);
        assertTaken(other, 100, 0);
        assertThat(stored()).isEqualTo(200);
    }

    @Test
    void whatAClientWithoutIdsSentToAnEarlierProcessIsKnownByItsContent() throws Exception {
        committer.start();
        assertTaken(submitted(null, "old", 0, 40), 40, 0);
        committer.close();
        committer = committer();
        committer.start();
        assertTaken(submitted(null, "old", 0, 40), 0, 40);
        assertThat(stored()).isEqualTo(40);
    }

    @Test
    void anUploadWithoutPacketsTellsOnlyOfItsAgent() throws Exception {
        committer.start();
        assertTaken(submitted("empty", "a", 0, 0), 0, 0);
        assertThat(agents.sums().active()).isEqualTo(1);
        assertThat(stored()).isZero();
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url() + "?busy_timeout=10000");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void anUploadThatTheStoreRefusesCostsTheOthersNothing() throws Exception {
        change("CREATE TRIGGER refuse BEFORE INSERT ON batches WHEN NEW.id = 'bad'"
                + " BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        Upload before = submitted("b0", "a", 0, 100);
        Upload bad = submitted("bad", "a", 100, 200);
        Upload after = submitted("b2", "a", 200, 300);
        committer.start();
        assertTaken(before, 100, 0);
        assertTaken(after, 100, 0);
        assertThatThrownBy(() -> receipt(bad))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("not this one");
        assertThat(stored()).isEqualTo(200);
        List<Long> others = new ArrayList<>(times(0, 100));
        others.addAll(times(200, 300));
        assertThat(analysed()).as("what isn't stored isn't analysed").isEqualTo(others);
    }

    @Test
    void whileAnotherHoldsTheStoreUploadsWait() throws Exception {
        Upload waiting;
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            committer.start();
            waiting = submitted("b0", "a", 0, 100);
            assertThat(stored()).isZero();
            assertThat(waiting.receipt()).isNotDone();
            statement.execute("ROLLBACK");
        }
        assertTaken(waiting, 100, 0);
        assertThat(analysed()).isEqualTo(times(0, 100));
    }

    @Test
    void whenTheStoreFailsEachUploadIsToldAndNoneIsAnalysed() throws Exception {
        Upload one = submitted("b0", "a", 0, 100);
        Upload other = submitted(null, "b", 0, 100);
        store.close();
        committer.start();
        assertThatThrownBy(() -> receipt(one)).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> receipt(other)).hasCauseInstanceOf(IOException.class);
        assertThat(agents.sums().packets()).isZero();
        assertThat(analysed()).isEmpty();
    }

    @Test
    void whileTheLineChangesNothingIsStoredAndWhatComesThenGoesToTheNewOne() throws Exception {
        IngestLine fresh = new IngestLine(10, InstantSource.system());
        CountDownLatch changing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        committer.start();
        Thread change = new Thread(() -> {
            try {
                committer.redirect(() -> {
                    changing.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return new Committer.Redirection(fresh, null);
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        change.start();
        changing.await();
        Upload upload = submitted(null, "old", 0, 30);
        assertThat(stored()).isZero();
        assertThat(upload.receipt()).isNotDone();
        goOn.countDown();
        change.join();
        assertTaken(upload, 30, 0);
        assertThat(line.waitingPackets()).isZero();
        assertThat(fresh.waitingPackets()).isEqualTo(30);
        assertTaken(submitted(null, "old", 10, 40), 10, 20);
    }

    @Test
    void whatStillWaitsWhenItClosesIsNotTaken() throws Exception {
        Upload left = submitted("b0", "a", 0, 100);
        committer.close();
        assertThatThrownBy(() -> receipt(left)).hasMessageContaining("stopping");
        assertThat(stored()).isZero();
    }
}
