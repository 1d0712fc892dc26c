package io.nta.store.jdbc.read;

/** What packets can be ranked by. */
public enum Dimension {
    /** The sender's address. */
    SOURCE(1),
    /** The receiver's address. */
    DESTINATION(2),
    /** The lower of the two ports, which nearly always is the service's. */
    PORT(3),
    /** The name asked for in DNS queries. */
    DNS_NAME(4),
    /** The record type asked for in DNS queries, as a number: 1 is A, 16 TXT. */
    DNS_TYPE(5);

    private final int code;

    Dimension(int code) {
        this.code = code;
    }

    /** Returns the number that stands for it in {@code value_rollups}. */
    public int code() {
        return code;
    }
}
