package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import io.nta.spi.Detector;
import io.nta.testkit.LiveSource;
import io.nta.testkit.Traffic;
import io.nta.window.TimelineConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Event time of live sources. The lateness is 2 s, the lag allowed to a source 5 s, the skew from arrival 5 min, the unconfirmed lead 2 s; 16 packets confirm. Each
 * run asserts that the counts add up.
 */
@Timeout(60)
class LiveTimelineTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final int MINUTE = 60;
    private static final double YEAR = 365.0 * 24 * 3_600;

    private final List<FeatureVector> rows = new ArrayList<>();

    /** Among how many shards the packets are shared out. */
    int shards() {
        return 1;
    }

    private Analyzer.Builder builder() {
        return Analyzer.builder().config(AnalyzerConfig.defaults().withShards(shards()));
    }

    private AnalyzerStats run(LiveSource... sources) throws IOException {
        return run(TimelineConfig.defaults(), sources);
    }

    private AnalyzerStats run(TimelineConfig timeline, LiveSource... sources) throws IOException {
        AnalyzerConfig defaults = AnalyzerConfig.defaults();
        AnalyzerConfig config = new AnalyzerConfig(
                defaults.decoding(), defaults.flow(), defaults.windows(), defaults.alerts(), timeline, shards());
        Analyzer.Builder builder = Analyzer.builder().config(config).onRow(rows::add);
        Arrays.stream(sources).forEach(builder::source);
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            return analyzer.stats();
        }
    }

    private static void assertCounts(AnalyzerStats stats, long folded, long late, long setAside) {
        assertThat(List.of(stats.folded(), stats.late(), stats.setAside()))
                .as("folded, late, set aside")
                .containsExactly(folded, late, setAside);
    }

    /** A packet each second, from one time to before the other, whose clock is {@code ahead}. */
    private static LiveSource steady(LiveSource source, String sender, int from, int to, double ahead) {
        for (int second = from; second < to; second++) {
            source.datagram(second, second + ahead, sender);
        }
        return source;
    }

    @Test
    void whileASourceIsSilentPassingTimeClosesItsWindows() throws IOException {
        CountDownLatch windows = new CountDownLatch(2 * 3);
        LiveSource source = new LiveSource().datagram(1, 1, A);
        for (int second = 2; second < 200; second++) {
            source.silent(second);
        }
        source.await(windows);
        Analyzer.Builder builder = builder().source(source).onRow(row -> {
            rows.add(row);
            windows.countDown();
        });
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            assertCounts(analyzer.stats(), 1, 0, 0);
        }
        assertThat(rows).extracting(FeatureVector::seconds).startsWith(5, 5, 30, 30, 180, 180);
    }

    @Test
    void theWindowStaysOpenUntilTheLagAndTheLatenessHavePassedToo() throws IOException {
        LiveSource source = new LiveSource().datagram(1, 1, A).silent(11.9).datagram(11.95, 4.9, A);
        assertCounts(run(source), 2, 0, 0);
        source = new LiveSource().datagram(1, 1, A).silent(12).datagram(12.05, 4.9, A);
        assertCounts(run(source), 1, 1, 0);
    }

    /** Says that the sender scans in each 5 s row that it is given of it. */
    private static final class Scolding implements Detector {
        @Override
        public String name() {
            return "scolding";
        }

        @Override
        public List<Verdict> score(List<FeatureVector> batch) {
            return batch.stream()
                    .filter(row -> row.seconds() == 5 && row.address().equals(IpAddress.parse(A)))
                    .map(row -> new Verdict(
                            row, AttackType.PORT_SCAN, 0.9, row.address(), null, "it scans", List.of(), "scolding"))
                    .toList();
        }
    }

    @Test
    void andItsAlerts() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        LiveSource source = new LiveSource().datagram(1, 1, A);
        for (int second = 2; second < 300; second++) {
            source.silent(second);
        }
        source.await(closed);
        AlertListener listener = new AlertListener() {
            @Override
            public void onOpened(Alert alert) {}

            @Override
            public void onClosed(Alert alert) {
                closed.countDown();
            }
        };
        try (Analyzer analyzer = builder()
                .source(source)
                .detector(new Scolding())
                .onAlert(listener)
                .build()) {
            analyzer.run();
            assertThat(analyzer.stats().alerts().stored()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5 * MINUTE - 0.001, 5 * MINUTE + 0.001, -20 * YEAR, 80 * YEAR})
    void aPacketFurtherThanFiveMinutesFromItsArrivalIsSetAside(double ahead) throws IOException {
        LiveSource source = steady(new LiveSource(), A, 1_000, 1_020, 0);
        source.datagram(1_020, 1_020 + ahead, A);
        assertCounts(run(steady(source, A, 1_021, 1_040, 0)), 39, 0, 1);
    }

    @Test
    void soIsTheFirstAndNoOtherSuffers() throws IOException {
        LiveSource source = new LiveSource().datagram(0, YEAR, A).datagram(0, -YEAR, A);
        assertCounts(run(steady(source, A, 1, 20, 0)), 19, 0, 2);
    }

    @Test
    void aPacketFiveMinutesBehindItsArrivalIsTaken() throws IOException {
        assertCounts(run(new LiveSource().datagram(5 * MINUTE, 0, A)), 1, 0, 0);
    }

    private static TimelineConfig upTo(Duration maxAge) {
        TimelineConfig defaults = TimelineConfig.defaults();
        return new TimelineConfig(
                defaults.maxJump(),
                defaults.confirmingPackets(),
                defaults.maxSkew(),
                defaults.maxLead(),
                maxAge,
                false);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 24 * 60, 300 * 24 * 60})
    void whereOthersCaptureAPacketMayBeAsOldAsMaxAge(int minutes) throws IOException {
        TimelineConfig timeline = upTo(Duration.ofMinutes(minutes));
        double age = minutes * 60.0;
        assertCounts(run(timeline, steady(new LiveSource(), A, 0, 40, -age)), 40, 0, 0);
        assertCounts(run(timeline, steady(new LiveSource(), A, 0, 40, -age - 0.001)), 0, 0, 40);
        assertCounts(run(timeline, steady(new LiveSource(), A, 0, 40, 5 * MINUTE + 0.001)), 0, 0, 40);
    }

    @Test
    void whatAnAgentKeptForAYearIsTakenLikeAFileAndWhatItCapturesNowLikeAnyOther() throws IOException {
        LiveSource agent = steady(new LiveSource(), A, 0, 40, -YEAR);
        assertCounts(run(TimelineConfig.forwarded(Duration.ofSeconds(5)), steady(agent, A, 40, 80, 0)), 80, 0, 0);
        double ofThePast = rows.stream()
                .filter(row -> row.seconds() == 5 && row.address().equals(IpAddress.parse(A)))
                .filter(row -> row.startNanos() < Traffic.nanos(0))
                .mapToDouble(row -> row.get("packet_count"))
                .sum();
        assertThat(ofThePast).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.001, 10, 5 * MINUTE})
    void aFewPacketsAheadOfTheirArrivalAreSetAsideAndMakeNoneLate(double ahead) throws IOException {
        LiveSource source = steady(new LiveSource(), A, 0, 20, 0);
        for (int i = 0; i < 15; i++) {
            source.datagram(20, 20 + ahead, A);
        }
        assertCounts(run(steady(source, A, 21, 40, 0)), 39, 0, 15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5 * MINUTE, -1, 1, 10, 5 * MINUTE})
    void aClockThatIsWrongByTheSameThroughoutIsBelieved(double ahead) throws IOException {
        assertCounts(run(steady(new LiveSource(), A, 0, 60, ahead)), 60, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4 * MINUTE, 0, 4 * MINUTE})
    void timePassesByTheClockOfThePackets(double ahead) throws IOException {
        LiveSource source = steady(new LiveSource(), A, 0, 20, ahead);
        for (int second = 20; second < 50; second++) {
            source.silent(second);
        }
        assertCounts(run(steady(source, A, 50, 70, ahead)), 40, 0, 0);
    }

    @Test
    void packetsThatComeInBurstsAreNotLate() throws IOException {
        LiveSource source = new LiveSource();
        for (int burst = 5; burst < 100; burst += 5) {
            for (int second = burst - 5; second < burst; second++) {
                source.datagram(burst, second, A);
            }
            source.silent(burst + 1).silent(burst + 2.5).silent(burst + 4.9);
        }
        assertCounts(run(source), 95, 0, 0);
    }

    @Test
    void aClockOfTheReceiverThatLeapsAYearAndBackMakesNoLaterPacketLate() throws IOException {
        LiveSource source = steady(new LiveSource(), A, 0, 20, 0).silent(YEAR);
        // 15 s to 20 s and what it is in have closed; a flow without a packet ends after 60 s, which opens another 180
        // s.
        assertCounts(run(steady(source, A, 400, 420, 0)), 40, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void aTimeThatCanNotBeComputedWithIsNoTime(long time) throws IOException {
        LiveSource source = new LiveSource().time(time).datagram(0, 0, A).time(time);
        assertCounts(run(steady(source, A, 1, 20, 0)), 20, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4 * MINUTE, 5.5, 4 * MINUTE, YEAR})
    void ofSeveralSourcesOneWithAWrongClockHarmsNoOther(double ahead) throws IOException {
        AnalyzerStats stats = run(steady(new LiveSource(), A, 0, 100, 0), steady(new LiveSource(), B, 0, 100, ahead));
        long ofA = rows.stream()
                .filter(row -> row.seconds() == 5 && row.address().equals(IpAddress.parse(A)))
                .mapToLong(row -> (long) row.get("packet_count"))
                .sum();
        assertThat(ofA).isEqualTo(100);
        assertThat(stats.folded() + stats.late() + stats.setAside()).isEqualTo(200);
    }

    @Test
    void aSourceThatIsABitBehindHoldsTheWindowsOpen() throws IOException {
        assertCounts(run(steady(new LiveSource(), A, 0, 100, 0), steady(new LiveSource(), B, 0, 100, -4.5)), 200, 0, 0);
    }

    @Test
    void anIdleSourceHoldsNoWindowOpenAndMayComeBack() throws IOException {
        CountDownLatch windows = new CountDownLatch(4);
        LiveSource idle = new LiveSource().datagram(0, 0, B);
        for (int second = 1; second < 50; second++) {
            idle.silent(second);
        }
        idle.await(windows);
        Analyzer.Builder builder = builder()
                .source(steady(new LiveSource(), A, 0, 100, 0))
                .source(steady(idle, B, 51, 100, 0))
                .onRow(row -> windows.countDown());
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            assertCounts(analyzer.stats(), 150, 0, 0);
        }
    }

    @Test
    void aSourceThatEndsNoLongerHoldsWindowsOpen() throws IOException {
        LiveSource first = new LiveSource().datagram(0, 0, A);
        LiveSource second = new LiveSource().datagram(0, 0, B).datagram(0, 1, B).datagram(0, 2, B);
        CountDownLatch windows = new CountDownLatch(2);
        second.datagram(7, 7, B).await(windows);
        Analyzer.Builder builder = builder().source(first).source(second).onRow(row -> windows.countDown());
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            assertCounts(analyzer.stats(), 5, 0, 0);
        }
    }
}
