package io.nta;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;

/** Does what another aggregator does, and what its subclass adds. */
abstract class ForwardingAggregator implements WindowAggregator {
    private final WindowAggregator aggregator;

    ForwardingAggregator(WindowAggregator aggregator) {
        this.aggregator = aggregator;
    }

    @Override
    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
        aggregator.onPacket(packet, connection, change);
    }

    @Override
    public void onArp(PacketView packet, boolean unsolicited) {
        aggregator.onArp(packet, unsolicited);
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        aggregator.onChange(connection, change);
    }

    @Override
    public void onRemoved(Connection connection) {
        aggregator.onRemoved(connection);
    }

    @Override
    public long nextCloseNanos() {
        return aggregator.nextCloseNanos();
    }

    @Override
    public void close(long endNanos, RowSink sink) {
        aggregator.close(endNanos, sink);
    }

    @Override
    public AggregatorStats stats() {
        return aggregator.stats();
    }
}
