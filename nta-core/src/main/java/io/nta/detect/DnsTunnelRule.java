package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.ProviderConfig;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A DNS tunnel puts data into names under one registered domain: many names, long, and hardly one twice. What the names could carry is measured in characters
 * (compare Born and Gustafson 2010; Paxson et al. 2013, "Practical comprehensive bounds on surreptitious communication over DNS", who bound the information per
 * domain).
 *
 * <p>A cloud look-up of hashes, at some 40 characters every few seconds, stays below; so do content networks, whose names repeat, and address look-ups, which don't
 * count. Queries of types that carry free bytes lower the limit.
 */
final class DnsTunnelRule implements Rule {
    /** Few carrier queries tell only when they come close together. */
    private static final int MAX_BURST_SECONDS = 30;

    private final SizedLimit characters;
    private final SizedLimit names;
    private final double meanLength;
    private final double freshShare;
    private final double carriers;
    private final double carrierNames;

    DnsTunnelRule(ProviderConfig config) {
        characters = SizedLimit.of(config, "dns_tunnel.characters", 700, 1_500, 3_000);
        names = SizedLimit.of(config, "dns_tunnel.names", 8, 20, 40);
        meanLength = config.number("dns_tunnel.mean_length", 18, 1, 255);
        freshShare = config.number("dns_tunnel.fresh_names_share", 0.5, 0, 1);
        carriers = config.number("dns_tunnel.carrier_queries", 5, 1, 1e6);
        carrierNames = config.number("dns_tunnel.carrier_names", 10, 1, 1e6);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        double fresh = row.get(Row.DOMAIN_NAMES);
        if (fresh == 0) {
            return null;
        }
        double capacity = row.get(Row.DOMAIN_CHARACTERS);
        double queries = row.get(Row.DOMAIN_QUERIES);
        if (row.kind() != KeyKind.SOURCE || fresh < freshShare * queries || capacity < meanLength * fresh) {
            return null;
        }
        if (capacity >= characters.of(row) && fresh >= names.of(row)) {
            return verdict(row, capacity, characters.of(row), carried(row, characters.of(row)));
        }
        boolean burst = row.seconds() <= MAX_BURST_SECONDS;
        boolean carrying = burst && row.get(Row.DOMAIN_CARRIERS) >= carriers && fresh >= carrierNames;
        return carrying ? verdict(row, row.get(Row.DOMAIN_CARRIERS), carriers, freeBytes(row, carriers)) : null;
    }

    private static String carried(FeatureVector row, double limit) {
        return say(
                "%.0f different names within %d s that could carry %.0f characters (limit %.0f)",
                row.get(Row.DOMAIN_NAMES), row.seconds(), row.get(Row.DOMAIN_CHARACTERS), limit);
    }

    private static String freeBytes(FeatureVector row, double limit) {
        return say(
                "%.0f queries within %d s, for %.0f different names, are of types that carry free bytes (limit %.0f)",
                row.get(Row.DOMAIN_CARRIERS), row.seconds(), row.get(Row.DOMAIN_NAMES), limit);
    }

    private static Verdict verdict(FeatureVector row, double value, double limit, String fact) {
        String domain = Objects.requireNonNullElse(row.context().topDomain(), "");
        String under = domain.isEmpty() ? "no registered domain" : printable(domain);
        return Row.verdict(
                row,
                AttackType.DNS_TUNNEL,
                Row.confidence(value, limit),
                say("Data goes out in DNS names under %s", under),
                List.of(
                        fact,
                        say(
                                "%.0f queries, %.0f of them of types that carry free bytes",
                                row.get(Row.DOMAIN_QUERIES), row.get(Row.DOMAIN_CARRIERS)),
                        say("%.0f bytes of answers", row.get(Row.DOMAIN_ANSWER_BYTES))));
    }

    /** The name is the attacker's text: what isn't plain ASCII is shown as its code. */
    private static String printable(String domain) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            text.append(c > ' ' && c < 0x7F ? String.valueOf(c) : say("\\x%02x", (int) c));
        }
        return text.toString();
    }

    /** Returns whether {@code verdict} is on a resolver that only passes on what {@code origin} asked it, under the same domain. */
    static boolean isForwarded(Verdict verdict, Verdict origin) {
        IpAddress resolver = verdict.row().address();
        return verdict.row().startNanos() == origin.row().startNanos()
                && resolver.equals(origin.target())
                && !resolver.equals(origin.attacker())
                && Objects.equals(
                        verdict.row().context().topDomain(),
                        origin.row().context().topDomain());
    }
}
