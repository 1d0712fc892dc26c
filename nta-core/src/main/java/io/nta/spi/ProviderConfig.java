package io.nta.spi;

import java.time.Duration;
import java.util.Map;

/** The options of a provider. */
public final class ProviderConfig {
    private final Map<String, String> options;

    private ProviderConfig(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }

    /** Returns a configuration with these options. */
    public static ProviderConfig of(Map<String, String> options) {
        return new ProviderConfig(options);
    }

    /** Returns a number. */
    public double number(String name, double byDefault, double min, double max) {
        String text = options.get(name);
        return text == null ? byDefault : Math.min(max, Math.max(min, Double.parseDouble(text)));
    }

    /** Returns a duration. */
    public Duration duration(String name, Duration byDefault, Duration min, Duration max) {
        String text = options.get(name);
        return text == null ? byDefault : Duration.parse(text);
    }
}
