package io.nta.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.nta.Analyzer;
import io.nta.feature.FeatureVector;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Rows to SQLite, in the folder for temporary files, without a spool: each call appends {@code batch} rows of a generated capture, of later windows than those before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class StoreBenchmark {
    private static final int PACKETS = 20_000;
    private static final long LATER_NANOS = 3_600_000_000_000L;

    /** How many rows are appended at once. */
    @Param({"100", "1000"})
    public int batch;

    private final List<FeatureVector> rows = new ArrayList<>();
    private Path folder;
    private JdbcFeatureStore store;
    private List<FeatureVector> next;
    private int calls;

    /** Makes the rows, and the database. */
    @Setup
    public void prepare() throws IOException {
        GeneratedCapture capture = GeneratedCapture.of("mixed", PACKETS);
        try (Analyzer analyzer =
                Analyzer.builder().source(capture.source()).onRow(rows::add).build()) {
            analyzer.run();
        }
        folder = Files.createTempDirectory("nta-benchmark");
        store = JdbcFeatureStore.open(StoreConfig.of("jdbc:sqlite:" + folder.resolve("store.db"))
                .withSpool(null)
                // The rows' own time: none of them is old enough to be dropped.
                .withClock(InstantSource.fixed(rows.get(0).end())));
    }

    /** The same rows again would change nothing, so they move on; a call takes long enough for this to be told apart. */
    @Setup(Level.Invocation)
    public void moveOn() {
        calls++;
        next = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            next.add(later(rows.get(i), calls * LATER_NANOS));
        }
    }

    private static FeatureVector later(FeatureVector row, long nanos) {
        return new FeatureVector(
                row.kind(),
                row.address(),
                row.startNanos() + nanos,
                row.seconds(),
                row.firstPacketNanos() + nanos,
                row.lastPacketNanos() + nanos,
                row.toArray(),
                row.context());
    }

    @TearDown
    public void remove() throws IOException {
        store.close();
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Benchmark
    public JdbcFeatureStore append() throws IOException {
        store.append(next);
        return store;
    }
}
