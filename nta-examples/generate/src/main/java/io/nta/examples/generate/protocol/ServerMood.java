package io.nta.examples.generate.protocol;

/** What becomes of a connection attempt. */
public enum ServerMood {
    /** The port is open. */
    ACCEPT,
    /** The port is closed: a reset. */
    REFUSE,
    /** A filter drops it. */
    DROP,
    /** A filter says so by ICMP, administratively prohibited. */
    PROHIBIT
}
