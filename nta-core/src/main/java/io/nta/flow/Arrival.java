package io.nta.flow;

/** How a TCP segment comes, compared with what its sender has sent before. */
enum Arrival {
    /** Nothing in it is new. */
    REPEATED,
    /** It goes on where the data so far ends, or overlaps that end, and nothing before is missing. */
    IN_ORDER,
    /** Something before it is missing: lost, or overtaken. */
    AHEAD,
    /** It brings what a segment ahead of it has left out. */
    OVERTAKEN
}
