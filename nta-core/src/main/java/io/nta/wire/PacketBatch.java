package io.nta.wire;

import io.nta.packet.PacketRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packets that travel together, as {@link PacketBatchJson} reads them.
 *
 * @param batchId the same whenever the same packets are sent again, and no other batch's; null with the earlier clients
 * @param agent who captured them; null with the earlier clients
 * @param agentStats what the agent has met so far; null when it doesn't tell
 * @param packets those that could be read, in their order
 * @param rejected how many could not be read
 * @param rejects why, of the first of these
 */
public record PacketBatch(
        @Nullable String batchId,
        @Nullable String agent,
        @Nullable AgentStats agentStats,
        List<PacketRecord> packets,
        int rejected,
        List<Reject> rejects) {
    /** Copies the lists. */
    public PacketBatch {
        packets = List.copyOf(packets);
        rejects = List.copyOf(rejects);
    }

    /**
     * A packet that could not be read.
     *
     * @param index its place in the batch, from 0
     * @param reason names the field, its value and what is allowed
     */
    public record Reject(int index, String reason) {}
}
