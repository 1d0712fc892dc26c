package io.nta.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What an operation costs in CPU time of the whole process, native threads and garbage collection included: on a machine that is shared,
 * the clock on the wall tells what others do. Use it with {@code -prof io.nta.benchmarks.CpuProfiler}.
 */
public final class CpuProfiler implements InternalProfiler {
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "CPU time of the process";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = system.getProcessCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long nanos = system.getProcessCpuTime() - before;
        long operations = result.getMetadata().getAllOps();
        if (operations == 0 || nanos <= 0) {
            return List.of();
        }
        List<ScalarResult> results = new ArrayList<>();
        double each = nanos / NANOS_PER_MICRO / operations;
        results.add(new ScalarResult("cpu.time", each, "us/op", AggregationPolicy.AVG));
        addRate(results, "rows", benchmark.getParam("batch"), operations, nanos);
        addRate(results, "packets", benchmark.getParam("packets"), operations, nanos);
        return results;
    }

    /** Adds how many things a CPU-second is enough for, where a parameter says how many an operation has. */
    private static void addRate(
            List<ScalarResult> results, String things, String perOperation, long operations, long nanos) {
        if (perOperation != null) {
            double rate = operations * Double.parseDouble(perOperation) * NANOS / nanos;
            results.add(new ScalarResult("cpu." + things, rate, things + "/CPU-s", AggregationPolicy.AVG));
        }
    }
}
