package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.RecordingSource;
import io.nta.SourceSequence;
import io.nta.detect.Alert;
import io.nta.detect.AlertPolicyConfig;
import io.nta.detect.ThresholdDetector;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.packet.LinkType;
import io.nta.packet.TcpFlags;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.tck.MadeTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An analysis that is cut off and goes on leaves what one without interruption leaves. */
class RecoveryTest {
    private static final String ROWS =
            "SELECT key_kind, key, window_start, window_size, label, confidence, digest FROM aggregated_features ORDER BY 1, 2, 3, 4";
    private static final String ALERTS =
            "SELECT id, attack_type, src_ip, dst_ip, severity, confidence, last_seen, detected_at, closed FROM detected_alerts ORDER BY id";
    private static final String PACKETS = "SELECT timestamp_ns, src_ip, dst_ip, frame FROM raw_packets ORDER BY id";

    @TempDir
    private Path folder;

    /** Frames as they were captured. */
    private record Frame(long nanos, LinkType linkType, byte[] bytes, int wireLength) {}

    /** A scan of many minutes amid a few quiet hosts. */
    private static List<Frame> traffic() throws IOException {
        MadeTraffic traffic = new MadeTraffic();
        for (int second = 0; second < 900; second++) {
            for (int i = 0; i < 4; i++) {
                traffic.at(second + 0.1 * i)
                        .tcp(
                                "10.0.0.66",
                                40_000 + second,
                                "10.0.0." + (1 + second % 40),
                                1 + 4 * second + i,
                                TcpFlags.SYN,
                                0);
            }
            traffic.at(second + 0.5).udp("10.0.0.5", 5_000, "10.0.0.6", 53 + second / 300, 60);
        }
        List<Frame> frames = new ArrayList<>();
        PacketSink sink = (nanos, linkType, buffer, offset, captured, wire, interfaceId) -> frames.add(
                new Frame(nanos, linkType, java.util.Arrays.copyOfRange(buffer, offset, offset + captured), wire));
        while (traffic.poll(sink, 100) != PacketSource.END) {
            // All of it.
        }
        return frames;
    }

    /** Gives frames. */
    private static final class Frames implements PacketSource {
        private final List<Frame> frames;
        private int next;

        Frames(List<Frame> frames) {
            this.frames = frames;
        }

        @Override
        public String description() {
            return "frames";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            if (next == frames.size()) {
                return END;
            }
            int count = 0;
            for (; count < Math.min(limit, 64) && next < frames.size(); count++) {
                Frame frame = frames.get(next++);
                sink.onFrame(frame.nanos, frame.linkType, frame.bytes, 0, frame.bytes.length, frame.wireLength, 0);
            }
            return count;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(next, next, 0, 0);
        }

        @Override
        public void close() {}
    }

    /** Keeps all, up to the moment when the process is taken for dead. */
    private record DyingStore(JdbcFeatureStore store, int[] appendsLeft) implements FeatureStore {
        @Override
        public void append(List<FeatureVector> rows) throws IOException {
            if (appendsLeft[0]-- == 0) {
                throw new IOException("killed");
            }
            store.append(rows);
        }

        @Override
        public void judge(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {
            store.judge(rows, verdicts);
        }

        @Override
        public void save(Alert alert) throws IOException {
            store.save(alert);
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }

    private static void analyze(
            FeatureStore store, JdbcFeatureStore packets, PacketSource source, Optional<Recovery> recovery)
            throws IOException {
        PacketSource recorded = new RecordingSource(source, packets, null);
        Analyzer.Builder builder = Analyzer.builder()
                .source(recovery.isPresent() ? new SourceSequence(recovery.get().packets(), recorded) : recorded)
                .store(store)
                .detector(ThresholdDetector.withDefaults());
        recovery.ifPresent(plan -> builder.resume(plan.resumption()));
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCutOffGoesOnAsIfItHadNotBeen(TestDatabase database) throws IOException {
        List<Frame> frames = traffic();
        String whole = database.newUrl(folder);
        JdbcFeatureStore uncut = TestDatabase.open(whole);
        analyze(uncut, uncut, new Frames(frames), Optional.empty());
        assertThat(TestDatabase.ask(whole, ALERTS)).isNotEmpty();
        for (int appends : new int[] {1, 20, 100}) {
            String url = database.newUrl(folder);
            int cut = frames.size() * 2 / 3;
            JdbcFeatureStore first = TestDatabase.open(url);
            FeatureStore dying = new DyingStore(first, new int[] {appends});
            assertThatThrownBy(() -> analyze(dying, first, new Frames(frames.subList(0, cut)), Optional.empty()))
                    .hasMessageContaining("killed");
            JdbcFeatureStore second = TestDatabase.open(url);
            Optional<Recovery> recovery = Recovery.plan(second, AnalyzerConfig.defaults());
            assertThat(recovery).isPresent();
            analyze(second, second, new Frames(frames.subList(cut, frames.size())), recovery);
            assertThat(TestDatabase.ask(url, ROWS)).isEqualTo(TestDatabase.ask(whole, ROWS));
            assertThat(TestDatabase.ask(url, ALERTS)).isEqualTo(TestDatabase.ask(whole, ALERTS));
            assertThat(TestDatabase.ask(url, PACKETS)).isEqualTo(TestDatabase.ask(whole, PACKETS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameCaptureStoredTwiceOrOnceHalfAndAgainIsThereOnce(TestDatabase database) throws IOException {
        List<Frame> frames = traffic();
        String url = database.newUrl(folder);
        String half = database.newUrl(folder);
        for (int i = 0; i < 2; i++) {
            JdbcFeatureStore store = TestDatabase.open(url);
            analyze(store, store, new Frames(frames), Optional.empty());
        }
        JdbcFeatureStore first = TestDatabase.open(half);
        FeatureStore dying = new DyingStore(first, new int[] {60});
        assertThatThrownBy(() -> analyze(dying, first, new Frames(frames), Optional.empty()))
                .hasMessageContaining("killed");
        JdbcFeatureStore again = TestDatabase.open(half);
        analyze(again, again, new Frames(frames), Optional.empty());
        assertThat(TestDatabase.number(url, "SELECT count(*) FROM raw_packets")).isEqualTo(frames.size());
        for (String sql : List.of(ROWS, ALERTS, PACKETS)) {
            assertThat(TestDatabase.ask(half, sql)).isEqualTo(TestDatabase.ask(url, sql));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatWereNeverJudgedAreJudgedLater(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        JdbcFeatureStore uncut = TestDatabase.open(url);
        analyze(uncut, uncut, new Frames(traffic()), Optional.empty());
        List<List<Object>> judged = TestDatabase.ask(url, ROWS);
        TestDatabase.change(
                url, "UPDATE aggregated_features SET label = NULL, confidence = NULL WHERE window_size <> 5");
        TestDatabase.change(url, "DELETE FROM detected_alerts");
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            List<Alert> told = new ArrayList<>();
            LateScoring late = new LateScoring(
                    store,
                    () -> List.of(ThresholdDetector.withDefaults()),
                    AlertPolicyConfig.defaults(),
                    Duration.ZERO,
                    InstantSource.system(),
                    store,
                    told::add);
            assertThat(late.run()).isPositive();
            assertThat(late.run()).isZero();
            assertThat(store.reader().totals().rowsWithoutVerdict()).isZero();
            assertThat(told).isNotEmpty().hasSize((int) store.reader().totals().alerts());
        }
        assertThat(TestDatabase.ask(url, ROWS)).isEqualTo(judged);
    }
}
