package io.nta.window;

import io.nta.spi.WindowAggregator;
import io.nta.tck.WindowAggregatorTck;

class FoldingAggregatorTckTest extends WindowAggregatorTck {
    @Override
    protected WindowAggregator create() {
        return new FoldingAggregator(AggregatorConfig.defaults(), 1);
    }
}
