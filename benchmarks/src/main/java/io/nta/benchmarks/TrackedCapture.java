package io.nta.benchmarks;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.flow.ConnectionTable;
import io.nta.flow.FlowConfig;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.window.WindowSize;
import java.io.IOException;

/** The IP packets of a generated capture with their connections, for benchmarks of what comes behind. */
public final class TrackedCapture {
    private static final long SECRET = 42;
    /** A part of the packets is ARP, which has no connections. */
    private static final double MORE = 1.2;

    private final GeneratedCapture capture;
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final ConnectionTable connections;
    private int next;

    private TrackedCapture(GeneratedCapture capture) {
        this.capture = capture;
        connections = new ConnectionTable(FlowConfig.defaults(), WindowSize.PANE_NANOS, SECRET, new NoListener());
    }

    /** Takes a packet; all three are overwritten by the next. */
    @FunctionalInterface
    public interface Taker {
        void take(PacketView packet, Connection connection, ConnectionChange change);
    }

    /** Returns so many IP packets of a scenario at least. */
    public static TrackedCapture of(String scenario, int packets) throws IOException {
        return new TrackedCapture(GeneratedCapture.of(scenario, (int) (packets * MORE) + 1));
    }

    /** Hands over the next so many IP packets. */
    public void take(int packets, Taker taker) {
        for (int taken = 0; taken < packets; ) {
            int i = next++;
            int length = capture.length(i);
            boolean decoded = decoder.decode(
                    capture.nanos(i), LinkType.ETHERNET, capture.bytes(), capture.start(i), length, length, 0, view);
            if (decoded && !view.isArp()) {
                Connection connection = connections.track(view);
                taker.take(view, connection, connections.change());
                taken++;
            }
        }
    }

    /** Returns when the capture begins, in nanoseconds since the epoch. */
    public long startNanos() {
        return capture.nanos(0);
    }
}
