package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.spi.ProviderConfig;

/** A limit with a value for each window length. Its options are NAME.5, NAME.30 and NAME.180. */
record SizedLimit(double in5, double in30, double in180) {
    private static final double MAX = 1e9;

    static SizedLimit of(ProviderConfig config, String name, double in5, double in30, double in180) {
        return new SizedLimit(
                config.number(name + ".5", in5, 1, MAX),
                config.number(name + ".30", in30, 1, MAX),
                config.number(name + ".180", in180, 1, MAX));
    }

    double of(FeatureVector row) {
        return switch (row.seconds()) {
            case 5 -> in5;
            case 30 -> in30;
            default -> in180;
        };
    }
}
