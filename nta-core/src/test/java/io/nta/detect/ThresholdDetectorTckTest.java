package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.feature.Tally;
import io.nta.spi.DetectorProvider;
import io.nta.tck.DetectorTck;
import io.nta.tck.MadeRow;
import java.util.List;

class ThresholdDetectorTckTest extends DetectorTck {
    @Override
    protected DetectorProvider provider() {
        return new ThresholdDetectorProvider();
    }

    @Override
    protected List<FeatureVector> attackRows() {
        return List.of(MadeRow.source("10.0.0.1", 5)
                .with("icmp_count", 100_000)
                .with("icmp_rate_pps", 20_000)
                .with("packet_count", 100_000)
                .with("echo_request_count", 100_000)
                .peer(Tally.PACKETS, "10.0.0.2", 1)
                .row());
    }
}
