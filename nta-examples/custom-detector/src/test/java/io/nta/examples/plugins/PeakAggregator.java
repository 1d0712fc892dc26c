package io.nta.examples.plugins;

import io.nta.feature.FeatureVector;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import io.nta.window.AggregatorConfig;
import io.nta.window.FoldingAggregator;

/** The default aggregator, which also remembers the highest packet rate of any host. */
final class PeakAggregator implements WindowAggregator {
    private final WindowAggregator inner = new FoldingAggregator(AggregatorConfig.defaults(), System.nanoTime());
    private double peak;

    @Override
    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
        inner.onPacket(packet, connection, change);
    }

    @Override
    public void onArp(PacketView packet, boolean unsolicited) {
        inner.onArp(packet, unsolicited);
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        inner.onChange(connection, change);
    }

    @Override
    public void onRemoved(Connection connection) {
        inner.onRemoved(connection);
    }

    @Override
    public long nextCloseNanos() {
        return inner.nextCloseNanos();
    }

    @Override
    public void close(long endNanos, RowSink sink) {
        inner.close(endNanos, row -> sink.onRow(noted(row)));
    }

    private FeatureVector noted(FeatureVector row) {
        peak = Math.max(peak, row.get("packet_rate_pps"));
        return row;
    }

    @Override
    public AggregatorStats stats() {
        return inner.stats();
    }

    /** Returns the highest packet rate of the windows closed so far, in packets/s. */
    double peak() {
        return peak;
    }
}
