package io.nta.examples.plugins;

import io.nta.spi.WindowAggregator;
import io.nta.tck.WindowAggregatorTck;

class PeakAggregatorTckTest extends WindowAggregatorTck {
    @Override
    protected WindowAggregator create() {
        return new PeakAggregator();
    }
}
