package io.nta;

import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Where the threads of the shards meet, so that all close the same windows, in the same order, and each only when all parts are there. What a thread wrote before it came is visible to all
 * behind it.
 */
final class ShardMeeting {
    private final long[] next;
    private final CyclicBarrier told;
    private final CyclicBarrier handedOver;
    private long earliest;

    ShardMeeting(int shards) {
        next = new long[shards];
        told = new CyclicBarrier(
                shards, () -> earliest = Arrays.stream(next).min().orElseThrow());
        handedOver = new CyclicBarrier(shards);
    }

    /** Tells which end of a window comes next in a shard, waits for the others, and returns the earliest. */
    long earliest(int shard, long nextNanos) throws InterruptedException, BrokenBarrierException {
        next[shard] = nextNanos;
        told.await();
        // Written again only when all have come again.
        return earliest;
    }

    /** Waits until every shard has handed over its part of the pane. */
    void handedOver() throws InterruptedException, BrokenBarrierException {
        handedOver.await();
    }
}
