package io.nta;

import io.nta.flow.ArpExchange;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionTable;
import io.nta.flow.FlowConfig;
import io.nta.packet.AnomalyCounts;
import io.nta.packet.DecodeAnomaly;
import io.nta.packet.FragmentTable;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.WindowAggregator;
import io.nta.window.WindowSize;
import java.util.Map;

/** What becomes of a packet: it is attributed to its connection and counted in its windows. One thread. */
final class Shard {
    private final FragmentTable fragments;
    private final ConnectionTable connections;
    private final ArpExchange arp;
    private final WindowAggregator aggregator;
    private long packets;

    /**
     * Creates it.
     *
     * @param anomalies counts what is wrong with fragments
     */
    Shard(FlowConfig config, WindowAggregator aggregator, long secret, AnomalyCounts anomalies) {
        this.fragments = new FragmentTable(config.fragments(), secret, anomalies);
        this.connections = new ConnectionTable(config, WindowSize.PANE_NANOS, secret, aggregator);
        this.arp = new ArpExchange(config, secret);
        this.aggregator = aggregator;
    }

    void fold(PacketView packet) {
        packets++;
        if (packet.fragment()) {
            fragments.complete(packet);
        }
        if (packet.isArp()) {
            aggregator.onArp(packet, arp.isUnsolicitedReply(packet));
        } else {
            Connection connection = connections.track(packet);
            aggregator.onPacket(packet, connection, connections.change());
        }
    }

    /** Returns the end of the first pane in which time may change a connection, or {@link Long#MAX_VALUE}. */
    long nextDueNanos() {
        long due = connections.nextDuePaneStart();
        return due == Long.MAX_VALUE ? due : due + WindowSize.PANE_NANOS;
    }

    /** Lets time change connections until {@code endNanos}, the end of a pane. */
    void advanceTo(long endNanos) {
        connections.advanceTo(endNanos);
    }

    /** Returns the counts. */
    StageStats stats(AggregatorStats windows, Map<DecodeAnomaly, Long> anomalies, long cpuNanos) {
        return new StageStats(
                1,
                packets,
                connections.opened(),
                connections.size(),
                connections.removed(),
                connections.evicted(),
                arp.forgotten(),
                fragments.stats(),
                anomalies,
                windows,
                cpuNanos,
                cpuNanos);
    }
}
