package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.RowContext;
import io.nta.spi.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARP spoofing claims an address that another host holds, to others that never asked.
 *
 * <p>Two signs. Replies to somebody who didn't ask, for an address that is contested or whose MAC claims others too: honest hosts answer or announce to all. And a
 * binding that changes to and fro: fail-over and a reused lease change it once, and announce it.
 */
final class ArpSpoofRule implements Rule {
    private final double unsolicited;
    private final double flaps;
    private final double quietFlaps;

    ArpSpoofRule(ProviderConfig config) {
        unsolicited = config.number("arp_spoof.unsolicited_replies", 2, 1, 1e6);
        flaps = config.number("arp_spoof.binding_changes", 3, 1, 1e6);
        quietFlaps = config.number("arp_spoof.unannounced_binding_changes", 2, 1, 1e6);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        if (row.kind() != KeyKind.SOURCE || row.get(Row.ARP_COUNT) == 0) {
            return null;
        }
        RowContext.Rival rival = row.context().rival();
        double told = row.get(Row.DIRECTED_UNSOLICITED);
        boolean contested = row.get(Row.CONTESTED) > 0 || row.get(Row.SHARING) > 1 || row.get(Row.RIVAL_CLAIMS) > 0;
        if (told >= unsolicited && (contested || row.get(Row.MAC_MISMATCHES) > 0)) {
            return verdict(
                    row,
                    true,
                    told,
                    unsolicited,
                    say("%.0f replies that nobody asked for (limit %.0f)", told, unsolicited));
        }
        double changes = row.get(Row.FLAPS);
        boolean ofAnother = rival != null && (rival.ownAddress() != null || row.get(Row.SHARING) > 1);
        double limit = ofAnother ? flaps : row.get(Row.GRATUITOUS) == 0 ? quietFlaps : Double.MAX_VALUE;
        if (changes >= limit && row.get(Row.CONTESTED) > 0) {
            return verdict(
                    row,
                    false,
                    changes,
                    limit,
                    say("the address changed its MAC %.0f times (limit %.0f)", changes, limit));
        }
        return null;
    }

    /** Names as target the one who was lied to, if that is seen, else the holder of the address. */
    private static Verdict verdict(FeatureVector row, boolean lied, double value, double limit, String fact) {
        RowContext.Rival rival = row.context().rival();
        String who = rival == null ? "A host" : rival.mac().toString();
        return Row.verdict(
                row,
                AttackType.ARP_SPOOF,
                Row.confidence(value, limit),
                Parties.ofArp(row, lied),
                say("%s claims %s, which is another's", who, row.address()),
                List.of(
                        say("%s within %d s", fact, row.seconds()),
                        say(
                                "%.0f claims rival the holder's, %.0f addresses around are contested",
                                row.get(Row.RIVAL_CLAIMS), row.get(Row.CONTESTED))));
    }
}
