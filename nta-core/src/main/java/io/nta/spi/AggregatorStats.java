package io.nta.spi;

/**
 * What a {@link WindowAggregator} has done.
 *
 * @param windowsOpened rows begun, of all sizes
 * @param windowsClosed rows handed to the sink; equal to {@code windowsOpened} when none is open
 * @param keys keys kept now
 * @param overflowedKeys how often a connection or ARP packet got no row for one of its ends, because the limit of keys was reached
 * @param withheldSources how often the address that began a connection, or sent an ARP packet, got no row, because the limit of addresses that nothing has proved to be real was reached
 * @param withheldTargets how often the address that a connection or ARP packet was sent to got no row, because the limit of addresses that have never answered was reached
 * @param packetsWithoutRow packets that are missing from a row because one end of their connection has none; a packet counts twice if neither end has one
 * @param saturatedSets sets of ports or of distinct values that could not grow because all sets together had reached their limit of memory; their counts are too low
 * @param leftOutBindings ARP claims that were not recorded because their window already had the most allowed
 * @param displacedDomains registered domains dropped from a row in favour of others, because the key had asked for too many
 * @param forgottenArpEntries holders and claims of ARP that were forgotten because the limit was reached
 */
public record AggregatorStats(
        long windowsOpened,
        long windowsClosed,
        long keys,
        long overflowedKeys,
        long withheldSources,
        long withheldTargets,
        long packetsWithoutRow,
        long saturatedSets,
        long leftOutBindings,
        long displacedDomains,
        long forgottenArpEntries) {
    /** Returns the sum of these counts and {@code other}. */
    public AggregatorStats plus(AggregatorStats other) {
        return new AggregatorStats(
                windowsOpened + other.windowsOpened,
                windowsClosed + other.windowsClosed,
                keys + other.keys,
                overflowedKeys + other.overflowedKeys,
                withheldSources + other.withheldSources,
                withheldTargets + other.withheldTargets,
                packetsWithoutRow + other.packetsWithoutRow,
                saturatedSets + other.saturatedSets,
                leftOutBindings + other.leftOutBindings,
                displacedDomains + other.displacedDomains,
                forgottenArpEntries + other.forgottenArpEntries);
    }

    /** Returns the counts of an aggregator whose only limit is the number of keys; all others are 0. */
    public static AggregatorStats of(long windowsOpened, long windowsClosed, long keys, long overflowedKeys) {
        return new AggregatorStats(windowsOpened, windowsClosed, keys, overflowedKeys, 0, 0, 0, 0, 0, 0, 0);
    }
}
