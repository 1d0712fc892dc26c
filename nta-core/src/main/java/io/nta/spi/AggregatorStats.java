package io.nta.spi;

/**
 * What a {@link WindowAggregator} has done.
 *
 * @param windowsOpened rows begun, of all sizes
 * @param windowsClosed rows handed to the sink; equal to {@code windowsOpened} when none is open
 * @param keys keys kept now
 * @param overflowedKeys packets left out of the rows of a key that was not kept because there were too many; one may be left out of both its keys' rows
 * @param leftOutBindings ARP claims left out because a window had too many
 */
public record AggregatorStats(
        long windowsOpened, long windowsClosed, long keys, long overflowedKeys, long leftOutBindings) {}
