package io.nta.model.xgboost;

import io.nta.detect.ThresholdDetector;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;

/** Makes the detector {@value CombinedDetector#NAME}. Its options are those of {@code threshold} (docs/rules.md) and of {@code xgboost}. */
public final class CombinedDetectorProvider implements DetectorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public CombinedDetectorProvider() {}

    @Override
    public String name() {
        return CombinedDetector.NAME;
    }

    @Override
    public Detector create(ProviderConfig config) {
        // The rules first: creating the other checks the whole configuration before it opens a file.
        ThresholdDetector rules = new ThresholdDetector(config);
        return new CombinedDetector(rules, XgboostDetectorProvider.detector(config));
    }
}
