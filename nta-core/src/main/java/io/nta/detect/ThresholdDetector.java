package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import java.util.ArrayList;
import java.util.List;

/** The rules: each attack by limits that can be explained. */
public final class ThresholdDetector implements Detector {
    private ThresholdDetector() {}

    /** Returns a detector with the default limits. */
    public static ThresholdDetector withDefaults() {
        return new ThresholdDetector();
    }

    @Override
    public String name() {
        return "threshold";
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        return new ArrayList<>();
    }
}
