package io.nta.model.xgboost;

import io.nta.feature.FeatureVector;
import io.nta.spi.DetectorProvider;
import io.nta.tck.DetectorTck;
import io.nta.tck.MadeRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class CombinedDetectorTckTest extends DetectorTck {
    @TempDir
    static Path folder;

    @BeforeAll
    static void write() {
        HandMade.usual().write(folder);
    }

    @Override
    protected DetectorProvider provider() {
        return new CombinedDetectorProvider();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("model", folder.toString());
    }

    @Override
    protected List<FeatureVector> attackRows() {
        return List.of(
                MadeRow.source("10.0.0.1", 5).with(HandMade.TARGETS, 60).row(),
                MadeRow.target("10.0.0.2", 30).with(HandMade.TARGETS, 20).row(),
                MadeRow.source("10.0.0.3", 180).with(HandMade.FAILURES, 12).row());
    }
}
