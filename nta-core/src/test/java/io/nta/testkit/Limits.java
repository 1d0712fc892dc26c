package io.nta.testkit;

import io.nta.AnalyzerConfig;
import io.nta.window.AggregatorConfig;
import io.nta.window.AggregatorLimits;

/** Configurations that differ from the defaults in the limits on unproven keys alone. */
public final class Limits {
    private Limits() {}

    /** As many unproven keys of each kind, and as many that one peer may bring. */
    public static AnalyzerConfig unproven(int keysPerKind, int perPeer) {
        AggregatorLimits limits = AggregatorLimits.defaults();
        return with(new AggregatorLimits(
                limits.maxKeysPerKind(),
                keysPerKind,
                perPeer,
                limits.persistentPackets(),
                limits.maxSetBytes(),
                limits.maxPooledPanes(),
                limits.maxBindingsPerWindow(),
                limits.maxArpHistory()));
    }

    /** Every key gets its rows. */
    public static AnalyzerConfig unlimited() {
        return with(AggregatorLimits.defaults().withUnprovenUnlimited());
    }

    private static AnalyzerConfig with(AggregatorLimits limits) {
        AnalyzerConfig defaults = AnalyzerConfig.defaults();
        AggregatorConfig windows = defaults.windows();
        return new AnalyzerConfig(
                defaults.flow(),
                new AggregatorConfig(windows.lateness(), windows.maxSourceLag(), windows.highEntropyBits(), limits),
                defaults.alerts());
    }
}
