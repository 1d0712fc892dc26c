package io.nta.detect;

import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;

/** Makes the detector {@code threshold}: the rules, with their limits as options. */
public final class ThresholdDetectorProvider implements DetectorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ThresholdDetectorProvider() {}

    @Override
    public String name() {
        return Row.DETECTOR;
    }

    @Override
    public Detector create(ProviderConfig config) {
        return new ThresholdDetector(config);
    }
}
