package io.nta.examples.cli.capture;

import io.nta.NtaException;
import io.nta.examples.cli.output.UsageException;
import io.nta.spi.Detector;
import io.nta.spi.Providers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose detectors. */
public final class DetectorOptions {
    @Option(
            names = "--detector",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The detectors to use, separated by commas. Default: combined, which is the rules (threshold) and the bundled model (xgboost) together.")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--option",
            paramLabel = "NAME:KEY=VALUE",
            description = "Set an option of the detector NAME; can be given several times.")
    private final List<String> settings = new ArrayList<>();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder of jars with more detectors for --detector.")
    private @Nullable Path plugins;

    /**
     * Finds the detectors.
     *
     * @throws UsageException if there is none of a name, or the folder of plugins can't be read
     */
    public Chosen open() {
        List<String> names = this.names.isEmpty() && plugins == null ? DefaultDetectors.NAMES : this.names;
        Map<String, Map<String, String>> options = settings(names);
        Providers providers = providers();
        if (names.isEmpty()) {
            throw new UsageException("--plugins needs --detector to say what to use; available: "
                    + String.join(", ", providers.detectorNames()));
        }
        Chosen chosen = new Chosen(providers, names, options);
        try {
            chosen.create().forEach(Detector::close); // so that a wrong name is told before any file is read
        } catch (NtaException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return chosen;
    }

    /** Returns the options by detector. */
    private Map<String, Map<String, String>> settings(List<String> names) {
        Map<String, Map<String, String>> options = new HashMap<>();
        for (String setting : settings) {
            int colon = setting.indexOf(':');
            int equals = setting.indexOf('=', colon + 1);
            if (colon < 1 || equals <= colon + 1) {
                throw new UsageException("--option " + setting
                        + ": it has to be NAME:KEY=VALUE, such as threshold:port_scan.failing_share=0.5");
            }
            String detector = setting.substring(0, colon);
            String key = setting.substring(colon + 1, equals);
            if (!names.contains(detector)) {
                throw new UsageException("--option " + setting + ": the detector '" + detector
                        + "' is not in use; name it with --detector");
            }
            String before =
                    options.computeIfAbsent(detector, name -> new HashMap<>()).put(key, setting.substring(equals + 1));
            if (before != null) {
                throw new UsageException("--option " + detector + ":" + key + " is given twice");
            }
        }
        return options;
    }

    private Providers providers() {
        try {
            return plugins == null ? Providers.ofClassPath() : Providers.withPlugins(plugins);
        } catch (NtaException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The detectors found. */
    public static final class Chosen implements AutoCloseable {
        private final Providers providers;
        private final List<String> names;

        private final Map<String, Map<String, String>> options;

        private Chosen(Providers providers, List<String> names, Map<String, Map<String, String>> options) {
            this.providers = providers;
            this.names = List.copyOf(names);
            this.options = options;
        }

        /** Returns new detectors for one capture. */
        public List<Detector> create() {
            List<Detector> detectors = new ArrayList<>();
            for (String name : names) {
                detectors.add(providers.detector(name, options.getOrDefault(name, Map.of())));
            }
            return detectors;
        }

        @Override
        public void close() {
            providers.close();
        }
    }
}
