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
    /**
     * Claims of an address that is another's. Where nobody else claims it, they are told unasked by one that has other addresses or forges its frames, or as a rule: of a few replies
     * the requests were merely lost to the sensor.
     */
    ARP(AttackType.ARP_SPOOF) {
        @Override
        boolean in(FeatureVector row) {
            if (row.kind() != KeyKind.SOURCE) {
                return false;
            }
            double told = row.get(ARP_TOLD_UNASKED);
            boolean contested = row.get(ARP_RIVAL_CLAIMS) + row.get(ARP_CHANGES) + row.get(ARP_CONTESTED) > 0;
            boolean doubtful = row.get(ARP_SHARING) > 1 || row.get(ARP_MAC_MISMATCHES) > 0;
            boolean neverAsked = told >= row.get(ARP_REPLIES) && row.get(ARP_SHARING) <= FEW_SHARING;
            boolean asARule = told >= LEAST_TOLD && told > row.get(ARP_REPLIES) / 2;
            double least = neverAsked ? 1 : LEAST_TOLD_OF_DOUBTFUL;
            return contested || doubtful && told >= least || asARule;
        }
    },
    /** Several names under one domain that are long enough to carry something; at a server, several for each client: devices of one maker have a name each. */
    DNS(AttackType.DNS_TUNNEL) {
        @Override
        boolean in(FeatureVector row) {
            double names = row.get(DOMAIN_NAMES);
            return names >= LEAST_NAMES * clients(row) && row.get(DOMAIN_CHARACTERS) >= LEAST_NAME_LENGTH * names;
        }
    },
    /** ICMP, sent or reflected, more often than a fast ping; not what path tools send, nor the pings of many hosts that are answered. */
    ICMP(AttackType.ICMP_FLOOD) {
        @Override
        boolean in(FeatureVector row) {
            double sent = row.get(ICMP_PACKETS);
            double wanted = isTracing(row, sent) || isPinging(row, sent) ? sent : 0;
            return isFlood(row, sent - wanted + row.get(UNSOLICITED));
        }
    },
    /** Targets that didn't answer, or many of any kind; not ever other ports that are sent data, which no scanner has for so many. */
    SCAN(AttackType.PORT_SCAN) {
        @Override
        boolean in(FeatureVector row) {
            double targets = row.get(TARGETS);
            boolean sprayed = carriesDataToManyPorts(row) && isFlood(row, row.get(UDP_PACKETS));
            return !sprayed && (targets - row.get(ANSWERED_TARGETS) >= LEAST_TARGETS || targets >= 2 * LEAST_TARGETS);
        }
    },
    /**
     * Requests that wait, or answers that aren't taken. What merely isn't complete yet, or is no request that can be read, counts at a server only when there are several for each client:
     * devices report to it without an answer.
     */
    STALLS(AttackType.SLOWLORIS) {
        @Override
        boolean in(FeatureVector row) {
            double partial = row.get(PARTIAL_REQUESTS);
            double requests = Math.min(row.get(STALLED), partial);
            boolean fewSeen = row.kind() == KeyKind.TARGET && row.seconds() < LEAST_SECONDS_OF_REPORTS;
            double unread = fewSeen ? 0 : row.get(STALLED) - requests;
            return requests + severalEach(row, unread) + row.get(BLOCKED) + severalEach(row, partial) >= LEAST_STALLS;
        }
    },
    /** Rejected logins, or many connections. */
    LOGINS(AttackType.SSH_BRUTE) {
        @Override
        boolean in(FeatureVector row) {
            return row.get(SSH_FAILURES) >= LEAST_LOGINS || row.get(SSH_CONNECTIONS) >= 2 * LEAST_LOGINS;
        }
    },
    /**
     * Handshakes that don't complete, several for each target: who asks each once looks for open ones. Or from so many sources that they are forged. Clients that repeat their SYNs wait for a
     * server that is down.
     */
    HANDSHAKES(AttackType.SYN_FLOOD) {
        @Override
        boolean in(FeatureVector row) {
            return row.get(HALF_OPEN) >= Math.max(LEAST_HANDSHAKES, LEAST_HANDSHAKES_PER_SECOND * row.seconds())
                    && !isWaiting(row)
                    && (isConcentrated(row, row.get(ATTEMPTS)) || row.get(SOURCES) >= MANY_SOURCES);
        }
    },
    /**
     * UDP, sent or reflected, more often than most things that are told by UDP; not just small probes, one for each target. What is answered looks wanted, whatever it adds up to: a
     * game or a call sends some fifty datagrams a second and gets as many, and many clients ask one resolver.
     */
    UDP(AttackType.UDP_FLOOD) {
        @Override
        boolean in(FeatureVector row) {
            double packets = row.get(UDP_PACKETS);
            double unasked = Math.max(0, row.get(UNSOLICITED_UDP) - LOST_SHARE * packets);
            return isFlood(row, unasked + packets / wantedFactor(row))
                    && (isConcentrated(row, packets)
                            || unasked > packets
                            || row.get(UDP_SIZE) > MOST_PROBE_SIZE
                            || carriesDataToManyPorts(row)
                            || row.get(SOURCES) >= MANY_SOURCES);
        }
    };

    private static final double LEAST_TOLD = 5;
    /** As the rules' option arp_spoof.unsolicited_replies. */
    private static final double LEAST_TOLD_OF_DOUBTFUL = 2;
    /** The own and another's; routers that answer for others have many. */
    private static final double FEW_SHARING = 2;

    private static final double LEAST_TARGETS = 5;
    private static final double LEAST_HANDSHAKES = 25;
    private static final double LEAST_HANDSHAKES_PER_SECOND = 2;
    /** SYNs for each attempt: systems send four to six when nothing answers, half of them within 3 s. */
    private static final double PATIENT_SYNS = 2.5;

    private static final double LEAST_PACKETS_PER_SECOND = 10;
    private static final double LEAST_PER_TARGET = 5;
    /** Of a conversation, for each peer: a hundred datagrams a second. */
    private static final double CONVERSATION_FACTOR = 10;

    private static final double CONVERSATION_ANSWERED = 0.5;
    private static final double CONVERSATION_PACKETS_PER_FLOW = 10;
    /** Of names asked for, for each peer: five hundred a second, as of a resolver that asks for a thousand users. */
    private static final double LOOKUP_FACTOR = 50;
    /** Some of the servers that a resolver asks are down, and a sensor loses packets. */
    private static final double LOOKUPS_ANSWERED = 0.75;

    /** Of a host's packets that the sensor may have lost, so that it seems not to have asked for their answers. */
    private static final double LOST_SHARE = 0.1;

    private static final double NEARLY_ALL = 0.9;
    private static final double PINGS_PER_SECOND = 5;
    private static final double MANY_PINGING = 100;
    private static final double FORGED_PINGS = 3;
    /** As the rules' option udp_flood.packet_size. */
    private static final double MOST_PROBE_SIZE = 120;
    /** As the rules have it for datagrams to more ports than scanners have probes with data for. */
    private static final double PORTS_WITH_OWN_PROBES = 500;

    private static final double LONGEST_OF_MANY_PROBES = 90;

    private static final double MANY_SOURCES = 64;
    private static final double LEAST_LOGINS = 3;
    private static final double LEAST_STALLS = 8;
    /** Devices report every few seconds, so a short window sees only some of those whose connections are open. */
    private static final int LEAST_SECONDS_OF_REPORTS = 30;

    private static final double LEAST_NAMES = 5;
    /** Characters left of the registered domain: with less, a name carries no more than a word. */
    private static final double LEAST_NAME_LENGTH = 12;

    private static final int ARP_TOLD_UNASKED = column("arp_directed_unsolicited_count");
    private static final int ARP_RIVAL_CLAIMS = column("arp_rival_claim_count");
    private static final int ARP_CHANGES = column("arp_binding_flap_count");
    private static final int ARP_CONTESTED = column("suspicious_mac_changes");
    private static final int ARP_SHARING = column("duplicate_mac_ips");
    private static final int ARP_MAC_MISMATCHES = column("arp_mac_mismatch_count");
    private static final int ARP_REPLIES = column("arp_reply_count");
    private static final int DOMAIN_NAMES = column("top_domain_name_count");
    private static final int DOMAIN_CHARACTERS = column("top_domain_characters");
    private static final int ICMP_PACKETS = column("icmp_count");
    private static final int ECHO_REQUESTS = column("echo_request_count");
    private static final int ECHO_REPLIES = column("echo_reply_count");
    private static final int TIME_EXCEEDED = column("time_exceeded_count");
    private static final int DNS_QUERIES = column("dns_query_count");
    private static final int UDP_PACKETS = column("udp_count");
    private static final int UNSOLICITED = column("unsolicited_packet_count");
    private static final int UNSOLICITED_UDP = column("unsolicited_udp_packet_count");
    private static final int UDP_PORTS = column("udp_dest_port_count");
    private static final int UDP_FLOWS = column("udp_flow_count");
    private static final int UDP_ANSWERED_FLOWS = column("udp_answered_flow_count");
    private static final int ANSWER_RATIO = column("answer_ratio");
    private static final int TARGETS = column("distinct_targets_count");
    private static final int ANSWERED_TARGETS = column("answered_targets_count");
    private static final int SYNS = column("tcp_syn_count");
    private static final int ANSWERED_HALF_OPEN = column("answered_half_open_count");
    private static final int ATTEMPTS = column("attempted_conn_count");
    private static final int DESTINATIONS = column("unique_dst_ips");
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

    /** Path tools get about one time exceeded for each probe that isn't the last. */
    private static boolean isTracing(FeatureVector row, double sent) {
        return row.get(TIME_EXCEEDED) > sent / 2;
    }

    /** Returns whether these are echo requests that get their answers, of hosts that send no more than a fast ping each; not of so many with so few each that they can only be forged. */
    private static boolean isPinging(FeatureVector row, double sent) {
        double requests = row.get(ECHO_REQUESTS);
        double peers = peers(row);
        boolean forged = row.kind() == KeyKind.TARGET && peers >= MANY_PINGING && sent < FORGED_PINGS * peers;
        return requests >= NEARLY_ALL * sent
                && row.get(ECHO_REPLIES) >= NEARLY_ALL * requests
                && sent <= PINGS_PER_SECOND * row.seconds() * peers
                && !forged;
    }

    private static boolean carriesDataToManyPorts(FeatureVector row) {
        return row.get(UDP_PORTS) > PORTS_WITH_OWN_PROBES && row.get(UDP_SIZE) > LONGEST_OF_MANY_PROBES;
    }

    /** Returns whether these are clients whose systems repeat their SYNs because nothing answers. */
    private static boolean isWaiting(FeatureVector row) {
        double attempts = row.get(ATTEMPTS);
        return attempts > 0 && row.get(SYNS) >= PATIENT_SYNS * attempts && row.get(ANSWERED_HALF_OPEN) == 0;
    }

    /** Returns so many if they are several for each client, else 0. */
    private static double severalEach(FeatureVector row, double count) {
        return count < 2 * clients(row) && row.kind() == KeyKind.TARGET ? 0 : count;
    }

    /** Returns how many ask a server; 1 for the row of a client. */
    private static double clients(FeatureVector row) {
        return row.kind() == KeyKind.TARGET ? peers(row) : 1;
    }

    private static double peers(FeatureVector row) {
        return Math.max(1, row.get(row.kind() == KeyKind.SOURCE ? DESTINATIONS : SOURCES));
    }

    /** Returns how many times as many datagrams as without an answer it takes. */
    private static double wantedFactor(FeatureVector row) {
        if (isLookup(row)) {
            return LOOKUP_FACTOR * peers(row);
        }
        return isConversation(row) ? CONVERSATION_FACTOR * peers(row) : 1;
    }

    /** Returns whether nearly all datagrams ask for names, and most get an answer. */
    private static boolean isLookup(FeatureVector row) {
        double packets = row.get(UDP_PACKETS);
        return row.get(DNS_QUERIES) >= NEARLY_ALL * packets && row.get(ANSWER_RATIO) >= LOOKUPS_ANSWERED;
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
