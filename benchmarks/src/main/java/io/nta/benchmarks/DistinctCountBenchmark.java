package io.nta.benchmarks;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.nta.window.DistinctCounter;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many different values were there? Each call counts {@code values} different hashes, each of which comes four times, from the empty counter to the answer:
 * nta's counter (exact up to 128, then a sketch), a {@code HashSet} (always exact), hash4j's sketch alone (never exact).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DistinctCountBenchmark {
    private static final int TIMES = 4;
    private static final long SEED = 7;
    /** The precision of the sketch in {@link DistinctCounter}: 2048 registers. */
    private static final int PRECISION = 11;

    /** How many are different. */
    @Param({"2", "100", "1000", "100000"})
    public int values;

    private final DistinctCounter counter = new DistinctCounter();
    private final UltraLogLog sketch = UltraLogLog.create(PRECISION);
    private long[] hashes;

    /** Draws the hashes. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] different = random.longs(values).toArray();
        int[] order = Shuffle.numbers(values * TIMES, SEED);
        hashes = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            hashes[i] = different[order[i] % values];
        }
    }

    @Benchmark
    public long nta() {
        counter.clear();
        for (long hash : hashes) {
            counter.add(hash);
        }
        return counter.count();
    }

    @Benchmark
    public long hashSet() {
        Set<Long> set = new HashSet<>();
        for (long hash : hashes) {
            set.add(hash);
        }
        return set.size();
    }

    @Benchmark
    public long hash4j() {
        sketch.reset();
        for (long hash : hashes) {
            sketch.add(hash);
        }
        return Math.round(sketch.getDistinctCountEstimate());
    }
}
