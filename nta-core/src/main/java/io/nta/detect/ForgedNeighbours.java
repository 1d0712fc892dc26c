package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.spi.ProviderConfig;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flood of many ports whose forged sources lie in one network: the same few hundred addresses come again and again, so that each of them looks like a scanner, and
 * the target's row alone doesn't tell it from a scan by many.
 *
 * <p>Seen in the rows of one window together: many addresses of one network fail at the same host, none ever connects, and each has asked for other ports, about as
 * many as the others. Decoys of a scan all ask for the same ports; scanners that share their work are fewer, or lie in many networks. Then it is one flood of the
 * target, and no scan by any of them. Who asks for many more ports than its neighbours, or for most of the ports that were asked, is still a scanner.
 */
final class ForgedNeighbours {
    /** An address that asks for one port only may be an honest client of a dead server. */
    private static final int PORTS_OF_ONE = 2;

    /** Decoys ask for all ports that the scanner asks for; a share of them, since windows cut. */
    private static final double DECOY_SHARE = 0.5;

    /** A forged source is one of many by chance: it gets about as much of the flood as the others. */
    private static final double UNEVENNESS = 4;

    private static final int IPV4_HOST_BITS = 0xFF;

    private record Window(IpAddress target, int seconds, long startNanos) {}

    private record Origin(FeatureVector target, IpAddress network) {}

    /** The sources of one network that ask one target. */
    private static final class Group {
        /** By identity, as rows have no other. */
        private final Set<FeatureVector> sources = new HashSet<>();

        private double ports;

        void add(FeatureVector source) {
            sources.add(source);
            ports += source.get(Row.DISTINCT_TARGETS);
        }

        boolean isLike(FeatureVector source) {
            return source.get(Row.DISTINCT_TARGETS) <= UNEVENNESS * (ports / sources.size() + 1);
        }
    }

    private final SynFloodRule synFlood;
    private final double fewest;

    ForgedNeighbours(ProviderConfig config, SynFloodRule synFlood) {
        this.synFlood = synFlood;
        fewest = config.number("syn_flood.forged_neighbours", 64, 2, 256);
    }

    /** Makes of scans by forged neighbours, in rows that are judged together, a flood of their target. */
    void unite(List<FeatureVector> rows, List<Verdict> verdicts) {
        Map<Window, FeatureVector> flooded = flooded(rows, verdicts);
        if (flooded.isEmpty()) {
            return;
        }
        groups(rows, flooded).forEach((origin, group) -> {
            // Each has ports of its own, which clients of one server don't have.
            double ports = origin.target.get(Row.DISTINCT_TARGETS);
            if (group.sources.size() >= fewest && ports >= group.sources.size()) {
                unite(origin.target, group, verdicts);
            }
        });
    }

    private void unite(FeatureVector target, Group group, List<Verdict> verdicts) {
        verdicts.removeIf(verdict -> verdict.type().equals(AttackType.PORT_SCAN)
                && (verdict.row() == target && verdict.attacker() == null
                        || group.sources.contains(verdict.row()) && group.isLike(verdict.row())));
        if (verdicts.stream().noneMatch(verdict -> verdict.row() == target && isFlood(verdict))) {
            Verdict verdict = synFlood.judgeConcentrated(target);
            if (verdict != null) {
                verdicts.add(verdict);
            }
        }
    }

    private static boolean isFlood(Verdict verdict) {
        return verdict.type().equals(AttackType.SYN_FLOOD) || verdict.type().equals(AttackType.UDP_FLOOD);
    }

    /** Returns the rows of targets that get as much as a flood, though perhaps spread over many ports, by no single source. */
    private Map<Window, FeatureVector> flooded(List<FeatureVector> rows, List<Verdict> verdicts) {
        Map<Window, FeatureVector> flooded = new LinkedHashMap<>();
        for (FeatureVector row : rows) {
            if (row.kind() == KeyKind.TARGET
                    && row.get(Row.UNIQUE_SRC_IPS) >= fewest
                    && Parties.mainPeer(row, Tally.OPENINGS) == null
                    && synFlood.judgeConcentrated(row) != null) {
                flooded.put(window(row.address(), row), row);
            }
        }
        for (Verdict verdict : verdicts) {
            FeatureVector row = verdict.row();
            if (row.kind() == KeyKind.TARGET && verdict.attacker() == null && isFlood(verdict)) {
                flooded.put(window(row.address(), row), row);
            }
        }
        return flooded;
    }

    private static Map<Origin, Group> groups(List<FeatureVector> rows, Map<Window, FeatureVector> flooded) {
        Map<Origin, Group> groups = new LinkedHashMap<>();
        for (FeatureVector row : rows) {
            IpAddress asked = row.kind() == KeyKind.SOURCE ? Parties.mainPeer(row, Tally.OPENINGS) : null;
            FeatureVector target = asked == null ? null : flooded.get(window(asked, row));
            if (target != null && mayBeForged(row, target)) {
                groups.computeIfAbsent(new Origin(target, network(row.address())), origin -> new Group())
                        .add(row);
            }
        }
        return groups;
    }

    private static boolean mayBeForged(FeatureVector source, FeatureVector target) {
        double ports = source.get(Row.DISTINCT_TARGETS);
        return source.get(Row.ESTABLISHED) == 0
                && ports >= PORTS_OF_ONE
                && ports < DECOY_SHARE * target.get(Row.DISTINCT_TARGETS);
    }

    private static Window window(IpAddress target, FeatureVector row) {
        return new Window(target, row.seconds(), row.startNanos());
    }

    /** The /24 of IPv4, the /64 of IPv6: as the features count networks. */
    private static IpAddress network(IpAddress address) {
        return address.isIpv4()
                ? IpAddress.ofIpv4((int) address.low() & ~IPV4_HOST_BITS)
                : new IpAddress(address.high(), 0);
    }
}
