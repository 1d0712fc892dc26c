package io.nta.tck.proof;

import io.nta.feature.FeatureVector;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import io.nta.window.AggregatorConfig;
import io.nta.window.FoldingAggregator;

/** The default aggregator, between whose calls and rows a subclass can do something wrong. */
class Wrapped implements WindowAggregator {
    final FoldingAggregator sound = new FoldingAggregator(AggregatorConfig.defaults(), 1);
    /** Rows that the subclass made up, or kept back if negative. */
    long madeUp;

    @Override
    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
        sound.onPacket(packet, connection, change);
    }

    @Override
    public void onArp(PacketView packet, boolean unsolicited) {
        sound.onArp(packet, unsolicited);
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        sound.onChange(connection, change);
    }

    @Override
    public void onRemoved(Connection connection) {
        sound.onRemoved(connection);
    }

    @Override
    public long nextCloseNanos() {
        return sound.nextCloseNanos();
    }

    @Override
    public void close(long endNanos, RowSink sink) {
        sound.close(endNanos, row -> give(row, sink));
    }

    void give(FeatureVector row, RowSink sink) {
        sink.onRow(row);
    }

    @Override
    public AggregatorStats stats() {
        AggregatorStats stats = sound.stats();
        return AggregatorStats.of(
                stats.windowsOpened() + madeUp, stats.windowsClosed() + madeUp, stats.keys(), stats.overflowedKeys());
    }
}
