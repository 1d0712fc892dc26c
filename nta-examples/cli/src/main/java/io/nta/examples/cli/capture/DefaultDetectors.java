package io.nta.examples.cli.capture;

import io.nta.model.xgboost.CombinedDetector;
import io.nta.spi.Detector;
import java.util.List;

/** What judges unless something else is asked for: the rules and the bundled model together. */
public final class DefaultDetectors {
    /** Its name. */
    static final List<String> NAMES = List.of(CombinedDetector.NAME);

    private DefaultDetectors() {}

    /** Returns a new one for one capture. */
    public static List<Detector> create() {
        return List.of(CombinedDetector.bundled());
    }
}
