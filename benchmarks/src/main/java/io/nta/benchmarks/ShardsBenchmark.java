package io.nta.benchmarks;

import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import java.io.IOException;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What shards cost and what they save: the whole line with the rules, from frames in memory, shared out among so many threads. {@code readingMs} and {@code busiestMs} are the CPU time
 * of the reading thread and of the busiest shard for each replay, the larger of which bounds what a machine with enough processors can carry; {@link CpuProfiler} tells what all
 * threads take together.
 */
public class ShardsBenchmark extends WholeLine {
    /** The workload of the generator. */
    @Param({"mixed", "flood"})
    public String capture;

    /** Among how many threads they are shared out. */
    @Param({"1", "2", "4"})
    public int shards;

    private GeneratedCapture frames;

    /** CPU times of threads, for each replay. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class CpuOfThreads {
        private static final double NANOS_PER_MILLI = 1e6;

        private long replays;
        private long reading;
        private long busiest;

        /** Begins a measurement. */
        @Setup(Level.Iteration)
        public void clear() {
            replays = 0;
            reading = 0;
            busiest = 0;
        }

        void add(AnalyzerStats.Shares shares) {
            replays++;
            reading += shares.readingCpuNanos();
            busiest += shares.busiestCpuNanos();
        }

        /** Returns the mean CPU time of the reading thread. */
        public double readingMs() {
            return reading / NANOS_PER_MILLI / replays;
        }

        /** Returns the mean CPU time of the busiest shard's thread. */
        public double busiestMs() {
            return busiest / NANOS_PER_MILLI / replays;
        }
    }

    /** Generates the capture. */
    @Setup
    public void prepare() throws IOException {
        frames = GeneratedCapture.of(capture, packets);
    }

    @Benchmark
    public AnalyzerStats replay(CpuOfThreads cpu) throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                .source(frames.source())
                .config(AnalyzerConfig.defaults().withShards(shards))
                .build()) {
            analyzer.run();
            AnalyzerStats stats = analyzer.stats();
            cpu.add(stats.shards());
            return stats;
        }
    }
}
