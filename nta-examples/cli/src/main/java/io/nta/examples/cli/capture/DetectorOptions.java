package io.nta.examples.cli.capture;

import io.nta.detect.ThresholdDetector;
import io.nta.examples.cli.output.UsageException;
import io.nta.spi.Detector;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that choose detectors. */
public final class DetectorOptions {
    @Option(
            names = "--detector",
            paramLabel = "NAME",
            split = ",",
            description = "Detectors to use, by name; several are separated by commas. Default: threshold, the rules.")
    private final List<String> names = new ArrayList<>();

    /**
     * Finds the detectors.
     *
     * @throws UsageException if there is none of a name
     */
    public Chosen open() {
        for (String name : names) {
            if (!name.equals("threshold")) {
                throw new UsageException("No detector is named '" + name + "'; there is: threshold");
            }
        }
        return new Chosen();
    }

    /** The detectors found. */
    public static final class Chosen implements AutoCloseable {
        /** Returns new detectors for one capture. */
        public List<Detector> create() {
            return List.of(ThresholdDetector.withDefaults());
        }

        @Override
        public void close() {}
    }
}
