package io.nta.examples.cli.training;

import io.nta.detect.AttackType;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.labels.Episode.Kind;
import io.nta.examples.cli.labels.HostSet;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Peer;
import io.nta.feature.Tally;
import io.nta.model.xgboost.Signs;
import io.nta.model.xgboost.rows.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is known of a capture into labels of its rows.
 *
 * <p>A row shows an attack when its host plays the attack's part (attacker as SOURCE, victim as TARGET; for ARP whose address is claimed), the attack fills half of its window or
 * most of the attack lies in it, and it has the attack's {@linkplain Signs signs}. A row of a host that has to do with an attack and doesn't show it is neither attack nor
 * normal, and so for {@link #AFTERMATH} after it: it has no label. In a capture that is labelled as a whole, other hosts were not looked at, unless it is benign. Everything else is
 * normal. Immutable.
 */
final class RowLabeller {
    /** The longest window, in which an attack is seen after its end. */
    static final Duration AFTERMATH = Duration.ofSeconds(180);

    private static final double LEAST_OF_WINDOW = 0.5;
    private static final double LEAST_OF_EPISODE = 0.8;

    private final List<Episode> episodes;

    /** Creates a labeller of one capture. */
    RowLabeller(List<Episode> episodes) {
        this.episodes = episodes.stream()
                .filter(episode -> episode.kind() != Kind.BENIGN)
                .toList();
    }

    /** Returns the row's label, or nothing when it is neither an attack's nor surely normal. */
    Optional<RowLabel> label(FeatureVector row) {
        Episode shown = null;
        boolean involved = false;
        for (Episode episode : episodes) {
            if (!isNear(episode, row)) {
                continue;
            }
            AttackType type = episode.type();
            involved |= episode.wholeCapture() || concerns(episode, row) || mayAttack(episode, type, row);
            if (episode.kind() == Kind.ATTACK && type != null && isShown(episode, type, row)) {
                if (shown != null && !type.equals(shown.type())) {
                    return Optional.empty();
                }
                shown = episode;
            }
        }
        if (shown != null) {
            return Optional.of(new RowLabel(shown.label(), shown.tool()));
        }
        return involved ? Optional.empty() : Optional.of(new RowLabel(Labels.NORMAL, ""));
    }

    private static boolean isShown(Episode episode, AttackType type, FeatureVector row) {
        return playsPart(episode, type, row) && fills(episode, row) && Signs.shows(row, type);
    }

    private static boolean playsPart(Episode episode, AttackType type, FeatureVector row) {
        if (type.equals(AttackType.ARP_SPOOF)) {
            return row.kind() == KeyKind.SOURCE
                    && (episode.attackers().names(row.address())
                            || episode.victims().names(row.address())
                            || episode.wholeCapture());
        }
        if (row.kind() == KeyKind.TARGET) {
            return episode.victims().names(row.address());
        }
        // Sources that are forged out of a network have a part in it, but none of them is the attacker.
        return episode.attackers().namesItself(row.address())
                // Its packets may come from hosts that were asked in the victim's name. Of ICMP a row can't tell such
                // ones from answers to what others forged.
                || type.equals(AttackType.UDP_FLOOD)
                        && episode.victims().names(row.address())
                        && Signs.isReflection(row);
    }

    private static boolean fills(Episode episode, FeatureVector row) {
        if (episode.wholeCapture()) {
            return true;
        }
        Instant from = later(episode.start(), row.start());
        Instant to = earlier(episode.end(), row.end());
        double shared = seconds(from, to);
        return shared >= LEAST_OF_WINDOW * row.seconds()
                || shared > 0 && shared >= LEAST_OF_EPISODE * seconds(episode.start(), episode.end());
    }

    private static boolean isNear(Episode episode, FeatureVector row) {
        return episode.wholeCapture()
                || row.end().isAfter(episode.start())
                        && row.start().isBefore(episode.end().plus(AFTERMATH));
    }

    /** Whether the row's host has a part in it, named or (forged sources, victims in words) told by whom it deals with. */
    private static boolean concerns(Episode episode, FeatureVector row) {
        if (episode.attackers().names(row.address()) || episode.victims().names(row.address())) {
            return true;
        }
        return row.kind() == KeyKind.SOURCE
                ? episode.attackers().isOpen() && dealsWith(row, episode.victims())
                : episode.victims().isOpen() && dealsWith(row, episode.attackers());
    }

    /** Whether the row looks like the attack and its host may be one that the label doesn't name, such as a decoy. */
    private static boolean mayAttack(Episode episode, @Nullable AttackType type, FeatureVector row) {
        return type != null
                && row.kind() == KeyKind.SOURCE
                && episode.attackers().isOpen()
                && Signs.shows(row, type);
    }

    private static boolean dealsWith(FeatureVector row, HostSet hosts) {
        for (Tally tally : Tally.values()) {
            Peer peer = row.context().peer(tally);
            if (peer != null && hosts.names(peer.address())) {
                return true;
            }
        }
        return false;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }
}
