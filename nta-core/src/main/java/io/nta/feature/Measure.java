package io.nta.feature;

/**
 * The state of one key in one window that fits in a number. Features are formulas over measures and sets; only measures and sets are ever stored and merged.
 *
 * <p>The constants stand in two parts, the common and the rare, and in each in blocks of one merge rule, so that merging is a few plain loops over an array, and most
 * keys need the first part only.
 */
public enum Measure {
    // Common: what most packets of most keys touch.
    //
    // Summed. "Forward" is from the initiator of the connection, "reverse" from the responder.
    PACKETS(Rule.SUM),
    BYTES(Rule.SUM),
    SQUARED_BYTES(Rule.SUM),
    REVERSE_PACKETS(Rule.SUM),
    REVERSE_BYTES(Rule.SUM),
    TCP_PACKETS(Rule.SUM),
    ACK_PACKETS(Rule.SUM),
    TCP_BYTES_BOTH_WAYS(Rule.SUM),
    UDP_PACKETS(Rule.SUM),
    UDP_BYTES(Rule.SUM),
    SYN_PACKETS(Rule.SUM),
    SYNACK_CONNECTIONS(Rule.SUM),
    ATTEMPTED_CONNECTIONS(Rule.SUM),
    /** Handshakes completed in the 5 s window of their first SYN. */
    COMPLETED_WITHIN_5(Rule.SUM),
    /** Handshakes completed in the 30 s window of their first SYN. */
    COMPLETED_WITHIN_30(Rule.SUM),
    /** Handshakes completed in the 180 s window of their first SYN. */
    COMPLETED_WITHIN_180(Rule.SUM),
    ESTABLISHED_CONNECTIONS(Rule.SUM),
    CLOSED_CONNECTIONS(Rule.SUM),
    CLOSED_AGE_MICROS(Rule.SUM),
    UDP_FLOWS(Rule.SUM),
    UDP_ANSWERED_FLOWS(Rule.SUM),
    DNS_PORT_PACKETS(Rule.SUM),
    // The largest and the smallest.
    LAST_PACKET_NANOS(Rule.MAX),
    FIRST_PACKET_NANOS(Rule.MIN),
    // The value at the window's end. In an open pane these hold what the pane changed; they become values when it
    // closes.
    OPEN_CONNECTIONS(Rule.LAST),
    /** Sum of the start times of the open connections, in microseconds, modulo 2^64: only its difference to other times is read. */
    OPEN_START_MICROS(Rule.LAST),

    // Rare: zero in most rows.
    //
    // Summed.
    ICMP_PACKETS(Rule.SUM),
    ARP_PACKETS(Rule.SUM),
    UNSOLICITED_PACKETS(Rule.SUM),
    UNSOLICITED_UDP_PACKETS(Rule.SUM),
    REFUSED_CONNECTIONS(Rule.SUM),
    ODD_PROBES(Rule.SUM),
    TIME_EXCEEDED(Rule.SUM),
    UDP_REFUSED_FLOWS(Rule.SUM),
    ECHO_REQUESTS(Rule.SUM),
    ECHO_REPLIES(Rule.SUM),
    SSH_ATTEMPTS(Rule.SUM),
    SSH_FAILURES(Rule.SUM),
    SSH_LOGINS(Rule.SUM),
    SSH_GIVEN_UP(Rule.SUM),
    FTP_ATTEMPTS(Rule.SUM),
    HTTP_LOGIN_REQUESTS(Rule.SUM),
    HTTP_REJECTIONS(Rule.SUM),
    REMOTE_ACCESS_CONNECTIONS(Rule.SUM),
    ARP_REQUESTS(Rule.SUM),
    ARP_REPLIES(Rule.SUM),
    ARP_GRATUITOUS(Rule.SUM),
    ARP_UNSOLICITED_REPLIES(Rule.SUM),
    ARP_DIRECTED_UNSOLICITED(Rule.SUM),
    ARP_RIVAL_CLAIMS(Rule.SUM),
    ARP_MAC_MISMATCHES(Rule.SUM),
    DNS_QUERIES(Rule.SUM),
    DNS_SUBDOMAIN_QUERIES(Rule.SUM),
    DNS_ENTROPY_MICROBITS(Rule.SUM),
    DNS_HIGH_ENTROPY_QUERIES(Rule.SUM),
    DNS_SUBDOMAIN_CHARACTERS(Rule.SUM),
    DNS_LABELS(Rule.SUM),
    DNS_TXT_QUERIES(Rule.SUM),
    DNS_RESPONSES(Rule.SUM),
    DNS_ANSWER_BYTES(Rule.SUM),
    DNS_NAME_ERRORS(Rule.SUM),
    ANSWERED_REQUESTS(Rule.SUM),
    ABANDONED_REQUESTS(Rule.SUM),
    // The largest and the smallest.
    LONGEST_SUBDOMAIN(Rule.MAX),
    LAST_QUERY_NANOS(Rule.MAX),
    FIRST_QUERY_NANOS(Rule.MIN),
    // The value at the window's end.
    PARTIAL_REQUESTS(Rule.LAST),
    PENDING_REQUESTS(Rule.LAST),
    STALLED_REQUESTS(Rule.LAST),
    BLOCKED_CONNECTIONS(Rule.LAST),
    // The three of one ORDERED value; see PaneState.
    CLAIM_CHANGES(Rule.ORDERED),
    FIRST_CLAIM_MAC(Rule.ORDERED),
    LAST_CLAIM_MAC(Rule.ORDERED);

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

    /** How many of the constants, the first ones, are common. */
    public static final int COMMON = OPEN_START_MICROS.ordinal() + 1;

    private final Rule rule;

    Measure(Rule rule) {
        this.rule = rule;
    }

    /** Returns how it merges. */
    public Rule rule() {
        return rule;
    }

    /** Returns whether most keys have it: what is not common is kept apart, and costs nothing where it stays zero. */
    public boolean isCommon() {
        return ordinal() < COMMON;
    }

    /** Returns its value when nothing has happened. */
    public long resting() {
        return switch (this) {
            case FIRST_CLAIM_MAC, LAST_CLAIM_MAC -> NO_MAC;
            default -> rule == Rule.MIN ? Long.MAX_VALUE : 0;
        };
    }
}
