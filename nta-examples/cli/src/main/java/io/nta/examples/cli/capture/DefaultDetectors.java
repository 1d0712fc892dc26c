package io.nta.examples.cli.capture;

import io.nta.detect.ThresholdDetector;
import io.nta.model.xgboost.XgboostDetector;
import io.nta.spi.Detector;
import java.util.List;

/** What judges unless something else is asked for: the rules and the bundled model. What both say of one attack is one alert. */
public final class DefaultDetectors {
    /** Their names. */
    static final List<String> NAMES = List.of("threshold", XgboostDetector.NAME);

    private DefaultDetectors() {}

    /** Returns new ones for one capture. */
    public static List<Detector> create() {
        return List.of(ThresholdDetector.withDefaults(), XgboostDetector.bundled());
    }
}
