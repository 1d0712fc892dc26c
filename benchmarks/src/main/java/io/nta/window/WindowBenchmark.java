package io.nta.window;

import io.nta.benchmarks.TrackedCapture;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import java.io.IOException;
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
 * What a window costs when it closes: folding the 36 panes of 5 s of one key into its 180 s, by way of 30 s, and reading the features of a state into a row. The
 * panes are filled with all packets of a generated capture, whosever they are, so that every protocol is in them. In this package for the states, which are its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowBenchmark {
    private static final int PANES = 36;
    private static final int PANES_OF_THIRTY = 6;

    /** How many packets a pane has. */
    @Param({"4", "100", "2000"})
    public int packetsPerPane;

    private final PaneState[] panes = new PaneState[PANES];
    private final PaneState thirty = new PaneState();
    private final PaneState threeMinutes = new PaneState();
    private final KeyState key = new KeyState(KeyKind.SOURCE, IpAddress.parse("10.0.0.1"), 1);
    private final OpenWindow window = new OpenWindow(1);
    private final RowReader reader = new RowReader(new ArpHistory(1));

    /** Fills the panes. */
    @Setup
    public void prepare() throws IOException {
        PacketAccumulator packets = new PacketAccumulator(AggregatorConfig.defaults());
        TrackedCapture capture = TrackedCapture.of("mixed", PANES * packetsPerPane);
        for (int i = 0; i < PANES; i++) {
            PaneState pane = new PaneState();
            panes[i] = pane;
            capture.take(packetsPerPane, (packet, connection, change) -> {
                pane.seenAt(packet.timestampNanos());
                long peerHigh = connection.responderHigh();
                long peerLow = connection.responderLow();
                packets.add(pane, packet, connection, change, peerHigh, peerLow, change.forward());
                ChangeAccumulator.add(pane, connection, change, peerHigh, peerLow);
            });
        }
        window.open(WindowSize.THREE_MINUTES.startOf(capture.startNanos()));
        fold36Panes();
    }

    @Benchmark
    public PaneState fold36Panes() {
        threeMinutes.clear();
        for (int i = 0; i < PANES; i++) {
            if (i % PANES_OF_THIRTY == 0) {
                thirty.clear();
            }
            thirty.merge(panes[i]);
            if ((i + 1) % PANES_OF_THIRTY == 0) {
                threeMinutes.merge(thirty);
            }
        }
        return threeMinutes;
    }

    @Benchmark
    public FeatureVector readRowOfPane() {
        return reader.read(key, panes[0], window, WindowSize.FIVE_SECONDS);
    }

    @Benchmark
    public FeatureVector readRowOfThreeMinutes() {
        return reader.read(key, threeMinutes, window, WindowSize.THREE_MINUTES);
    }
}
