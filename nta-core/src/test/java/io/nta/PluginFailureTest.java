package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.packet.LinkType;
import io.nta.spi.Detector;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.testkit.MemorySource;
import io.nta.testkit.Scenario;
import io.nta.testkit.TimedFrame;
import io.nta.window.FoldingAggregator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plugins do that they may not: nothing waits for ever, nothing is lost without a word, and everything is closed. */
@Timeout(60)
class PluginFailureTest {
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] FRAME = frame();

    private static byte[] frame() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp("10.0.0.1", 50_000, "10.0.0.2", 5_000, 1);
        return scenario.frames().get(0).bytes();
    }

    /** A datagram a second, for 50 minutes: many more batches of rows than fit between the threads. */
    private static MemorySource source() {
        return new MemorySource(LongStream.range(0, 3_000)
                .mapToObj(second -> new TimedFrame(second * SECOND, FRAME, FRAME.length))
                .toList());
    }

    /** Among how many shards the packets are shared out. */
    int shards() {
        return 1;
    }

    private Analyzer.Builder builder() {
        return Analyzer.builder().config(AnalyzerConfig.defaults().withShards(shards()));
    }

    private static void run(Analyzer.Builder builder) throws IOException {
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
        }
    }

    /** As code compiled from Kotlin or Scala can. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAny(Throwable any) throws E {
        throw (E) any;
    }

    private abstract static class Judge implements Detector {
        @Override
        public String name() {
            return "judge";
        }
    }

    @Test
    void aDetectorThatThrowsACheckedExceptionIsCounted() throws IOException {
        Detector detector = new Judge() {
            @Override
            public List<Verdict> score(List<FeatureVector> rows) {
                PluginFailureTest.<RuntimeException>throwAny(new IOException("no model"));
                return List.of();
            }
        };
        try (Analyzer analyzer = builder().source(source()).detector(detector).build()) {
            analyzer.run();
            assertThat(analyzer.stats().detectorFailures()).isGreaterThanOrEqualTo(600);
            assertThat(analyzer.stats().isConserved()).isTrue();
        }
    }

    @Test
    void aTakerOfRowsThatThrowsACheckedExceptionEndsTheAnalysisAndIsNamed() {
        Analyzer.Builder builder = builder()
                .source(source())
                .onRow(row -> PluginFailureTest.<RuntimeException>throwAny(new InterruptedException("the pipe")));
        assertThatThrownBy(() -> run(builder))
                .isInstanceOf(NtaException.class)
                .hasMessageStartingWith("The taker of rows " + PluginFailureTest.class.getName())
                .hasMessageEndingWith("failed: java.lang.InterruptedException: the pipe");
    }

    @Test
    void aPluginThatInterruptsTheDetectionThreadEndsTheAnalysisWithAnError() {
        Analyzer.Builder builder =
                builder().source(source()).onRow(row -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> run(builder))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("interrupted before the analysis had ended");
    }

    /** Throws as it is told to. */
    private static final class BrokenStore implements FeatureStore {
        private int closed;

        @Override
        public void append(List<FeatureVector> rows) {
            throw new IllegalStateException("no such table");
        }

        @Override
        public void save(Alert alert) {}

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void aStoreThatFailsInAnyWayIsNamedInTheError() {
        assertThatThrownBy(() -> run(builder().source(source()).store(new BrokenStore())))
                .isInstanceOf(NtaException.class)
                .hasMessage("The feature store could not keep 2 rows: java.lang.IllegalStateException: no such table");
    }

    @Test
    void everythingIsClosedWhicheverCantBe() {
        CountDownLatch sound = new CountDownLatch(1);
        BrokenStore store = new BrokenStore();
        MemorySource source = source();
        Detector unclosable = new Judge() {
            @Override
            public List<Verdict> score(List<FeatureVector> rows) {
                return List.of();
            }

            @Override
            public void close() {
                throw new IllegalStateException("the model is locked");
            }
        };
        Detector closable = new Judge() {
            @Override
            public List<Verdict> score(List<FeatureVector> rows) {
                return List.of();
            }

            @Override
            public void close() {
                sound.countDown();
            }
        };
        Analyzer analyzer = builder()
                .source(source)
                .detector(closable)
                .detector(unclosable)
                .detector(closable)
                .store(store)
                .build();
        assertThatThrownBy(analyzer::close).hasMessage("the model is locked");
        assertThat(sound.getCount()).isZero();
        assertThat(store.closed).isEqualTo(1);
        assertThat(source.closed()).isEqualTo(1);
    }

    /** Gives a datagram in each poll, five of them a second, and lets a test have its way with what it says. */
    private abstract static class EndlessSource implements PacketSource {
        private static final long STEP_NANOS = SECOND / 5;

        private volatile long delivered;

        @Override
        public String description() {
            return "made-up traffic";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            sink.onFrame(delivered * STEP_NANOS, LinkType.ETHERNET, FRAME, 0, FRAME.length, FRAME.length, 0);
            delivered++;
            return says(limit);
        }

        abstract int says(int limit);

        @Override
        public SourceStats stats() {
            return new SourceStats(delivered, delivered, 0, 0);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 1_000_000, Integer.MIN_VALUE})
    void aSourceThatSaysItHandedOverWhatCantBeEndsTheAnalysisWithAnError(int count) {
        PacketSource source = new EndlessSource() {
            @Override
            int says(int limit) {
                return count;
            }
        };
        assertThatThrownBy(() -> run(builder().source(source)))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("made-up traffic")
                .hasMessageContaining("says that it handed over " + count + " packets; allowed: 0 to ");
    }

    @Test
    void aSourceThatThrowsAnythingIsNamedInTheError() {
        PacketSource source = new EndlessSource() {
            @Override
            int says(int limit) {
                throw new IllegalStateException("the radio is off");
            }
        };
        assertThatThrownBy(() -> run(builder().source(source)))
                .isInstanceOf(NtaException.class)
                .hasMessage("The analysis of made-up traffic failed: java.lang.IllegalStateException: the radio is off")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    /** Equal to each other of as many packets. */
    private record EqualSource(int packets, AtomicInteger given) implements PacketSource {
        @Override
        public boolean equals(Object other) {
            return other instanceof EqualSource source && source.packets == packets;
        }

        @Override
        public int hashCode() {
            return packets;
        }

        @Override
        public String description() {
            return packets + " packets";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            if (given.get() == packets) {
                return END;
            }
            sink.onFrame(given.getAndIncrement(), LinkType.ETHERNET, FRAME, 0, FRAME.length, FRAME.length, 0);
            return 1;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(given.get(), given.get(), 0, 0);
        }

        @Override
        public void close() {}
    }

    @Test
    void sourcesThatAreEqualAreReadEach() throws IOException {
        Analyzer.Builder builder = builder();
        for (int i = 0; i < 3; i++) {
            builder.source(new EqualSource(2, new AtomicInteger()));
        }
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            assertThat(analyzer.stats().folded()).isEqualTo(6);
        }
    }

    @Test
    void anAggregatorThatNeverComesFurtherEndsTheAnalysisWithAnError() {
        AnalyzerConfig config = AnalyzerConfig.defaults();
        ForwardingAggregator stuck = new ForwardingAggregator(new FoldingAggregator(config.windows(), 1)) {
            @Override
            public long nextCloseNanos() {
                return 5 * SECOND;
            }
        };
        assertThatThrownBy(() -> run(Analyzer.builder().source(source()).aggregator(stuck)))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining(stuck.getClass().getName())
                .hasMessageContaining("next window ends at 5000000000");
    }

    /** Judges until it is interrupted, and then until it is closed, or a while. */
    private static final class SlowJudge extends Judge {
        private final CountDownLatch judging = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);
        private volatile boolean closedWhileJudging;

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            judging.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                closedWhileJudging = isClosedSoon();
            }
            return List.of();
        }

        private boolean isClosedSoon() {
            try {
                return closed.await(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void noDetectorIsClosedWhileItJudges() throws IOException {
        SlowJudge judge = new SlowJudge();
        PacketSource source = new EndlessSource() {
            @Override
            int says(int limit) {
                // One window has ended by then, so that the detector has rows and no more of them wait.
                if (stats().delivered() < 45) {
                    return 1;
                }
                try {
                    judge.judging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("the radio is off");
            }
        };
        Analyzer analyzer = builder().source(source).detector(judge).build();
        assertThatThrownBy(analyzer::run).hasMessageContaining("the radio is off");
        analyzer.close();
        assertThat(judge.closed.getCount()).isZero();
        assertThat(judge.closedWhileJudging).isFalse();
    }

    @Test
    void closingWhatRunsEndsTheRunWithAnError() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        PacketSource source = new EndlessSource() {
            @Override
            int says(int limit) {
                return 1;
            }
        };
        Analyzer analyzer =
                builder().source(source).onRow(row -> running.countDown()).build();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                analyzer.run();
            } catch (IOException | RuntimeException e) {
                failure.set(e);
            }
        });
        thread.start();
        running.await();
        analyzer.close();
        thread.join();
        assertThat(failure.get())
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("before the analysis had ended");
    }
}
