package io.nta;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;

/** Counts how often the line asks an aggregator to close windows: how many steps time took. */
final class ClosingCounter implements WindowAggregator {
    private final WindowAggregator counted;
    private long closings;

    ClosingCounter(WindowAggregator counted) {
        this.counted = counted;
    }

    long closings() {
        return closings;
    }

    @Override
    public void close(long endNanos, RowSink sink) {
        closings++;
        counted.close(endNanos, sink);
    }

    @Override
    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
        counted.onPacket(packet, connection, change);
    }

    @Override
    public void onArp(PacketView packet, boolean unsolicited) {
        counted.onArp(packet, unsolicited);
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        counted.onChange(connection, change);
    }

    @Override
    public void onRemoved(Connection connection) {
        counted.onRemoved(connection);
    }

    @Override
    public long nextCloseNanos() {
        return counted.nextCloseNanos();
    }

    @Override
    public AggregatorStats stats() {
        return counted.stats();
    }
}
