package io.nta.feature;

/** What peers are weighed by. */
public enum Tally {
    /** Connections and flows opened. */
    OPENINGS,
    /** Forward packets of UDP and ICMP, and SYNs. */
    PACKETS,
    /** SSH connections and rejected SSH authentications. */
    LOGINS,
    /** Requests that were left incomplete for a while, or receive windows left at zero. */
    STALLS,
    /** DNS queries. */
    QUERIES,
    /** UDP packets sent back although nothing was sent there: answers that nobody asked for. */
    UNSOLICITED
}
