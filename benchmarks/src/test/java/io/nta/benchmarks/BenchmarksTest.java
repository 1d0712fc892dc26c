package io.nta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs, once and on little, and one that throws fails the build; what it measures here says nothing. */
class BenchmarksTest {
    /** What each parameter is here; those that aren't named take all their values. */
    private static final Map<String, String[]> LITTLE = Map.of(
            "rounds", new String[] {"2"},
            "batch", new String[] {"1", "100"},
            "connections", new String[] {"100"},
            "sources", new String[] {"100"},
            "values", new String[] {"2", "200"},
            "packetsPerPane", new String[] {"4"},
            "packets", new String[] {"2000"});

    static {
        // JMH wants to be alone on a machine, so that it measures right; here, two builds may test at once.
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static Set<String> names() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> run(String name) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + name.replace(".", "\\.") + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        LITTLE.forEach(options::param);
        return new Runner(options.build())
                .run().stream().map(RunResult::getParams).map(Object::toString).collect(Collectors.toSet());
    }

    @TestFactory
    List<DynamicTest> eachBenchmarkRunsOnce() {
        return names().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(run(name)).isNotEmpty()))
                .toList();
    }

    @Test
    void noPartOfTheLineIsLeftOut() {
        Set<String> classes = names().stream()
                .map(name -> name.replaceFirst(".*\\.(\\w+)\\.\\w+", "$1"))
                .collect(Collectors.toSet());
        assertThat(classes)
                .containsExactlyInAnyOrder(
                        "AccumulateBenchmark",
                        "DecodeBenchmark",
                        "DistinctCountBenchmark",
                        "JsonBenchmark",
                        "ReplayBenchmark",
                        "ScoringBenchmark",
                        "ShardsBenchmark",
                        "StoreBenchmark",
                        "TrackingBenchmark",
                        "TreeShapBenchmark",
                        "WindowBenchmark");
    }
}
