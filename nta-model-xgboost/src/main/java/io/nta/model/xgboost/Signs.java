package io.nta.model.xgboost;

import io.nta.detect.AttackType;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The least that an attack leaves in a row. A row of an attacker or a victim that has less looks like anybody's: one rejected login in 5 s is a mistyped password, whoever typed it. So no
 * model learns an attack from such a row, and none tells of one: whatever its numbers look like, a host all of whose connections succeeded did not scan. These are no limits of
 * detection: they are about a fifth of what one window must show for an analyst to wonder.
 */
public final class Signs {
    private static final double LEAST_TARGETS = 5;
    private static final double LEAST_HANDSHAKES = 25;
    private static final double LEAST_HANDSHAKES_PER_SECOND = 2;
    private static final double LEAST_PACKETS_PER_SECOND = 10;
    private static final double LEAST_LOGINS = 3;
    private static final double LEAST_STALLS = 8;
    private static final double LEAST_NAMES = 5;
    /** Characters left of the registered domain: with less, a name carries no more than a word. */
    private static final double LEAST_NAME_LENGTH = 12;

    private static final Map<AttackType, Predicate<FeatureVector>> OF = Map.of(
            AttackType.PORT_SCAN,
                    row -> value(row, "distinct_targets_count") - value(row, "answered_targets_count") >= LEAST_TARGETS
                            || value(row, "distinct_targets_count") >= 2 * LEAST_TARGETS,
            AttackType.SYN_FLOOD,
                    row -> value(row, "half_open_count")
                            >= Math.max(LEAST_HANDSHAKES, LEAST_HANDSHAKES_PER_SECOND * row.seconds()),
            AttackType.UDP_FLOOD,
                    row -> isFlood(row, value(row, "udp_count") + value(row, "unsolicited_udp_packet_count")),
            AttackType.ICMP_FLOOD,
                    row -> isFlood(row, value(row, "icmp_count") + value(row, "unsolicited_packet_count")),
            AttackType.SSH_BRUTE,
                    row -> value(row, "ssh_auth_failure_count") >= LEAST_LOGINS
                            || value(row, "ssh_connection_attempts") >= 2 * LEAST_LOGINS,
            AttackType.SLOWLORIS,
                    row -> value(row, "stalled_request_count")
                                    + value(row, "blocked_conn_count")
                                    + value(row, "partial_http_count")
                            >= LEAST_STALLS,
            AttackType.ARP_SPOOF,
                    row -> row.kind() == KeyKind.SOURCE
                            && value(row, "arp_count") > 0
                            && value(row, "arp_directed_unsolicited_count")
                                            + value(row, "arp_rival_claim_count")
                                            + value(row, "arp_binding_flap_count")
                                    > 0,
            AttackType.DNS_TUNNEL,
                    row -> value(row, "top_domain_name_count") >= LEAST_NAMES
                            && value(row, "top_domain_characters")
                                    >= LEAST_NAME_LENGTH * value(row, "top_domain_name_count"));

    private Signs() {}

    private static double value(FeatureVector row, String feature) {
        return row.get(FeatureCatalogue.indexOf(feature));
    }

    private static boolean isFlood(FeatureVector row, double packets) {
        return packets >= LEAST_PACKETS_PER_SECOND * row.seconds();
    }

    /** Returns whether the row's host gets answers that it never asked for, as many as make a flood. */
    public static boolean isReflection(FeatureVector row) {
        return isFlood(row, value(row, "unsolicited_packet_count"));
    }

    /** Returns whether the row could show that attack. {@code false} for types that are none of the library's. */
    public static boolean shows(FeatureVector row, AttackType type) {
        Predicate<FeatureVector> sign = OF.get(type);
        return sign != null && sign.test(row);
    }
}
