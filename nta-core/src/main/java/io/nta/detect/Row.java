package io.nta.detect;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import java.util.List;
import java.util.Locale;

/** What rules share: the columns that they read, how a verdict is built, and how sure a value above its limit makes them. */
final class Row {
    static final int AVG_PACKET_SIZE = column("avg_packet_size");
    static final int AVG_UDP_SIZE = column("avg_udp_packet_size");
    static final int UDP_COUNT = column("udp_count");
    static final int ICMP_COUNT = column("icmp_count");
    static final int UNIQUE_DST_IPS = column("unique_dst_ips");
    static final int UNIQUE_DST_PORTS = column("unique_dst_ports");
    static final int UNIQUE_DST_NETWORKS = column("unique_dst_networks");
    static final int UNIQUE_SRC_IPS = column("unique_src_ips");
    static final int HALF_OPEN = column("half_open_count");
    static final int DISTINCT_TARGETS = column("distinct_targets_count");
    static final int UDP_PORTS = column("udp_dest_port_count");
    static final int SSH_ATTEMPTS = column("ssh_connection_attempts");
    static final int ARP_COUNT = column("arp_count");
    static final int GRATUITOUS = column("gratuitous_arp_count");
    static final int FLAPS = column("arp_binding_flap_count");
    static final int SHARING = column("duplicate_mac_ips");
    static final int CONTESTED = column("suspicious_mac_changes");
    static final int OPEN_CONNECTIONS = column("open_conn_count");
    static final int REVERSE_PACKETS = column("reverse_packet_count");
    static final int UNSOLICITED_UDP = column("unsolicited_udp_packet_count");
    static final int TRACEROUTE_PORTS = column("traceroute_port_count");
    static final int SYNS = column("tcp_syn_count");
    static final int ATTEMPTED = column("attempted_conn_count");
    static final int ESTABLISHED = column("established_conn_count");
    static final int REFUSED = column("refused_conn_count");
    static final int ANSWERED_HALF_OPEN = column("answered_half_open_count");
    static final int ANSWERED_TARGETS = column("answered_targets_count");
    static final int REFUSED_TARGETS = column("refused_targets_count");
    static final int ODD_PROBES = column("odd_probe_count");
    static final int TIME_EXCEEDED = column("time_exceeded_count");
    static final int ECHO_REQUESTS = column("echo_request_count");
    static final int ECHO_REPLIES = column("echo_reply_count");
    static final int UDP_FLOWS = column("udp_flow_count");
    static final int UDP_ANSWERED = column("udp_answered_flow_count");
    static final int UDP_REFUSED = column("udp_refused_flow_count");
    static final int SSH_FAILURES = column("ssh_auth_failure_count");
    static final int SSH_LOGINS = column("ssh_login_count");
    static final int SSH_GIVEN_UP = column("ssh_given_up_count");
    static final int STALLED = column("stalled_request_count");
    static final int PARTIAL_HTTP = column("partial_http_count");
    static final int BLOCKED = column("blocked_conn_count");
    static final int DIRECTED_UNSOLICITED = column("arp_directed_unsolicited_count");
    static final int RIVAL_CLAIMS = column("arp_rival_claim_count");
    static final int MAC_MISMATCHES = column("arp_mac_mismatch_count");
    static final int DOMAIN_QUERIES = column("top_domain_query_count");
    static final int DOMAIN_NAMES = column("top_domain_name_count");
    static final int DOMAIN_CHARACTERS = column("top_domain_characters");
    static final int DOMAIN_ANSWER_BYTES = column("top_domain_answer_bytes");
    static final int DOMAIN_CARRIERS = column("top_domain_carrier_count");

    static final String DETECTOR = "threshold";

    private static final double AT_LIMIT = 0.6;
    private static final double AT_MOST = 0.99;
    private static final int PORTS_WITH_OWN_PROBES = 500;
    private static final int LONGEST_OF_MANY_PROBES = 90;

    private Row() {}

    private static int column(String name) {
        return FeatureCatalogue.indexOf(name);
    }

    /** Returns 0.6 for a value at its limit, rising to 0.99 as it exceeds it: 0.8 at twice the limit, 0.92 at five times. */
    static double confidence(double value, double limit) {
        double confidence = 1 - (1 - AT_LIMIT) * limit / value;
        // Not a number, where both are infinite, is no more than the limit says.
        return value > limit && confidence >= AT_LIMIT ? Math.min(AT_MOST, confidence) : AT_LIMIT;
    }

    /** Builds a verdict on an attack that isn't reflected. */
    static Verdict verdict(
            FeatureVector row, AttackType type, double confidence, String message, List<String> evidence) {
        return verdict(row, type, confidence, Parties.ofDirect(row, type), message, evidence);
    }

    static Verdict verdict(
            FeatureVector row,
            AttackType type,
            double confidence,
            Parties parties,
            String message,
            List<String> evidence) {
        return new Verdict(row, type, confidence, parties.attacker(), parties.target(), message, evidence, DETECTOR);
    }

    /**
     * Returns whether the row's UDP packets are longer than probes are.
     *
     * @param longest the longest mean length of probes, in bytes. Scanners have probes with data for some hundred ports (Nmap 7.9: 107) and send next to nothing to all others, so
     *     of probes to many more ports it is {@value #LONGEST_OF_MANY_PROBES} at most
     */
    static boolean carriesData(FeatureVector row, double longest) {
        boolean many = row.get(UDP_PORTS) > PORTS_WITH_OWN_PROBES;
        return row.get(AVG_UDP_SIZE) > (many ? Math.min(longest, LONGEST_OF_MANY_PROBES) : longest);
    }

    /** Says from how many addresses, as "from 1 address" or "from 37 addresses". */
    static String fromAddresses(FeatureVector row) {
        return "from " + counted(row.get(UNIQUE_SRC_IPS), "address", "addresses");
    }

    /** Says how many there are of something, as "1 port" or "37 ports". */
    static String counted(double count, String one, String many) {
        return say("%.0f %s", count, count == 1 ? one : many);
    }

    /** Formats evidence, always with a dot as the decimal point. */
    static String say(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
