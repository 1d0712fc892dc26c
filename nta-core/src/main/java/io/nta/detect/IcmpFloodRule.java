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
 * about ten for a moment. A sweep over many hosts sends few to each, and isn't one; nor are many hosts that ping one, none faster than that, unless they are so many with so
 * little each that they can only be forged. Echo replies that a host never asked for are one as well: requests were sent in its name.
 */
final class IcmpFloodRule implements Rule {
    private static final int PINGS_PER_SECOND = 5;
    private static final int FORGED_SOURCES = 100;
    private static final int FORGED_PACKETS_PER_SOURCE = 3;

    private final SizedLimit packets;

    IcmpFloodRule(ProviderConfig config) {
        packets = SizedLimit.of(config, "icmp_flood.packets", 150, 600, 3_000);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        double limit = packets.of(row);
        double unasked = row.get(Row.ECHO_REPLIES) - row.get(Row.ECHO_REQUESTS);
        if (row.kind() == KeyKind.SOURCE && unasked >= limit) {
            return reflected(row, unasked, limit);
        }
        double sent = row.get(Row.ICMP_COUNT);
        if (sent < limit) {
            return null;
        }
        boolean onePeer = Parties.mainPeer(row, Tally.PACKETS) != null;
        boolean swamped = onePeer || row.kind() == KeyKind.TARGET && isMoreThanPings(row, sent);
        if (!swamped || row.get(Row.TIME_EXCEEDED) > sent / 2) {
            return null;
        }
        return Row.verdict(
                row,
                AttackType.ICMP_FLOOD,
                Row.confidence(sent, limit),
                say("%.0f ICMP packets a second", sent / row.seconds()),
                List.of(
                        say("%.0f ICMP packets within %d s (limit %.0f)", sent, row.seconds(), limit),
                        Row.fromAddresses(row) + say(", mean size %.0f bytes", row.get(Row.AVG_PACKET_SIZE))));
    }

    /** Echo replies that the key never asked for: requests were sent in its name. */
    private static Verdict reflected(FeatureVector row, double unasked, double limit) {
        return Row.verdict(
                row,
                AttackType.ICMP_FLOOD,
                Row.confidence(unasked, limit),
                Parties.ofReflection(row, AttackType.ICMP_FLOOD),
                say("%.0f ICMP echo replies a second that it never asked for", unasked / row.seconds()),
                List.of(say("%.0f unasked replies within %d s (limit %.0f)", unasked, row.seconds(), limit)));
    }

    private static boolean isMoreThanPings(FeatureVector row, double sent) {
        double sources = row.get(Row.UNIQUE_SRC_IPS);
        boolean forged = sources >= FORGED_SOURCES && sent < FORGED_PACKETS_PER_SOURCE * sources;
        return forged || sent > PINGS_PER_SECOND * row.seconds() * sources;
    }
}
