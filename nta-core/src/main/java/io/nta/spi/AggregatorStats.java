package io.nta.spi;

/**
 * What a {@link WindowAggregator} has done.
 *
 * @param windowsOpened rows begun, of all sizes
 * @param windowsClosed rows handed to the sink; equal to {@code windowsOpened} when none is open
 * @param keys keys kept now
 * @param overflowedKeys connections and ARP packets whose key was not kept because there were too many
 * @param withheldSources connections and ARP packets that began without a row for who began them, because too many addresses that nothing proved to be real held one
 * @param withheldTargets likewise without a row for whom they were to, because too many addresses that never answered held one
 * @param packetsWithoutRow packets of connections left out of the row of a key that has none, counted once for each of their two keys
 * @param saturatedSets sets of ports or of distinct values that could not grow because all together were too large, so that their counts are too low
 * @param leftOutBindings ARP claims left out because a window had too many
 * @param displacedDomains registered domains that gave way because a key asked for too many
 * @param forgottenArpEntries holders and claims of ARP that were forgotten because there were too many
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
    /** Returns the sums. */
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

    /** Returns the counts of an aggregator that has no other limit than that of keys. */
    public static AggregatorStats of(long windowsOpened, long windowsClosed, long keys, long overflowedKeys) {
        return new AggregatorStats(windowsOpened, windowsClosed, keys, overflowedKeys, 0, 0, 0, 0, 0, 0, 0);
    }
}
