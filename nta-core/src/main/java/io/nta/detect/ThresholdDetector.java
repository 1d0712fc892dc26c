package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules: each attack by limits that can be explained. One rule per attack, all of them on every row; a row may show more than one attack.
 *
 * <p>Every limit is an option of the provider {@code threshold}, named in docs/rules.md with its default and where that comes from.
 */
public final class ThresholdDetector implements Detector {
    private final List<Rule> rules;
    private final ForgedNeighbours forgedNeighbours;

    /** Creates the detector with the options of {@code config}. */
    public ThresholdDetector(ProviderConfig config) {
        SynFloodRule synFlood = new SynFloodRule(config);
        forgedNeighbours = new ForgedNeighbours(config, synFlood);
        rules = List.of(
                new PortScanRule(config),
                synFlood,
                new UdpFloodRule(config),
                new IcmpFloodRule(config),
                new SshBruteRule(config),
                new SlowlorisRule(config),
                new ArpSpoofRule(config),
                new DnsTunnelRule(config));
    }

    /** Returns a detector with the default limits. */
    public static ThresholdDetector withDefaults() {
        return new ThresholdDetector(ProviderConfig.of(Map.of()));
    }

    @Override
    public String name() {
        return Row.DETECTOR;
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        List<Verdict> verdicts = new ArrayList<>();
        for (FeatureVector row : rows) {
            for (Rule rule : rules) {
                Verdict verdict = rule.judge(row);
                if (verdict != null) {
                    verdicts.add(verdict);
                }
            }
        }
        forgedNeighbours.unite(rows, verdicts);
        withoutForwardedTunnels(verdicts);
        return verdicts;
    }

    /** A resolver asks on behalf of its clients: the tunnel is the client's. */
    private static void withoutForwardedTunnels(List<Verdict> verdicts) {
        List<Verdict> tunnels = verdicts.stream()
                .filter(v -> v.type().equals(AttackType.DNS_TUNNEL))
                .toList();
        if (tunnels.size() > 1) {
            verdicts.removeIf(verdict -> verdict.type().equals(AttackType.DNS_TUNNEL)
                    && tunnels.stream().anyMatch(origin -> DnsTunnelRule.isForwarded(verdict, origin)));
        }
    }
}
