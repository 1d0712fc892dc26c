package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.spi.SourceSupply;
import io.nta.testkit.LiveSource;
import io.nta.window.AggregatorConfig;
import io.nta.window.TimelineConfig;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources that come while the analyzer runs. The lateness is 2 s, a source may lag by 5 s. */
@Timeout(60)
class SourceSupplyTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final List<FeatureVector> rows = new ArrayList<>();

    /** Gives turns to sources in a fixed order. */
    private static class Turns implements SourceSupply {
        private final Deque<PacketSource> turns = new ArrayDeque<>();
        private boolean closed;

        Turns then(PacketSource source, int times) {
            for (int i = 0; i < times; i++) {
                turns.add(source);
            }
            return this;
        }

        @Override
        public @Nullable PacketSource next() throws InterruptedException {
            return turns.poll();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private AnalyzerStats run(SourceSupply supply) throws IOException {
        AnalyzerConfig defaults = AnalyzerConfig.defaults();
        AnalyzerConfig config = new AnalyzerConfig(
                defaults.decoding(),
                defaults.flow(),
                AggregatorConfig.defaults(),
                defaults.alerts(),
                TimelineConfig.forwarded(Duration.ofSeconds(5)));
        try (Analyzer analyzer = Analyzer.builder()
                .config(config)
                .sources(supply)
                .onRow(rows::add)
                .build()) {
            analyzer.run();
            return analyzer.stats();
        }
    }

    private double packetsOf(String sender) {
        return rows.stream()
                .filter(row -> row.seconds() == 5 && row.address().equals(IpAddress.parse(sender)))
                .mapToDouble(row -> row.get("packet_count"))
                .sum();
    }

    private static LiveSource steady(String sender, int from, int to) {
        LiveSource source = new LiveSource();
        for (int second = from; second < to; second++) {
            source.datagram(second, second, sender);
        }
        return source;
    }

    @Test
    void eachIsPolledWhenItIsItsTurnAndOneThatComesLaterIsOneMore() throws IOException {
        LiveSource first = steady(A, 0, 10);
        LiveSource second = steady(B, 6, 10);
        AnalyzerStats stats =
                run(new Turns().then(first, 7).then(second, 1).then(first, 3).then(second, 3));
        assertThat(stats.folded()).isEqualTo(14);
        assertThat(stats.late()).isZero();
        assertThat(packetsOf(A)).isEqualTo(10);
        assertThat(packetsOf(B)).isEqualTo(4);
    }

    @Test
    void eachHasAWatermarkOfItsOwn() throws IOException {
        LiveSource first = steady(A, 0, 10);
        LiveSource second = steady(B, 0, 10);
        // The second has begun, and lags by 4 s: its windows are still open.
        Turns within = new Turns().then(second, 1).then(first, 5);
        for (int i = 0; i < 5; i++) {
            within.then(second, 1).then(first, 1);
        }
        assertThat(run(within.then(second, 4)).late()).isZero();
        assertThat(packetsOf(B)).isEqualTo(10);
    }

    @Test
    void whatLagsByMoreThanIsAllowedIsLate() throws IOException {
        AnalyzerStats stats = run(
                new Turns().then(steady(B, 0, 1), 1).then(steady(A, 0, 60), 60).then(steady(B, 1, 5), 4));
        assertThat(stats.late()).isEqualTo(4);
        assertThat(packetsOf(A)).isEqualTo(60);
    }

    @Test
    void aSourceThatHasEndedHoldsNothingBack() throws IOException {
        CountDownLatch windows = new CountDownLatch(1);
        LiveSource first = steady(A, 0, 8);
        LiveSource ended = steady(B, 0, 1);
        Turns turns = new Turns().then(ended, 2).then(first, 8);
        LiveSource last = new LiveSource().await(windows);
        turns.then(last, 1);
        try (Analyzer analyzer = Analyzer.builder()
                .sources(turns)
                .onRow(row -> windows.countDown())
                .build()) {
            analyzer.run();
        }
        assertThat(windows.getCount()).isZero();
    }

    @Test
    void aSourceThatHasEndedIsLetGoAndItsCountsStay() throws IOException {
        int sources = 50;
        List<WeakReference<PacketSource>> ended = new ArrayList<>();
        Turns turns = new Turns() {
            private @Nullable PacketSource current;
            private int polls;

            @Override
            public @Nullable PacketSource next() {
                if (polls == sources * 2) {
                    current = null;
                    // All have ended, and the analyzer is not done yet: it may still look at the last.
                    assertThat(ended.subList(0, sources - 1)).allSatisfy(SourceSupplyTest::assertCollected);
                    return null;
                }
                if (polls % 2 == 0) {
                    current = steady(A, polls / 2, polls / 2 + 1);
                    ended.add(new WeakReference<>(current));
                }
                polls++;
                return current;
            }
        };
        AnalyzerStats stats = run(turns);
        assertThat(ended).hasSize(sources);
        assertThat(stats.source().delivered()).isEqualTo(sources);
        assertThat(stats.decoded()).isEqualTo(sources);
        assertThat(stats.folded()).isEqualTo(sources);
        assertThat(stats.isConserved()).isTrue();
        assertThat(packetsOf(A)).isEqualTo(sources);
    }

    private static void assertCollected(WeakReference<PacketSource> source) {
        for (int attempt = 0; attempt < 20 && source.get() != null; attempt++) {
            System.gc();
        }
        assertThat(source.get()).isNull();
    }

    @Test
    void whileAllAreIdleTimePassesByThem() throws IOException {
        CountDownLatch windows = new CountDownLatch(1);
        LiveSource source = steady(A, 0, 1);
        for (int second = 1; second < 30; second++) {
            source.silent(second);
        }
        source.await(windows);
        try (Analyzer analyzer = Analyzer.builder()
                .sources(new Turns().then(source, 31))
                .onRow(row -> windows.countDown())
                .build()) {
            analyzer.run();
        }
        assertThat(windows.getCount()).isZero();
    }

    @Test
    void theSupplyIsClosedAndItsSourcesAreLeftToIt() throws IOException {
        boolean[] sourceClosed = {false};
        PacketSource source = new PacketSource() {
            @Override
            public String description() {
                return "a source of the supply's";
            }

            @Override
            public int poll(PacketSink sink, int limit) {
                return END;
            }

            @Override
            public SourceStats stats() {
                return SourceStats.NONE;
            }

            @Override
            public void close() {
                sourceClosed[0] = true;
            }
        };
        Turns turns = new Turns().then(source, 1);
        run(turns);
        assertThat(turns.closed).isTrue();
        assertThat(sourceClosed[0]).isFalse();
    }

    @Test
    void stoppingEndsItWhenASourceHasBeenPolled() throws IOException {
        Turns endless = new Turns() {
            private int second;

            @Override
            public PacketSource next() {
                return steady(A, second, ++second);
            }
        };
        Analyzer[] running = new Analyzer[1];
        try (Analyzer analyzer = Analyzer.builder()
                .sources(endless)
                .onRow(row -> running[0].stop())
                .build()) {
            running[0] = analyzer;
            analyzer.run();
            assertThat(analyzer.stats().folded()).isPositive();
        }
    }

    @Test
    void anInterruptWhileItWaitsEndsTheAnalysisWithAnError() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        SourceSupply silent = new Turns() {
            @Override
            public PacketSource next() throws InterruptedException {
                waiting.countDown();
                new CountDownLatch(1).await();
                throw new AssertionError();
            }
        };
        boolean[] interrupted = new boolean[1];
        Thread runner = new Thread(() -> {
            assertThatThrownBy(() -> run(silent))
                    .isInstanceOf(NtaException.class)
                    .hasMessageContaining("Interrupted");
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        runner.start();
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        runner.interrupt();
        runner.join();
        assertThat(interrupted[0]).as("the flag is kept").isTrue();
    }
}
