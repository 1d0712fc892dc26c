package io.nta.examples.server.http;

/** What a key lets its holder do. */
public enum Scope {
    /** What anybody may: no key needed. */
    PUBLIC,
    /** Send packets. */
    INGEST,
    /** Ask for what the server knows. */
    READ,
    /** Change what the server knows: resolve and reopen alerts, make and lift suppression rules. */
    ADMIN;

    /** Returns whether a holder of this scope may use what asks for {@code needed}. ADMIN may read, and nothing implies INGEST. */
    public boolean allows(Scope needed) {
        return needed == PUBLIC || needed == this || this == ADMIN && needed == READ;
    }
}
