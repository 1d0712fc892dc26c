package io.nta;

import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.DecoderConfig;
import io.nta.window.AggregatorConfig;

/**
 * Everything that can be set, in groups; each group checks itself.
 *
 * @param decoding from frames to packets
 * @param flow connection tracking
 * @param windows aggregation
 * @param alerts from verdicts to alerts
 */
public record AnalyzerConfig(
        DecoderConfig decoding, FlowConfig flow, AggregatorConfig windows, AlertPolicyConfig alerts) {
    /** Returns the defaults. */
    public static AnalyzerConfig defaults() {
        return new AnalyzerConfig(
                DecoderConfig.defaults(),
                FlowConfig.defaults(),
                AggregatorConfig.defaults(),
                AlertPolicyConfig.defaults());
    }
}
