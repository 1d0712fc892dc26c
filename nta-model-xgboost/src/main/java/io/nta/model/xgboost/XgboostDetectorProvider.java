package io.nta.model.xgboost;

import io.nta.NtaException;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the detector {@value XgboostDetector#NAME}. Options:
 *
 * <ul>
 *   <li>{@code model}: the folder of a model; without it, the one in the jar
 *   <li>{@code reload}: how often to look for a new model in that folder, 1 s to 1 day; without it, or with 0, never. See {@link ModelFolderWatch}
 * </ul>
 */
public final class XgboostDetectorProvider implements DetectorProvider {
    private static final Duration NEVER = Duration.ZERO;
    private static final Duration OFTENEST = Duration.ofSeconds(1);

    /** For {@link java.util.ServiceLoader}. */
    public XgboostDetectorProvider() {}

    @Override
    public String name() {
        return XgboostDetector.NAME;
    }

    @Override
    public Detector create(ProviderConfig config) {
        return detector(config);
    }

    /** Reads the options, checks the whole configuration, and only then opens the model. */
    static XgboostDetector detector(ProviderConfig config) {
        Optional<Path> folder = config.path("model");
        Duration reload = config.duration("reload", NEVER, NEVER, Duration.ofDays(1));
        config.verify();
        if (reload.equals(NEVER)) {
            return folder.map(path -> new XgboostDetector(Model.open(path))).orElseGet(XgboostDetector::bundled);
        }
        if (folder.isEmpty()) {
            throw new NtaException("The option reload needs the option model: what the jar brings doesn't change");
        }
        if (reload.compareTo(OFTENEST) < 0) {
            throw new NtaException(
                    "The option reload is " + reload.toMillis() + "ms; allowed are 1s to 1d, or 0s for never");
        }
        return new XgboostDetector(ModelFolderWatch.of(folder.get(), Canary.bundled(), reload));
    }
}
