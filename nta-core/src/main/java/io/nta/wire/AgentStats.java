package io.nta.wire;

/**
 * What an agent has met since it started, sent with its packets, so that a server can show its sensors and what they lost. All counts only grow while the agent
 * runs, and start at 0 with a new {@code startedNanos}.
 *
 * @param startedNanos when it started, in nanoseconds since the epoch
 * @param asOfNanos when these counts were taken, in nanoseconds since the epoch
 * @param captured packets that it was given by its interfaces
 * @param droppedByKernel packets that passed its filter, but found its buffer full
 * @param droppedByInterface packets that the network card or its driver dropped
 * @param droppedBySpool packets given up because the spool was full
 * @param undecoded packets not sent, since they hold neither IP nor ARP, or are too damaged
 */
public record AgentStats(
        long startedNanos,
        long asOfNanos,
        long captured,
        long droppedByKernel,
        long droppedByInterface,
        long droppedBySpool,
        long undecoded) {}
