package io.nta.benchmarks;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionTable;
import io.nta.flow.FlowConfig;
import io.nta.packet.PacketView;
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
 * A packet to its connection: one that is known, at random among so many; a new one, as many expiring as begin; and a new one in a full table, which evicts another
 * (a flood of forged sources). {@code decoded} is the baseline that all of them include.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class TrackingBenchmark {
    private static final long SECRET = 42;
    private static final long SEED = 7;
    private static final long START = 1_767_600_000L * 1_000_000_000L;
    private static final long MICRO = 1_000;
    private static final int MOST_CONNECTIONS = 1 << 20;

    /** A table as the line has it, which learns of time as panes end. */
    private static final class Table {
        final ConnectionTable connections;
        private long paneEnd = START + WindowSize.PANE_NANOS;

        Table(int maxConnections) {
            FlowConfig config = FlowConfig.defaults().withMaxConnections(maxConnections);
            connections = new ConnectionTable(config, WindowSize.PANE_NANOS, SECRET, new NoListener());
        }

        Connection track(PacketView packet) {
            if (packet.timestampNanos() >= paneEnd) {
                long through = WindowSize.FIVE_SECONDS.startOf(packet.timestampNanos());
                connections.advanceTo(through);
                paneEnd = through + WindowSize.PANE_NANOS;
            }
            return connections.track(packet);
        }
    }

    /** Packets of connections that are in the table. */
    @State(Scope.Thread)
    public static class Known {
        /** How many there are. */
        @Param({"1000", "16000", "250000"})
        public int connections;

        private final Table table = new Table(MOST_CONNECTIONS);
        private Datagrams datagrams;
        private int next;
        private long now = START;

        @Setup
        public void prepare() {
            int[] order = Shuffle.numbers(connections, SEED);
            datagrams = new Datagrams(connections, i -> order[i]);
            for (int i = 0; i < connections; i++) {
                table.track(next());
            }
        }

        private PacketView next() {
            now += MICRO;
            next = next + 1 == connections ? 0 : next + 1;
            return datagrams.decode(next, now);
        }

        /** Returns how many connections were ever opened. */
        long opened() {
            return table.connections.opened();
        }
    }

    /** Packets of connections that nobody has seen before. */
    private abstract static class Strangers {
        /** Sources come again after so many, when their connections have long been gone. */
        private static final int SOURCES = 1 << 24;

        private static final int FRAMES = 1 << 10;

        private final Datagrams datagrams = new Datagrams(FRAMES, i -> i);
        private Table table;
        private int source;
        private long now = START;
        private long step;

        /** Fills the table, and goes on until it is in the state that it stays in. */
        final void fill(Table empty, int connections, long stepNanos) {
            table = empty;
            step = stepNanos;
            for (int i = 0; i < 2 * connections; i++) {
                track();
            }
        }

        final Connection track() {
            now += step;
            source = (source + 1) & (SOURCES - 1);
            int place = source & (FRAMES - 1);
            datagrams.changeSource(place, source);
            return table.track(datagrams.decode(place, now));
        }

        final ConnectionTable table() {
            return table.connections;
        }
    }

    /** Each packet opens a connection, and as many expire. */
    @State(Scope.Thread)
    public static class Expiring extends Strangers {
        /** About how many there are at a time. */
        @Param({"1000", "16000", "250000"})
        public int connections;

        @Setup
        public void prepare() {
            long timeout = FlowConfig.defaults().datagramTimeout().toNanos();
            fill(new Table(MOST_CONNECTIONS), connections, timeout / connections);
        }
    }

    /** Each packet opens a connection, and one goes to make room. */
    @State(Scope.Thread)
    public static class Full extends Strangers {
        /** How many there may be. */
        @Param({"1000", "16000", "250000"})
        public int connections;

        @Setup
        public void prepare() {
            fill(new Table(connections), connections, MICRO);
        }
    }

    @Benchmark
    public PacketView decoded(Known known) {
        return known.next();
    }

    @Benchmark
    public Connection known(Known known) {
        return known.table.track(known.next());
    }

    @Benchmark
    public Connection newOneExpires(Expiring expiring) {
        return expiring.track();
    }

    @Benchmark
    public Connection newOneEvicts(Full full) {
        return full.track();
    }
}
