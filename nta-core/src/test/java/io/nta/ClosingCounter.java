package io.nta;

import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;

/** Counts how often the line asks an aggregator to close windows: how many steps time took. */
final class ClosingCounter extends ForwardingAggregator {
    private long closings;

    ClosingCounter(WindowAggregator counted) {
        super(counted);
    }

    long closings() {
        return closings;
    }

    @Override
    public void close(long endNanos, RowSink sink) {
        closings++;
        super.close(endNanos, sink);
    }
}
