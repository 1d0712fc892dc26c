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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The whole line, from frames in memory to alerts: a new analyzer for each call, as for each capture. Rows are judged on a thread of their own, so the clock on the
 * wall tells less than {@link CpuProfiler}.
 */
public class ReplayBenchmark extends WholeLine {
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
