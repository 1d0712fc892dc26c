package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules: each attack by limits that can be explained. One rule per attack, all of them on every row; a row may show more than one attack.
 *
 * <p>Every limit is an option of the provider {@code threshold}, named in docs/rules.md with its default and where that comes from.
 */
public final class ThresholdDetector implements Detector {
    // Each by its own type, not a list of rules: a call that is looked up for each rule and row costs as much as most
    // of
    // these do until they see that a row is not theirs.
    private final PortScanRule portScan;
    private final SynFloodRule synFlood;
    private final UdpFloodRule udpFlood;
    private final IcmpFloodRule icmpFlood;
    private final SshBruteRule sshBrute;
    private final SlowlorisRule slowloris;
    private final ArpSpoofRule arpSpoof;
    private final DnsTunnelRule dnsTunnel;
    private final ForgedNeighbours forgedNeighbours;

    /** Creates the detector with the options of {@code config}. */
    public ThresholdDetector(ProviderConfig config) {
        portScan = new PortScanRule(config);
        synFlood = new SynFloodRule(config);
        udpFlood = new UdpFloodRule(config);
        icmpFlood = new IcmpFloodRule(config);
        sshBrute = new SshBruteRule(config);
        slowloris = new SlowlorisRule(config);
        arpSpoof = new ArpSpoofRule(config);
        dnsTunnel = new DnsTunnelRule(config);
        forgedNeighbours = new ForgedNeighbours(config, synFlood);
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
            judge(row, verdicts);
        }
        forgedNeighbours.unite(rows, verdicts);
        withoutForwardedTunnels(verdicts);
        return verdicts;
    }

    private void judge(FeatureVector row, List<Verdict> verdicts) {
        add(portScan.judge(row), verdicts);
        add(synFlood.judge(row), verdicts);
        add(udpFlood.judge(row), verdicts);
        add(icmpFlood.judge(row), verdicts);
        add(sshBrute.judge(row), verdicts);
        add(slowloris.judge(row), verdicts);
        add(arpSpoof.judge(row), verdicts);
        add(dnsTunnel.judge(row), verdicts);
    }

    private static void add(@Nullable Verdict verdict, List<Verdict> verdicts) {
        if (verdict != null) {
            verdicts.add(verdict);
        }
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
