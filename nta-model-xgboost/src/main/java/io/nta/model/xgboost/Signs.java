package io.nta.model.xgboost;

import io.nta.detect.AttackType;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import java.util.List;

/**
 * The least that an attack leaves in a row. A row of an attacker or a victim that has less looks like anybody's: one rejected login in 5 s is a mistyped password, whoever typed it. So no
 * model learns an attack from such a row, and none tells of one: whatever its numbers look like, a host all of whose connections succeeded did not scan. These are no limits of
 * detection: they are about a fifth of what one window must show for an analyst to wonder.
 */
public enum Signs {
    /** Claims of an address that is another's, or that nobody asked for. */
    ARP(AttackType.ARP_SPOOF) {
        @Override
        boolean in(FeatureVector row) {
            return row.kind() == KeyKind.SOURCE
                    && row.get(ARP_TOLD_UNASKED) + row.get(ARP_RIVAL_CLAIMS) + row.get(ARP_CHANGES) > 0;
        }
    },
    /** Several names under one domain that are long enough to carry something. */
    DNS(AttackType.DNS_TUNNEL) {
        @Override
        boolean in(FeatureVector row) {
            double names = row.get(DOMAIN_NAMES);
            return names >= LEAST_NAMES && row.get(DOMAIN_CHARACTERS) >= LEAST_NAME_LENGTH * names;
        }
    },
    /** ICMP, sent or reflected, more often than a fast ping. */
    ICMP(AttackType.ICMP_FLOOD) {
        @Override
        boolean in(FeatureVector row) {
            return isFlood(row, row.get(ICMP_PACKETS) + row.get(UNSOLICITED));
        }
    },
    /** Targets that didn't answer, or many of any kind. */
    SCAN(AttackType.PORT_SCAN) {
        @Override
        boolean in(FeatureVector row) {
            double targets = row.get(TARGETS);
            return targets - row.get(ANSWERED_TARGETS) >= LEAST_TARGETS || targets >= 2 * LEAST_TARGETS;
        }
    },
    /** Requests that wait, or answers that aren't taken. */
    STALLS(AttackType.SLOWLORIS) {
        @Override
        boolean in(FeatureVector row) {
            return row.get(STALLED) + row.get(BLOCKED) + row.get(PARTIAL_REQUESTS) >= LEAST_STALLS;
        }
    },
    /** Rejected logins, or many connections. */
    LOGINS(AttackType.SSH_BRUTE) {
        @Override
        boolean in(FeatureVector row) {
            return row.get(SSH_FAILURES) >= LEAST_LOGINS || row.get(SSH_CONNECTIONS) >= 2 * LEAST_LOGINS;
        }
    },
    /** Handshakes that don't complete, several for each target: who asks each once looks for open ones. Or from so many sources that they are forged. */
    HANDSHAKES(AttackType.SYN_FLOOD) {
        @Override
        boolean in(FeatureVector row) {
            return row.get(HALF_OPEN) >= Math.max(LEAST_HANDSHAKES, LEAST_HANDSHAKES_PER_SECOND * row.seconds())
                    && (isConcentrated(row, row.get(ATTEMPTS)) || row.get(SOURCES) >= MANY_SOURCES);
        }
    },
    /**
     * UDP, sent or reflected, more often than most things that are told by UDP; not just small probes, one for each target. A conversation looks wanted: a game or a call sends some
     * fifty datagrams a second and gets as many.
     */
    UDP(AttackType.UDP_FLOOD) {
        @Override
        boolean in(FeatureVector row) {
            double packets = row.get(UDP_PACKETS) + row.get(UNSOLICITED_UDP);
            return isFlood(row, isConversation(row) ? packets / CONVERSATION_FACTOR : packets)
                    && (isConcentrated(row, row.get(UDP_PACKETS))
                            || row.get(UNSOLICITED_UDP) > row.get(UDP_PACKETS)
                            || row.get(UDP_SIZE) > MOST_PROBE_SIZE
                            || row.get(SOURCES) >= MANY_SOURCES);
        }
    };

    private static final double LEAST_TARGETS = 5;
    private static final double LEAST_HANDSHAKES = 25;
    private static final double LEAST_HANDSHAKES_PER_SECOND = 2;
    private static final double LEAST_PACKETS_PER_SECOND = 10;
    private static final double LEAST_PER_TARGET = 5;
    private static final double CONVERSATION_FACTOR = 10;
    private static final double CONVERSATION_ANSWERED = 0.5;
    private static final double CONVERSATION_PACKETS_PER_FLOW = 10;
    /** As the rules' option udp_flood.packet_size. */
    private static final double MOST_PROBE_SIZE = 120;

    private static final double MANY_SOURCES = 64;
    private static final double LEAST_LOGINS = 3;
    private static final double LEAST_STALLS = 8;
    private static final double LEAST_NAMES = 5;
    /** Characters left of the registered domain: with less, a name carries no more than a word. */
    private static final double LEAST_NAME_LENGTH = 12;

    private static final int ARP_TOLD_UNASKED = column("arp_directed_unsolicited_count");
    private static final int ARP_RIVAL_CLAIMS = column("arp_rival_claim_count");
    private static final int ARP_CHANGES = column("arp_binding_flap_count");
    private static final int DOMAIN_NAMES = column("top_domain_name_count");
    private static final int DOMAIN_CHARACTERS = column("top_domain_characters");
    private static final int ICMP_PACKETS = column("icmp_count");
    private static final int UDP_PACKETS = column("udp_count");
    private static final int UNSOLICITED = column("unsolicited_packet_count");
    private static final int UNSOLICITED_UDP = column("unsolicited_udp_packet_count");
    private static final int UDP_FLOWS = column("udp_flow_count");
    private static final int UDP_ANSWERED_FLOWS = column("udp_answered_flow_count");
    private static final int ANSWER_RATIO = column("answer_ratio");
    private static final int TARGETS = column("distinct_targets_count");
    private static final int ANSWERED_TARGETS = column("answered_targets_count");
    private static final int ATTEMPTS = column("attempted_conn_count");
    private static final int SOURCES = column("unique_src_ips");
    private static final int UDP_SIZE = column("avg_udp_packet_size");
    private static final int STALLED = column("stalled_request_count");
    private static final int BLOCKED = column("blocked_conn_count");
    private static final int PARTIAL_REQUESTS = column("partial_http_count");
    private static final int SSH_FAILURES = column("ssh_auth_failure_count");
    private static final int SSH_CONNECTIONS = column("ssh_connection_attempts");
    private static final int HALF_OPEN = column("half_open_count");

    private static final List<Signs> ALL = List.of(values());

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable, but Error Prone only believes annotations
    private final AttackType type;

    Signs(AttackType type) {
        this.type = type;
    }

    /** Returns the attack whose signs these are. */
    public AttackType type() {
        return type;
    }

    abstract boolean in(FeatureVector row);

    private static int column(String feature) {
        return FeatureCatalogue.indexOf(feature);
    }

    private static boolean isFlood(FeatureVector row, double packets) {
        return packets >= LEAST_PACKETS_PER_SECOND * row.seconds();
    }

    /** Returns whether most packets are answered, and the datagrams belong to few flows, each of which is answered. */
    private static boolean isConversation(FeatureVector row) {
        double flows = row.get(UDP_FLOWS);
        return row.get(ANSWER_RATIO) >= CONVERSATION_ANSWERED
                && row.get(UDP_ANSWERED_FLOWS) >= flows
                && row.get(UDP_PACKETS) >= CONVERSATION_PACKETS_PER_FLOW * flows;
    }

    private static boolean isConcentrated(FeatureVector row, double sent) {
        return sent >= LEAST_PER_TARGET * row.get(TARGETS);
    }

    /** Returns whether the row could show that attack. {@code false} for types that are none of the library's. */
    public static boolean shows(FeatureVector row, AttackType type) {
        for (Signs signs : ALL) {
            if (signs.type.equals(type)) {
                return signs.in(row);
            }
        }
        return false;
    }

    /** Returns whether the row could show any attack. */
    public static boolean showsAny(FeatureVector row) {
        for (Signs signs : ALL) {
            if (signs.in(row)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the row's host gets answers that it never asked for, as many as make a flood. */
    public static boolean isReflection(FeatureVector row) {
        return isFlood(row, row.get(UNSOLICITED));
    }
}
