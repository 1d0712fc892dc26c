package io.nta;

import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.DecoderConfig;
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
 */
public record AnalyzerConfig(
        DecoderConfig decoding,
        FlowConfig flow,
        AggregatorConfig windows,
        AlertPolicyConfig alerts,
        TimelineConfig timeline) {
    /** Creates a configuration with the default decoding and timeline. */
    public AnalyzerConfig(FlowConfig flow, AggregatorConfig windows, AlertPolicyConfig alerts) {
        this(DecoderConfig.defaults(), flow, windows, alerts, TimelineConfig.defaults());
    }

    /** Returns the defaults. */
    public static AnalyzerConfig defaults() {
        return new AnalyzerConfig(FlowConfig.defaults(), AggregatorConfig.defaults(), AlertPolicyConfig.defaults());
    }
}
