package io.nta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs, once and on few trees; what it measures here says nothing. */
class BenchmarksTest {
    static {
        // JMH wants to be alone on a machine, so that it measures right; here, two builds may test at once.
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static Collection<RunResult> run(String benchmark, String... batches) throws Exception {
        OptionsBuilder options = new OptionsBuilder();
        options.include("\\." + benchmark + "\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .param("rounds", "2");
        if (batches.length > 0) {
            options.param("batch", batches);
        }
        return new Runner(options.build()).run();
    }

    @Test
    void scoringRunsOnceAtEachBatch() throws Exception {
        assertThat(run("ScoringBenchmark", "1", "100")).hasSize(6);
    }

    @Test
    void explainingRunsOnce() throws Exception {
        assertThat(run("TreeShapBenchmark")).hasSize(2);
    }
}
