package io.nta.examples.server.ingest;

import io.nta.packet.PacketRecord;
import io.nta.wire.AgentStats;
import io.nta.wire.PacketBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way into the store.
 *
 * @param batchId {@code null} with clients that don't give one
 * @param agent who captured it; for clients that don't say, where they are
 * @param stats what the agent tells of itself
 * @param packets those that could be read
 * @param fingerprints of the packets, when there is no id; else empty
 * @param rejected how many could not be read
 * @param rejects why, of some of them
 * @param receipt completed when the batch is durable
 */
record Upload(
        @Nullable String batchId,
        String agent,
        @Nullable AgentStats stats,
        List<PacketRecord> packets,
        long[] fingerprints,
        int rejected,
        List<PacketBatch.Reject> rejects,
        CompletableFuture<Receipt> receipt) {
    /**
     * What became of a batch.
     *
     * @param taken packets that are new
     * @param duplicates packets that were there
     * @param rows rows of features that the analyzer has told since the agent's upload before
     */
    record Receipt(int taken, int duplicates, long rows) {}
}
