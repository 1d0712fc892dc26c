package io.nta.packet;

/**
 * What {@link FragmentTable} has met. Every datagram of which a fragment was seen is reassembled, timed out, evicted or still {@code awaited}.
 *
 * @param datagrams datagrams of which a fragment was seen
 * @param reassembled those of which every byte was seen once
 * @param timedOut those that were given up because a fragment didn't come in time
 * @param evicted those that were given up because there were too many
 * @param awaited those that lack a fragment now
 * @param overlapping fragments that overlap or contradict another of their datagram; each is a {@link DecodeAnomaly#FRAGMENT_OVERLAP} too
 * @param duplicates fragments that came again
 * @param uncompared fragments that weren't compared with the others because their datagram has too many
 * @param early fragments that came before it was known whose they are: they count for the address pair, without ports
 */
public record FragmentStats(
        long datagrams,
        long reassembled,
        long timedOut,
        long evicted,
        long awaited,
        long overlapping,
        long duplicates,
        long uncompared,
        long early) {
    /** Returns the sums. */
    public FragmentStats plus(FragmentStats other) {
        return new FragmentStats(
                datagrams + other.datagrams,
                reassembled + other.reassembled,
                timedOut + other.timedOut,
                evicted + other.evicted,
                awaited + other.awaited,
                overlapping + other.overlapping,
                duplicates + other.duplicates,
                uncompared + other.uncompared,
                early + other.early);
    }
}
