package io.nta.feature;

/** Which packets belong to a key. The same accumulator and the same features serve every kind. */
public enum KeyKind {
    /** The connections that the host opened. */
    SOURCE,
    /** The connections that were opened to the host. */
    TARGET
}
