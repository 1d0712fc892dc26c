package io.nta.examples.detector;

import io.nta.feature.FeatureVector;
import io.nta.feature.Tally;
import io.nta.spi.DetectorProvider;
import io.nta.tck.DetectorTck;
import io.nta.tck.MadeRow;
import java.util.List;

class ExfiltrationDetectorTckTest extends DetectorTck {
    @Override
    protected DetectorProvider provider() {
        return new ExfiltrationDetector();
    }

    @Override
    protected List<FeatureVector> attackRows() {
        return List.of(MadeRow.source("10.0.0.1", 180)
                .with("byte_count", 80e6)
                .with("reverse_byte_count", 2e6)
                .with("answer_ratio", 0.5)
                .peer(Tally.OPENINGS, "203.0.113.9", 0.9)
                .row());
    }
}
