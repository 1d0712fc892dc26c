package io.nta.spi;

/**
 * What a {@link WindowAggregator} has done.
 *
 * @param windowsOpened rows begun, of all sizes
 * @param windowsClosed rows handed to the sink; equal to {@code windowsOpened} when none is open
 * @param keys keys kept now
 * @param overflowedKeys connections and ARP packets whose key was not kept because there were too many
 * @param leftOutBindings ARP claims left out because a window had too many
 */
public record AggregatorStats(
        long windowsOpened, long windowsClosed, long keys, long overflowedKeys, long leftOutBindings) {}
