package io.nta.examples.server.config;

import io.nta.spi.ProviderConfig;
import java.time.Duration;

/**
 * How much is told to those that listen.
 *
 * @param maxClients how many may listen at once
 * @param queueEvents how many events may wait for one that doesn't read before it is cut off, besides what it missed
 * @param remembered how many events one that comes back can be told of
 * @param tick how often traffic figures are told
 */
public record StreamConfig(int maxClients, int queueEvents, int remembered, Duration tick) {
    static StreamConfig read(ProviderConfig config) {
        return new StreamConfig(
                config.integer("streams.max_clients", 256, 1, 1_024),
                config.integer("streams.queue_events", 256, 8, 65_536),
                config.integer("streams.remembered", 1_000, 1, 100_000),
                config.duration("streams.tick", Durations.SECOND, Duration.ofMillis(100), Durations.MINUTE));
    }

    /** Returns how many events may wait for a listener in all: it may come back and have missed all that are remembered. */
    public int waitingEvents() {
        return queueEvents + remembered;
    }
}
