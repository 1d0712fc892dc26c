package io.nta.window;

/**
 * The parts that addresses fall into, and pairs of them: what shards share out among each other. A pair's part follows from those of its two addresses, so that all
 * peers of a host that are of one part are of one shard, whatever the number of shards.
 *
 * <p>Fixed, not secret: what {@link PeerTally} keeps of many peers depends on their parts, and must be the same in each run. Who chooses addresses can thus choose a
 * shard, and make it as busy as one alone would be.
 */
public final class AddressParts {
    /** How many parts there are: the most shards that there can be. A power of 2. */
    public static final int COUNT = 8;

    private AddressParts() {}

    static int of(long high, long low) {
        return (int) Hashes.address(high, low) & COUNT - 1;
    }

    /** Returns the part of a pair of addresses, 0 to {@link #COUNT} - 1; the same in either order. */
    public static int ofPair(long oneHigh, long oneLow, long otherHigh, long otherLow) {
        return of(oneHigh, oneLow) ^ of(otherHigh, otherLow);
    }
}
