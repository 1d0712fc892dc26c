package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.spi.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A UDP flood is datagrams that nobody wants: they get no answer, or a refusal.
 *
 * <p>Three shapes. Many flows, as when each datagram has a port or a forged address of its own: counted by flows without an answer. One or few flows, as from one
 * socket: counted by packets, with a limit above one-way video (about 1 000 packets/s at 10 Mbit/s), and a lower one when the target refuses. Reflection: answers
 * from services that the target never asked.
 */
final class UdpFloodRule implements Rule {
    private static final int FORGED_SOURCES = 100;
    private static final double REPLY_SHARE = 0.05;

    private final SizedLimit unansweredFlows;
    private final SizedLimit oneWayPackets;
    private final SizedLimit refusedPackets;
    private final SizedLimit reflectedPackets;
    private final double flowsPerPort;
    private final double unansweredShare;
    private final double floodPacketSize;

    UdpFloodRule(ProviderConfig config) {
        unansweredFlows = SizedLimit.of(config, "udp_flood.unanswered_flows", 250, 1_200, 6_000);
        oneWayPackets = SizedLimit.of(config, "udp_flood.one_way_packets", 6_000, 36_000, 216_000);
        refusedPackets = SizedLimit.of(config, "udp_flood.refused_packets", 2_500, 15_000, 90_000);
        reflectedPackets = SizedLimit.of(config, "udp_flood.reflected_packets", 500, 2_400, 12_000);
        flowsPerPort = config.number("udp_flood.flows_per_port", 20, 1, 1e6);
        unansweredShare = config.number("udp_flood.unanswered_share", 0.3, 0, 1);
        floodPacketSize = config.number("udp_flood.packet_size", 120, 1, 65_535);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        if (row.kind() == KeyKind.SOURCE && row.get(Row.UNSOLICITED_UDP) >= reflectedPackets.of(row)) {
            return reflected(row);
        }
        double packets = row.get(Row.UDP_COUNT);
        if (packets < unansweredFlows.of(row)
                || row.kind() == KeyKind.TARGET && row.address().isMulticast()) {
            return null;
        }
        double flows = row.get(Row.UDP_FLOWS);
        double unanswered = flows - row.get(Row.UDP_ANSWERED);
        if (unanswered >= unansweredFlows.of(row) && unanswered >= unansweredShare * flows && isFlood(row, packets)) {
            return verdict(row, unanswered, unansweredFlows.of(row), say("%.0f flows without an answer", unanswered));
        }
        boolean oneWay = row.get(Row.REVERSE_PACKETS) <= REPLY_SHARE * packets;
        boolean refused = isRefused(row);
        double limit = refused ? refusedPackets.of(row) : oneWayPackets.of(row);
        if (oneWay && packets >= limit && isFlood(row, packets) && isOneTarget(row)) {
            return verdict(
                    row,
                    packets,
                    limit,
                    say("%.0f datagrams one way%s", packets, refused ? ", refused by the target" : ""));
        }
        return null;
    }

    /** A flow is counted as refused once, but its target in each window that shows a refusal; those of TCP are no more than its connections. */
    private static boolean isRefused(FeatureVector row) {
        double udpFlows = row.get(Row.UDP_REFUSED);
        return udpFlows > 0 || row.get(Row.REFUSED_TARGETS) > row.get(Row.REFUSED) - udpFlows;
    }

    /** A scan sends little to each port; a flood over many ports is told by its sources or by its size. */
    private boolean isFlood(FeatureVector row, double packets) {
        double targets = Math.max(1, row.get(Row.DISTINCT_TARGETS));
        return packets >= flowsPerPort * targets
                || row.kind() == KeyKind.TARGET && row.get(Row.UNIQUE_SRC_IPS) >= FORGED_SOURCES
                || Row.carriesData(row, floodPacketSize) && isOneTarget(row);
    }

    private static boolean isOneTarget(FeatureVector row) {
        IpAddress target = row.kind() == KeyKind.TARGET ? row.address() : Parties.mainPeer(row, Tally.PACKETS);
        return target != null && !target.isMulticast();
    }

    private static Verdict verdict(FeatureVector row, double value, double limit, String fact) {
        return Row.verdict(
                row,
                AttackType.UDP_FLOOD,
                Row.confidence(value, limit),
                say("%.0f datagrams a second that nobody answers", row.get(Row.UDP_COUNT) / row.seconds()),
                List.of(
                        say("%s within %d s (limit %.0f)", fact, row.seconds(), limit),
                        Row.fromAddresses(row) + " to " + Row.counted(row.get(Row.UNIQUE_DST_PORTS), "port", "ports")));
    }

    private Verdict reflected(FeatureVector row) {
        double packets = row.get(Row.UNSOLICITED_UDP);
        double limit = reflectedPackets.of(row);
        return Row.verdict(
                row,
                AttackType.UDP_FLOOD,
                Row.confidence(packets, limit),
                Parties.ofReflection(row, AttackType.UDP_FLOOD),
                say("%.0f datagrams a second from services that it never asked", packets / row.seconds()),
                List.of(say("%.0f unsolicited answers within %d s (limit %.0f)", packets, row.seconds(), limit)));
    }
}
