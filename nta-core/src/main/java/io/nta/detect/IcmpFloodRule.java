package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Tally;
import io.nta.spi.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ICMP flood is more echo requests to one host than any tool of operations sends: ping sends one a second, at its fastest without privilege five, and path tools
 * about ten for a moment. A sweep over many hosts sends few to each, and isn't one.
 */
final class IcmpFloodRule implements Rule {
    private final SizedLimit packets;

    IcmpFloodRule(ProviderConfig config) {
        packets = SizedLimit.of(config, "icmp_flood.packets", 150, 600, 3_000);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        double sent = row.get(Row.ICMP_COUNT);
        double limit = packets.of(row);
        if (sent < limit) {
            return null;
        }
        boolean oneTarget = row.kind() == KeyKind.TARGET || Row.mainPeer(row, Tally.PACKETS) != null;
        if (!oneTarget || row.get(Row.TIME_EXCEEDED) > sent / 2) {
            return null;
        }
        return Row.verdict(
                row,
                AttackType.ICMP_FLOOD,
                Row.confidence(sent, limit),
                Tally.PACKETS,
                say("%.0f ICMP packets a second", sent / row.seconds()),
                List.of(
                        say("%.0f ICMP packets within %d s (limit %.0f)", sent, row.seconds(), limit),
                        say(
                                "from %.0f addresses, mean size %.0f bytes",
                                row.get(Row.UNIQUE_SRC_IPS), row.get(Row.AVG_PACKET_SIZE))));
    }
}
