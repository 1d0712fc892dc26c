package io.nta;

import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.DecoderConfig;
import io.nta.window.AddressParts;
import io.nta.window.AggregatorConfig;
import io.nta.window.TimelineConfig;

/**
 * Everything that can be set, in groups; each group checks itself.
 *
 * @param decoding from frames to packets
 * @param flow connection tracking
 * @param windows aggregation
 * @param alerts from verdicts to alerts
 * @param timeline which packet times are believed
 * @param shards how many threads share the packets, {@value #MIN_SHARDS} to {@value #MAX_SHARDS}; with 1 the reading thread does all. Rows and alerts are the same while no limit bites; how
 *     limits are shared out is in docs/limits.md, when it pays in docs/performance.md
 */
public record AnalyzerConfig(
        DecoderConfig decoding,
        FlowConfig flow,
        AggregatorConfig windows,
        AlertPolicyConfig alerts,
        TimelineConfig timeline,
        int shards) {
    /** The fewest shards. */
    public static final int MIN_SHARDS = 1;

    /** The most shards. */
    public static final int MAX_SHARDS = AddressParts.COUNT;

    /**
     * Checks the number of shards.
     *
     * @throws IllegalArgumentException when it is out of its range
     */
    public AnalyzerConfig {
        if (shards < MIN_SHARDS || shards > MAX_SHARDS) {
            throw new IllegalArgumentException(
                    "shards is " + shards + ", allowed are " + MIN_SHARDS + " to " + MAX_SHARDS);
        }
    }

    /** Creates a configuration with one shard. */
    public AnalyzerConfig(
            DecoderConfig decoding,
            FlowConfig flow,
            AggregatorConfig windows,
            AlertPolicyConfig alerts,
            TimelineConfig timeline) {
        this(decoding, flow, windows, alerts, timeline, 1);
    }

    /** Creates a configuration with the default decoding and timeline, and one shard. */
    public AnalyzerConfig(FlowConfig flow, AggregatorConfig windows, AlertPolicyConfig alerts) {
        this(DecoderConfig.defaults(), flow, windows, alerts, TimelineConfig.defaults());
    }

    /** Returns the same with another number of shards. */
    public AnalyzerConfig withShards(int newShards) {
        return new AnalyzerConfig(decoding, flow, windows, alerts, timeline, newShards);
    }

    /** Returns the defaults. */
    public static AnalyzerConfig defaults() {
        return new AnalyzerConfig(FlowConfig.defaults(), AggregatorConfig.defaults(), AlertPolicyConfig.defaults());
    }
}
