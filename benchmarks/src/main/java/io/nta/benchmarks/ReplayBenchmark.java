package io.nta.benchmarks;

import io.nta.Analyzer;
import io.nta.AnalyzerStats;
import io.nta.detect.ThresholdDetector;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.CombinedDetector;
import io.nta.spi.Detector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole line, from frames in memory to alerts: a new analyzer for each call, as for each capture. Rows are judged on a thread of their own, so the clock on the
 * wall tells less than {@link CpuProfiler}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            // The launcher's.
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:NewRatio=1",
            "-XX:MaxTenuringThreshold=1",
            "-XX:InlineSmallCode=1200",
            "-XX:FreqInlineSize=100",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=2000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:+UseTransparentHugePages"
        })
public class ReplayBenchmark {
    /** Who judges the rows. */
    public enum Judge {
        /** Packets to features alone. */
        NOBODY {
            @Override
            Detector detector() {
                return new Detector() {
                    @Override
                    public String name() {
                        return "nobody";
                    }

                    @Override
                    public List<Verdict> score(List<FeatureVector> rows) {
                        return List.of();
                    }
                };
            }
        },
        /** The rules. */
        RULES {
            @Override
            Detector detector() {
                return ThresholdDetector.withDefaults();
            }
        },
        /** The rules and the trained model: what {@code nta analyze} does. */
        RULES_AND_MODEL {
            @Override
            Detector detector() {
                return CombinedDetector.bundled();
            }
        };

        abstract Detector detector();
    }

    /** The workload of the generator. */
    @Param({"mixed", "small", "flood"})
    public String capture;

    /** How many of it. */
    @Param("200000")
    public int packets;

    @Param
    public Judge judge;

    private GeneratedCapture frames;
    private Detector detector;

    /** Generates the capture, and reads the model. */
    @Setup
    public void prepare() throws IOException {
        frames = GeneratedCapture.of(capture, packets);
        detector = judge.detector();
    }

    @TearDown
    public void close() {
        detector.close();
    }

    @Benchmark
    public AnalyzerStats replay() throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                .source(frames.source())
                .detector(new Kept(detector))
                .build()) {
            analyzer.run();
            return analyzer.stats();
        }
    }

    /** A detector that outlives the analyzers which close it: reading the model takes as long as a replay. */
    private record Kept(Detector detector) implements Detector {
        @Override
        public String name() {
            return detector.name();
        }

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            return detector.score(rows);
        }
    }
}
