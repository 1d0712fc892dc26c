package io.nta.examples.server.config;

import io.nta.AnalyzerConfig;
import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.DecoderConfig;
import io.nta.spi.ProviderConfig;
import io.nta.window.AggregatorConfig;
import io.nta.window.TimelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How packets are analysed.
 *
 * @param detectors names of the detectors
 * @param plugins a folder of jars with more detectors; {@code null} for none
 * @param lateness how much later than the newest packet of its agent a packet may come
 * @param maxAgentLag how far an agent may lag behind another before its packets are late. Agents that upload each 5 s lag by up to that and the way
 * @param shards among how many threads packets are shared out
 * @param lateScoring how often windows without a verdict are looked for: those on which a detector failed, or which a crash left
 */
public record AnalysisConfig(
        List<String> detectors,
        @Nullable Path plugins,
        Duration lateness,
        Duration maxAgentLag,
        int shards,
        Duration lateScoring) {
    private static final Duration DEFAULT_LAG = Duration.ofSeconds(10);

    /** Copies the list. */
    public AnalysisConfig {
        detectors = List.copyOf(detectors);
    }

    static AnalysisConfig read(ProviderConfig config) {
        AggregatorConfig byDefault = AggregatorConfig.defaults();
        return new AnalysisConfig(
                List.of(config.text("detectors", "combined").strip().split("\\s*,\\s*")),
                config.path("plugins").orElse(null),
                config.duration("analysis.lateness", byDefault.lateness(), Durations.NONE, Durations.MINUTE),
                config.duration("analysis.max_agent_lag", DEFAULT_LAG, Durations.SECOND, Durations.MINUTE),
                config.integer("analysis.shards", 1, AnalyzerConfig.MIN_SHARDS, AnalyzerConfig.MAX_SHARDS),
                config.duration("analysis.late_scoring", Durations.MINUTE, Duration.ofMillis(100), Durations.DAY));
    }

    /** Returns these as the analyzer takes them. Packets may be as old as they like, and ahead of their arrival by no more than agents may lag. */
    public AnalyzerConfig analyzerConfig() {
        AggregatorConfig windows = AggregatorConfig.defaults();
        return new AnalyzerConfig(
                DecoderConfig.defaults(),
                FlowConfig.defaults(),
                new AggregatorConfig(lateness, maxAgentLag, windows.highEntropyBits(), windows.limits()),
                AlertPolicyConfig.defaults(),
                TimelineConfig.forwarded(maxAgentLag),
                shards);
    }
}
