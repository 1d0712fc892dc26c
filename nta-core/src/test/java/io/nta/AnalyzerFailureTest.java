package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.Detector;
import io.nta.spi.FeatureStore;
import io.nta.testkit.MemorySource;
import io.nta.testkit.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fails in a part that somebody else wrote is counted, or ends the analysis with a sentence that says what to do. */
@Timeout(30)
class AnalyzerFailureTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    private static MemorySource source(@Nullable IOException failure) {
        Scenario scenario = new Scenario();
        for (int second = 0; second < 600; second++) {
            scenario.at(second).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        }
        return new MemorySource(scenario.frames(), failure);
    }

    private static final class Scripted implements Detector {
        private final Function<List<FeatureVector>, List<Verdict>> script;
        private int closed;

        Scripted(Function<List<FeatureVector>, List<Verdict>> script) {
            this.script = script;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            return script.apply(rows);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static List<Verdict> everyLongSourceRow(List<FeatureVector> rows) {
        return rows.stream()
                .filter(row -> row.kind() == KeyKind.SOURCE && row.seconds() == 180)
                .map(row -> new Verdict(
                        row,
                        AttackType.UDP_FLOOD,
                        0.9,
                        IpAddress.parse(CLIENT),
                        null,
                        "it floods",
                        List.of("1 packet/s"),
                        "scripted"))
                .toList();
    }

    /** Among how many shards the packets are shared out. */
    int shards() {
        return 1;
    }

    private AnalyzerStats run(Analyzer.Builder builder) throws IOException {
        try (Analyzer analyzer =
                builder.config(AnalyzerConfig.defaults().withShards(shards())).build()) {
            analyzer.run();
            assertThat(analyzer.stats().isConserved())
                    .as("%s", analyzer.stats())
                    .isTrue();
            return analyzer.stats();
        }
    }

    @Test
    void aDetectorThatThrowsIsCountedAndTheAnalysisGoesOn() throws IOException {
        List<FeatureVector> rows = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        Scripted broken = new Scripted(batch -> {
            throw new IllegalStateException("no model");
        });
        Scripted sound = new Scripted(AnalyzerFailureTest::everyLongSourceRow);
        AnalyzerStats stats = run(Analyzer.builder()
                .source(source(null))
                .detector(broken)
                .detector(sound)
                .onRow(rows::add)
                .onAlert(alerts::add));
        // Of both keys 120 + 20 + 4 rows: one batch for each end of a window, every 5 s to 600 s, and 720 s.
        assertThat(rows).hasSize(2 * (120 + 20 + 4));
        assertThat(stats.detectorFailures()).isEqualTo(121);
        assertThat(stats.verdicts()).isEqualTo(4);
        assertThat(alerts).hasSize(1);
        assertThat(broken.closed).isEqualTo(1);
        assertThat(sound.closed).isEqualTo(1);
    }

    @Test
    void aDetectorThatReturnsNothingAtAllIsCountedToo() throws IOException {
        AnalyzerStats stats = run(Analyzer.builder().source(source(null)).detector(new Scripted(batch -> null)));
        assertThat(stats.detectorFailures()).isEqualTo(121);
    }

    @Test
    void aDetectorBuiltForAnotherVersionIsCountedToo() throws IOException {
        Scripted outdated = new Scripted(batch -> {
            throw new NoSuchMethodError("io.nta.feature.FeatureVector.feature(int)");
        });
        AnalyzerStats stats = run(Analyzer.builder().source(source(null)).detector(outdated));
        assertThat(stats.detectorFailures()).isEqualTo(121);
    }

    @Test
    void aDetectorThatAltersTheBatchIsCountedAndTheOthersGetAllOfIt() throws IOException {
        Scripted altering = new Scripted(batch -> {
            batch.clear();
            return List.of();
        });
        Scripted sound = new Scripted(AnalyzerFailureTest::everyLongSourceRow);
        AnalyzerStats stats =
                run(Analyzer.builder().source(source(null)).detector(altering).detector(sound));
        assertThat(stats.detectorFailures()).isEqualTo(121);
        assertThat(stats.verdicts()).isEqualTo(4);
    }

    @Test
    void anExceptionOfAListenerEndsTheAnalysisWithAClearError() {
        Analyzer.Builder builder = Analyzer.builder()
                .source(source(null))
                .detector(new Scripted(AnalyzerFailureTest::everyLongSourceRow))
                .onAlert(alert -> {
                    throw new IllegalStateException("the pager is broken");
                });
        assertThatThrownBy(() -> run(builder))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("the pager is broken")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anExceptionOfARowSinkEndsTheAnalysisWithAClearError() {
        Analyzer.Builder builder = Analyzer.builder().source(source(null)).onRow(row -> {
            throw new IllegalStateException("the file is closed");
        });
        assertThatThrownBy(() -> run(builder))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("the file is closed");
    }

    /** Fails as it is told to. */
    private static final class FullStore implements FeatureStore {
        private final boolean keepsRows;
        private int closed;

        FullStore(boolean keepsRows) {
            this.keepsRows = keepsRows;
        }

        @Override
        public void append(List<FeatureVector> rows) throws IOException {
            if (!keepsRows) {
                throw new IOException("disk full at /var/lib/nta.db");
            }
        }

        @Override
        public void save(Alert alert) throws IOException {
            throw new IOException("disk full at /var/lib/nta.db");
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void aStoreThatCannotKeepRowsEndsTheAnalysisAndSaysWhy() {
        FullStore store = new FullStore(false);
        assertThatThrownBy(() -> run(Analyzer.builder().source(source(null)).store(store)))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("store could not keep 2 rows")
                .hasMessageContaining("disk full at /var/lib/nta.db")
                .hasCauseInstanceOf(IOException.class);
        assertThat(store.closed).isEqualTo(1);
    }

    @Test
    void aStoreThatCannotKeepAnAlertEndsTheAnalysisAndSaysWhy() {
        Analyzer.Builder builder = Analyzer.builder()
                .source(source(null))
                .store(new FullStore(true))
                .detector(new Scripted(AnalyzerFailureTest::everyLongSourceRow));
        assertThatThrownBy(() -> run(builder))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("could not keep alert")
                .hasMessageContaining("disk full at /var/lib/nta.db");
    }

    @Test
    void whatWasReadBeforeASourceFailsIsAnalysedInFull() throws IOException {
        List<FeatureVector> rows = new ArrayList<>();
        IOException failure = new IOException("traffic.pcap ends inside a packet at byte 4711");
        MemorySource source = source(failure);
        try (Analyzer analyzer = Analyzer.builder()
                .source(source)
                .config(AnalyzerConfig.defaults().withShards(shards()))
                .onRow(rows::add)
                .build()) {
            assertThatThrownBy(analyzer::run).isSameAs(failure);
            assertThat(analyzer.stats().isConserved()).isTrue();
        }
        assertThat(rows).hasSize(2 * (120 + 20 + 4));
        assertThat(source.closed()).isEqualTo(1);
    }

    @Test
    void whenSourceAndDetectionBothFailNeitherErrorIsLost() {
        IOException failure = new IOException("traffic.pcap ends inside a packet");
        // One packet: its window closes, and so the store fails, only after the source has.
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        MemorySource source = new MemorySource(scenario.frames(), failure);
        Analyzer.Builder builder = Analyzer.builder().source(source).store(new FullStore(false));
        assertThatThrownBy(() -> run(builder))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("disk full")
                .satisfies(e -> assertThat(e.getSuppressed()).contains(failure));
    }

    @Test
    void anAnalyzerWithoutASourceSaysWhatIsMissing() {
        assertThatThrownBy(() -> Analyzer.builder().build())
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("source(");
    }

    @Test
    void stoppingAnalysesWhatWasRead() throws IOException {
        List<FeatureVector> rows = new ArrayList<>();
        try (Analyzer analyzer =
                Analyzer.builder().source(source(null)).onRow(rows::add).build()) {
            analyzer.stop();
            analyzer.run();
            assertThat(analyzer.stats().isConserved()).isTrue();
        }
        assertThat(rows).isEmpty();
    }
}
