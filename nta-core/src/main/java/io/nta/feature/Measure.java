package io.nta.feature;

/**
 * The state of one key in one window that fits in a number. Features are formulas over measures and sets; only measures and sets are ever stored and merged.
 *
 * <p>The constants stand in {@linkplain Part parts}, and in each in blocks of one merge rule, so that merging is a few plain loops over an array, and a key needs only
 * the parts that something happened in.
 */
public enum Measure {
    // What packets of all protocols touch. "Forward" is from the initiator of the connection, "reverse" from the
    // responder.
    PACKETS(Part.COMMON, Rule.SUM),
    BYTES(Part.COMMON, Rule.SUM),
    SQUARED_BYTES(Part.COMMON, Rule.SUM),
    REVERSE_PACKETS(Part.COMMON, Rule.SUM),
    REVERSE_BYTES(Part.COMMON, Rule.SUM),
    LAST_PACKET_NANOS(Part.COMMON, Rule.MAX),
    FIRST_PACKET_NANOS(Part.COMMON, Rule.MIN),

    // TCP. In an open pane the LAST ones hold what the pane changed; they become values when it closes.
    TCP_PACKETS(Part.TCP, Rule.SUM),
    ACK_PACKETS(Part.TCP, Rule.SUM),
    TCP_BYTES_BOTH_WAYS(Part.TCP, Rule.SUM),
    SYN_PACKETS(Part.TCP, Rule.SUM),
    SYNACK_CONNECTIONS(Part.TCP, Rule.SUM),
    ATTEMPTED_CONNECTIONS(Part.TCP, Rule.SUM),
    /** Handshakes completed in the 5 s window of their first SYN. */
    COMPLETED_WITHIN_5(Part.TCP, Rule.SUM),
    /** Handshakes completed in the 30 s window of their first SYN. */
    COMPLETED_WITHIN_30(Part.TCP, Rule.SUM),
    /** Handshakes completed in the 180 s window of their first SYN. */
    COMPLETED_WITHIN_180(Part.TCP, Rule.SUM),
    ESTABLISHED_CONNECTIONS(Part.TCP, Rule.SUM),
    CLOSED_CONNECTIONS(Part.TCP, Rule.SUM),
    CLOSED_AGE_MICROS(Part.TCP, Rule.SUM),
    OPEN_CONNECTIONS(Part.TCP, Rule.LAST),
    /** Sum of the start times of the open connections, in microseconds, modulo 2^64: only its difference to other times is read. */
    OPEN_START_MICROS(Part.TCP, Rule.LAST),

    // UDP.
    UDP_PACKETS(Part.UDP, Rule.SUM),
    UDP_BYTES(Part.UDP, Rule.SUM),
    UDP_FLOWS(Part.UDP, Rule.SUM),
    UDP_ANSWERED_FLOWS(Part.UDP, Rule.SUM),
    DNS_PORT_PACKETS(Part.UDP, Rule.SUM),

    // ICMP, and connections that were refused or never asked for.
    ICMP_PACKETS(Part.PROBES, Rule.SUM),
    UNSOLICITED_PACKETS(Part.PROBES, Rule.SUM),
    UNSOLICITED_UDP_PACKETS(Part.PROBES, Rule.SUM),
    REFUSED_CONNECTIONS(Part.PROBES, Rule.SUM),
    ODD_PROBES(Part.PROBES, Rule.SUM),
    TIME_EXCEEDED(Part.PROBES, Rule.SUM),
    UDP_REFUSED_FLOWS(Part.PROBES, Rule.SUM),
    ECHO_REQUESTS(Part.PROBES, Rule.SUM),
    ECHO_REPLIES(Part.PROBES, Rule.SUM),

    // Attempts to log in.
    SSH_ATTEMPTS(Part.LOGINS, Rule.SUM),
    SSH_FAILURES(Part.LOGINS, Rule.SUM),
    SSH_LOGINS(Part.LOGINS, Rule.SUM),
    SSH_GIVEN_UP(Part.LOGINS, Rule.SUM),
    FTP_ATTEMPTS(Part.LOGINS, Rule.SUM),
    HTTP_LOGIN_REQUESTS(Part.LOGINS, Rule.SUM),
    HTTP_REJECTIONS(Part.LOGINS, Rule.SUM),
    REMOTE_ACCESS_CONNECTIONS(Part.LOGINS, Rule.SUM),

    // ARP; the last three are one ORDERED value, see PaneState.
    ARP_PACKETS(Part.ARP, Rule.SUM),
    ARP_REQUESTS(Part.ARP, Rule.SUM),
    ARP_REPLIES(Part.ARP, Rule.SUM),
    ARP_GRATUITOUS(Part.ARP, Rule.SUM),
    ARP_UNSOLICITED_REPLIES(Part.ARP, Rule.SUM),
    ARP_DIRECTED_UNSOLICITED(Part.ARP, Rule.SUM),
    ARP_RIVAL_CLAIMS(Part.ARP, Rule.SUM),
    ARP_MAC_MISMATCHES(Part.ARP, Rule.SUM),
    CLAIM_CHANGES(Part.ARP, Rule.ORDERED),
    FIRST_CLAIM_MAC(Part.ARP, Rule.ORDERED),
    LAST_CLAIM_MAC(Part.ARP, Rule.ORDERED),

    // DNS.
    DNS_QUERIES(Part.DNS, Rule.SUM),
    DNS_SUBDOMAIN_QUERIES(Part.DNS, Rule.SUM),
    DNS_ENTROPY_MICROBITS(Part.DNS, Rule.SUM),
    DNS_HIGH_ENTROPY_QUERIES(Part.DNS, Rule.SUM),
    DNS_SUBDOMAIN_CHARACTERS(Part.DNS, Rule.SUM),
    DNS_LABELS(Part.DNS, Rule.SUM),
    DNS_TXT_QUERIES(Part.DNS, Rule.SUM),
    DNS_RESPONSES(Part.DNS, Rule.SUM),
    DNS_ANSWER_BYTES(Part.DNS, Rule.SUM),
    DNS_NAME_ERRORS(Part.DNS, Rule.SUM),
    LONGEST_SUBDOMAIN(Part.DNS, Rule.MAX),
    LAST_QUERY_NANOS(Part.DNS, Rule.MAX),
    FIRST_QUERY_NANOS(Part.DNS, Rule.MIN),

    // Requests that wait.
    ANSWERED_REQUESTS(Part.REQUESTS, Rule.SUM),
    ABANDONED_REQUESTS(Part.REQUESTS, Rule.SUM),
    PARTIAL_REQUESTS(Part.REQUESTS, Rule.LAST),
    PENDING_REQUESTS(Part.REQUESTS, Rule.LAST),
    STALLED_REQUESTS(Part.REQUESTS, Rule.LAST),
    BLOCKED_CONNECTIONS(Part.REQUESTS, Rule.LAST);

    /** How the number merges with that of the next window. */
    public enum Rule {
        SUM,
        MAX,
        MIN,
        LAST,
        ORDERED
    }

    /** No MAC has claimed yet; not a 48-bit number. */
    public static final long NO_MAC = -1;

    /** What the measures of one part have in common: they change together, and rest together. */
    public enum Part {
        COMMON,
        TCP,
        UDP,
        PROBES,
        LOGINS,
        ARP,
        DNS,
        REQUESTS;

        /** All parts. */
        public static final int ALL = (1 << values().length) - 1;

        /** Returns its bit in a set of parts. */
        public int bit() {
            return 1 << ordinal();
        }
    }

    private final Part part;
    private final int bit;
    private final Rule rule;

    Measure(Part part, Rule rule) {
        this.part = part;
        this.bit = part.bit();
        this.rule = rule;
    }

    /** Returns which part it is of. */
    public Part part() {
        return part;
    }

    /** Returns the bit of its part, see {@link Part#bit}. */
    public int partBit() {
        return bit;
    }

    /** Returns how it merges. */
    public Rule rule() {
        return rule;
    }

    /** Returns its value when nothing has happened. */
    public long resting() {
        return switch (this) {
            case FIRST_CLAIM_MAC, LAST_CLAIM_MAC -> NO_MAC;
            default -> rule == Rule.MIN ? Long.MAX_VALUE : 0;
        };
    }
}
