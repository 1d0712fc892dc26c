package io.nta.detect;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Peer;
import io.nta.feature.RowContext;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who attacks whom, as far as a row tells. The row's host is the attacker of a SOURCE row and the target of a TARGET row; the other is its main peer, by what the attack
 * is made of. Two attacks turn this round: answers that a host never asked for flood the SOURCE row's host, and ARP names the liar by the address that it
 * uses itself.
 *
 * @param attacker who attacks; {@code null} when there are many or they are spoofed
 * @param target who is attacked; {@code null} when there are many
 */
public record Parties(
        @Nullable IpAddress attacker, @Nullable IpAddress target) {
    /** A peer with at least this share of the weight is named as the one attacker or target. */
    private static final double MAIN_SHARE = 0.6;

    private static final Map<AttackType, Tally> TALLIES = Map.of(
            AttackType.PORT_SCAN, Tally.OPENINGS,
            AttackType.SYN_FLOOD, Tally.OPENINGS,
            AttackType.UDP_FLOOD, Tally.PACKETS,
            AttackType.ICMP_FLOOD, Tally.PACKETS,
            AttackType.SSH_BRUTE, Tally.LOGINS,
            AttackType.SLOWLORIS, Tally.STALLS,
            AttackType.DNS_TUNNEL, Tally.QUERIES);

    private static final int UDP = FeatureCatalogue.indexOf("udp_count");
    private static final int ICMP = FeatureCatalogue.indexOf("icmp_count");
    private static final int UNSOLICITED = FeatureCatalogue.indexOf("unsolicited_packet_count");
    private static final int UNSOLICITED_UDP = FeatureCatalogue.indexOf("unsolicited_udp_packet_count");
    private static final int TOLD = FeatureCatalogue.indexOf("arp_directed_unsolicited_count");

    /** Returns the parties of an attack of that type, which the row shows. Of a plugin's type, the main peer by connections opened. */
    public static Parties of(FeatureVector row, AttackType type) {
        if (type.equals(AttackType.ARP_SPOOF)) {
            return ofArp(row, row.get(TOLD) > 0);
        }
        return isReflected(row, type) ? ofReflection(row, type) : ofDirect(row, type);
    }

    /** Returns the parties of an attack that isn't reflected, and isn't ARP spoofing. */
    static Parties ofDirect(FeatureVector row, AttackType type) {
        // Whoever holds connections open in a SOURCE row is its host, so only the other way round somebody could be
        // wronged.
        IpAddress peer = type.equals(AttackType.SLOWLORIS) && row.kind() == KeyKind.TARGET
                ? holder(row, Math.max(row.get(Row.STALLED), row.get(Row.BLOCKED)))
                : mainPeer(row, tally(row, type));
        return row.kind() == KeyKind.SOURCE ? new Parties(row.address(), peer) : new Parties(peer, row.address());
    }

    /** Returns what peers are weighed by. Before any connection has stalled, whoever is about to hold them is known by those that it opens. */
    private static Tally tally(FeatureVector row, AttackType type) {
        Tally tally = TALLIES.getOrDefault(type, Tally.OPENINGS);
        return tally == Tally.STALLS && row.context().peer(tally) == null ? Tally.OPENINGS : tally;
    }

    /** Returns the parties of a flood of answers that the row's host never asked for. Who sends them is weighed for UDP only. */
    static Parties ofReflection(FeatureVector row, AttackType type) {
        IpAddress reflector = type.equals(AttackType.UDP_FLOOD) ? mainPeer(row, Tally.UNSOLICITED) : null;
        return new Parties(reflector, row.address());
    }

    private static boolean isReflected(FeatureVector row, AttackType type) {
        if (row.kind() != KeyKind.SOURCE) {
            return false;
        }
        return type.equals(AttackType.UDP_FLOOD) && row.get(UNSOLICITED_UDP) > row.get(UDP)
                || type.equals(AttackType.ICMP_FLOOD)
                        && row.get(UNSOLICITED) - row.get(UNSOLICITED_UDP) > row.get(ICMP);
    }

    /**
     * Returns the parties of ARP spoofing.
     *
     * @param lied whether somebody was told the lie directly: the one who was told last is the target then, else the holder of the address
     */
    static Parties ofArp(FeatureVector row, boolean lied) {
        RowContext.Rival rival = row.context().rival();
        IpAddress attacker = rival == null ? null : rival.ownAddress();
        IpAddress told = rival == null ? null : rival.told();
        return new Parties(attacker, !lied || told == null || told.equals(attacker) ? row.address() : told);
    }

    /**
     * Returns the peer with the main share of the connections that are held open. What is held may have been so for long, and peers are weighed by what began to
     * stall within the window: who has most of that, but of little, isn't named.
     *
     * @param held how many are held at the window's end
     */
    static @Nullable IpAddress holder(FeatureVector row, double held) {
        Peer peer = row.context().peer(Tally.STALLS);
        if (peer == null || peer.share() < MAIN_SHARE || peer.weight() < MAIN_SHARE * held) {
            return null;
        }
        return peer.address();
    }

    /** Returns the peer that weighs most, if it is the main one. */
    static @Nullable IpAddress mainPeer(FeatureVector row, Tally tally) {
        Peer peer = row.context().peer(tally);
        return peer != null && peer.share() >= MAIN_SHARE ? peer.address() : null;
    }
}
