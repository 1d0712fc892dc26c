package io.nta.benchmarks;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionTable;
import io.nta.flow.FlowConfig;
import io.nta.packet.PacketView;
import io.nta.window.AggregatorConfig;
import io.nta.window.AggregatorLimits;
import io.nta.window.FoldingAggregator;
import io.nta.window.WindowSize;
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
 * A packet counted in the rows of both its ends, the closing and folding of windows included, a pane for every 131 072 packets. Each stage includes the one before:
 * what {@code accumulated} costs more than {@code tracked} is accumulating. The sources of the packets are drawn by Zipf's law.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class AccumulateBenchmark {
    private static final long SECRET = 42;
    private static final long SEED = 7;
    private static final long START = 1_767_600_000L * 1_000_000_000L;
    /** Of a pane: 26 000 packets a second. */
    private static final int PACKETS = 1 << 17;

    private static final long STEP = WindowSize.PANE_NANOS / PACKETS;
    private static final int MOST_SOURCES = 1 << 20;

    /** How many there are to draw from; in a pane come fewer of them. */
    @Param({"100", "1000", "10000", "100000", "1000000"})
    public int sources;

    private Datagrams datagrams;
    private ConnectionTable connections;
    private FoldingAggregator aggregator;
    private int next;
    private long paneStart = START;
    private long rows;

    /** Draws the sources. */
    @Setup
    public void prepare() {
        Zipf zipf = new Zipf(sources, SEED);
        // The sources that have most packets don't lie side by side.
        int[] numbers = Shuffle.numbers(sources, SEED);
        datagrams = new Datagrams(PACKETS, i -> numbers[zipf.next()]);
        AggregatorConfig usual = AggregatorConfig.defaults();
        AggregatorLimits limits = usual.limits();
        // Whoever sends has a row: nobody answers here, and what forged sources are refused is not what is measured.
        AggregatorLimits roomy = new AggregatorLimits(
                MOST_SOURCES,
                MOST_SOURCES,
                MOST_SOURCES,
                limits.persistentPackets(),
                limits.maxSetBytes(),
                limits.maxPooledPanes(),
                limits.maxBindingsPerWindow(),
                limits.maxArpHistory());
        aggregator = new FoldingAggregator(
                new AggregatorConfig(usual.lateness(), usual.maxSourceLag(), usual.highEntropyBits(), roomy), SECRET);
        connections = new ConnectionTable(
                FlowConfig.defaults().withMaxConnections(MOST_SOURCES), WindowSize.PANE_NANOS, SECRET, aggregator);
    }

    private PacketView decode() {
        if (next == PACKETS) {
            next = 0;
            paneStart += WindowSize.PANE_NANOS;
            connections.advanceTo(paneStart);
            aggregator.close(paneStart, row -> rows += row.seconds());
        }
        int i = next++;
        return datagrams.decode(i, paneStart + i * STEP);
    }

    @Benchmark
    public PacketView decoded() {
        return decode();
    }

    @Benchmark
    public Connection tracked() {
        return connections.track(decode());
    }

    @Benchmark
    public long accumulated() {
        PacketView packet = decode();
        Connection connection = connections.track(packet);
        aggregator.onPacket(packet, connection, connections.change());
        return rows;
    }
}
