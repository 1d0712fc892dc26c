package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.testkit.MemorySource;
import io.nta.testkit.Scenario;
import io.nta.testkit.TimedFrame;
import io.nta.window.FoldingAggregator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails with one shard fails alike with several; and what fails, blocks or is stopped on their threads ends all of them. */
@Timeout(60)
class ShardFailureTest extends AnalyzerFailureTest {
    private static final int SHARDS = 2;
    private static final int PACKETS = 200_000;

    @Override
    int shards() {
        return SHARDS;
    }

    private static AnalyzerConfig config() {
        return AnalyzerConfig.defaults().withShards(SHARDS);
    }

    /** Datagrams of many pairs of hosts, so that each shard has its share. */
    private static List<TimedFrame> manyPairs(int packets) {
        Scenario scenario = new Scenario();
        for (int i = 0; i < packets; i++) {
            scenario.at(i / 1_000.0).udp("10.0.0." + (1 + i % 100), 50_000, "10.1.0." + (1 + i % 7), 5_000, 1);
        }
        return scenario.frames();
    }

    private static List<Thread> shardThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nta-shard-"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, Integer.MAX_VALUE})
    void aNumberOfShardsThatMakesNoSenseIsRefused(int shards) {
        AnalyzerConfig defaults = AnalyzerConfig.defaults();
        assertThatThrownBy(() -> defaults.withShards(shards))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shards is " + shards + ", allowed are 1 to 8");
    }

    @Test
    void anAggregatorOfOnesOwnIsNotSharedOut() {
        AnalyzerConfig config = config();
        Analyzer.Builder builder = Analyzer.builder()
                .source(new MemorySource(List.of()))
                .aggregator(new FoldingAggregator(config.windows(), 1))
                .config(config);
        assertThatThrownBy(builder::build).isInstanceOf(NtaException.class).hasMessageContaining("set shards to 1");
    }

    @Test
    void everyPacketIsInOneShardAndEachShardHasSome() throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                .source(new MemorySource(manyPairs(PACKETS)))
                .config(config())
                .build()) {
            analyzer.run();
            AnalyzerStats.Shares shares = analyzer.stats().shards();
            assertThat(shares.count()).isEqualTo(SHARDS);
            assertThat(shares.packets()).isEqualTo(PACKETS);
            assertThat(analyzer.stats().isConserved()).isTrue();
            assertThat(shares.readingCpuNanos()).isPositive();
            assertThat(shares.busiestCpuNanos()).isPositive().isLessThan(shares.cpuNanos());
        }
    }

    @Test
    void aSourceIsNotReadFarAheadOfShardsThatCantKeepUp() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MemorySource source = new MemorySource(manyPairs(PACKETS));
        Analyzer analyzer = Analyzer.builder()
                .source(source)
                .config(config())
                .onRow(row -> {
                    blocked.countDown();
                    awaitQuietly(goOn);
                })
                .build();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread running = start(analyzer, failure);
        blocked.await();
        // It waits when nothing is free: a state that doesn't end, whenever it is looked at.
        while (running.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(source.stats().delivered()).isLessThan(PACKETS);
        goOn.countDown();
        running.join();
        assertThat(failure.get()).isNull();
        assertThat(analyzer.stats().folded()).isEqualTo(PACKETS);
        assertThat(analyzer.stats().isConserved()).isTrue();
        analyzer.close();
    }

    @Test
    void whoeverWaitsForShardsCanBeInterrupted() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Analyzer analyzer = Analyzer.builder()
                .source(new MemorySource(manyPairs(PACKETS)))
                .config(config())
                .onRow(row -> {
                    blocked.countDown();
                    awaitQuietly(never);
                })
                .build();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread running = start(analyzer, failure);
        blocked.await();
        running.interrupt();
        running.join();
        assertThat(failure.get()).isInstanceOf(NtaException.class).hasMessageStartingWith("Interrupted while waiting");
        List<Thread> threads = shardThreads();
        analyzer.close();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void aShardThatFailsEndsTheAnalysisWithItsCauseAndTheOtherShardsToo() throws Exception {
        List<Thread> before = shardThreads();
        Analyzer analyzer = Analyzer.builder()
                .source(new MemorySource(manyPairs(PACKETS)))
                .config(config())
                .onRow(row -> {
                    throw new IllegalStateException("the file is closed");
                })
                .build();
        List<Thread> started = shardThreads().stream()
                .filter(thread -> !before.contains(thread))
                .toList();
        assertThat(started).hasSize(SHARDS);
        assertThatThrownBy(analyzer::run).isInstanceOf(NtaException.class).hasMessageContaining("the file is closed");
        for (Thread thread : started) {
            thread.join();
        }
        analyzer.close();
    }

    private static Thread start(Analyzer analyzer, AtomicReference<Throwable> failure) {
        Thread running = new Thread(() -> {
            try {
                analyzer.run();
            } catch (IOException | RuntimeException e) {
                failure.set(e);
            }
        });
        running.start();
        return running;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
