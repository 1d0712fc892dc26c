package io.nta.examples.server.config;

import io.nta.spi.ProviderConfig;
import io.nta.wire.WireLimits;
import java.time.Duration;

/**
 * How much of what agents send is taken at once.
 *
 * @param maxBodyBytes the most bytes of a body, inflated
 * @param maxInflation how many times larger than what was sent a compressed body may become
 * @param maxPackets the most packets of a body
 * @param bodyPatience how long a body may pause, and how long it may come at any pace
 * @param minBytesPerSecond the least average pace of a body after that
 * @param maxConcurrent how many bodies are read at once; more are told to come later
 * @param maxAgents how many agents are known by name; those beyond share one line
 * @param queuePackets how many packets of an agent may wait for analysis before it is told to come later
 * @param groupPackets how many packets may share one transaction
 */
public record IngestConfig(
        int maxBodyBytes,
        int maxInflation,
        int maxPackets,
        Duration bodyPatience,
        int minBytesPerSecond,
        int maxConcurrent,
        int maxAgents,
        int queuePackets,
        int groupPackets) {
    private static final int MIB = 1 << 20;
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(10);

    static IngestConfig read(ProviderConfig config) {
        return new IngestConfig(
                config.integer("ingest.max_body_bytes", 16 * MIB, 1_024, 256 * MIB),
                config.integer("ingest.max_inflation", 100, 1, 1_000),
                config.integer("ingest.max_packets", 50_000, 1, MIB),
                config.duration("ingest.body_patience", BODY_PATIENCE, Duration.ofMillis(100), Durations.MINUTE),
                config.integer("ingest.min_bytes_per_second", 1_000, 1, MIB),
                config.integer("ingest.max_concurrent", 8, 1, 256),
                config.integer("ingest.max_agents", 256, 1, 4_096),
                config.integer("ingest.queue_packets", 200_000, 1_024, 16 * MIB),
                config.integer("ingest.group_packets", 100_000, 1, MIB));
    }

    /** Returns what the reader of batches needs of these. */
    public WireLimits wireLimits() {
        return WireLimits.defaults().withMaxPackets(maxPackets).withMaxBodyBytes(maxBodyBytes);
    }
}
