package io.nta.feature;

/** How the state behind a feature merges when windows are folded. */
public enum Merge {
    /** Sums. */
    SUM,
    /** Recomputed from merged measures. */
    DERIVED,
    /** Count, sum and sum of squares, all integral. */
    MOMENTS,
    /** A distinct counter: exact while small, then a sketch. */
    UNION,
    /** An exact set of port numbers. */
    PORTS,
    /** First value, last value and changes between, in time order. */
    ORDERED,
    /** The pairs of MAC and address that were claimed in the window. */
    BINDINGS,
    /** First and last time. */
    SPAN,
    /** The largest value. */
    MAX,
    /** The value at the window's end. */
    LAST
}
