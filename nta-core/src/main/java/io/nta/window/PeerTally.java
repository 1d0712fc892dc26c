package io.nta.window;

import io.nta.feature.HeaviestPeers;
import io.nta.feature.Peer;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The heaviest peers of a row: the summary of Misra and Gries (1982) with {@value #COUNTERS} counters, merged as in Agarwal et al. (2012, "Mergeable summaries"). A
 * peer with more than a fifth of the total is never lost; exact while there are at most {@value #COUNTERS} peers.
 */
final class PeerTally {
    static final int COUNTERS = 4;

    private static final int HIGHS = 0;
    private static final int LOWS = COUNTERS;
    private static final int WEIGHTS = 2 * COUNTERS;

    /** The peers' upper halves, then their lower halves, then the weights: together, because they are read together. */
    private final long[] cells = new long[3 * COUNTERS];

    private long total;

    private boolean isPeer(int i, long high, long low) {
        return cells[LOWS + i] == low && cells[HIGHS + i] == high;
    }

    private long weight(int i) {
        return cells[WEIGHTS + i];
    }

    private void set(int i, long high, long low, long weight) {
        cells[HIGHS + i] = high;
        cells[LOWS + i] = low;
        cells[WEIGHTS + i] = weight;
    }

    void add(long peerHigh, long peerLow, long added) {
        total += added;
        insert(peerHigh, peerLow, added);
    }

    private void insert(long peerHigh, long peerLow, long added) {
        int lightest = 0;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight(i) != 0 && isPeer(i, peerHigh, peerLow)) {
                cells[WEIGHTS + i] += added;
                return;
            }
            if (weight(i) < weight(lightest)) {
                lightest = i;
            }
        }
        long taken = Math.min(added, weight(lightest));
        if (taken > 0) {
            for (int i = 0; i < COUNTERS; i++) {
                cells[WEIGHTS + i] -= taken;
            }
        }
        if (added > taken) {
            set(lightest, peerHigh, peerLow, added - taken);
        }
    }

    /** Adds the other's counters to these, and if more than {@value #COUNTERS} peers remain, takes from each the weight of the next after those. Commutative. */
    void merge(PeerTally other) {
        total += other.total;
        int spilled = 0;
        for (int i = 0; i < COUNTERS; i++) {
            if (other.weight(i) > 0 && !absorb(other.cells[HIGHS + i], other.cells[LOWS + i], other.weight(i))) {
                spilled |= 1 << i;
            }
        }
        if (spilled != 0) {
            shrink(other, spilled);
        }
    }

    /** Adds to the peer's counter, or to a free one; returns false when there is none. */
    private boolean absorb(long peerHigh, long peerLow, long added) {
        int free = -1;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight(i) == 0) {
                free = i;
            } else if (isPeer(i, peerHigh, peerLow)) {
                cells[WEIGHTS + i] += added;
                return true;
            }
        }
        if (free < 0) {
            return false;
        }
        set(free, peerHigh, peerLow, added);
        return true;
    }

    private void shrink(PeerTally other, int spilled) {
        long[] all = Arrays.copyOfRange(cells, WEIGHTS, WEIGHTS + 2 * COUNTERS);
        for (int i = 0; i < COUNTERS; i++) {
            all[COUNTERS + i] = (spilled >> i & 1) != 0 ? other.weight(i) : 0;
        }
        Arrays.sort(all);
        long cut = all[all.length - 1 - COUNTERS];
        for (int i = 0; i < COUNTERS; i++) {
            cells[WEIGHTS + i] = Math.max(0, weight(i) - cut);
        }
        for (int i = 0; i < COUNTERS; i++) {
            if ((spilled >> i & 1) != 0 && other.weight(i) > cut) {
                absorb(other.cells[HIGHS + i], other.cells[LOWS + i], other.weight(i) - cut);
            }
        }
    }

    /** Returns the heaviest peer, the smallest address among equals, or {@code null} when nothing was added. */
    @Nullable
    Peer heaviest() {
        int best = best();
        return best < 0 ? null : new Peer(new IpAddress(cells[HIGHS + best], cells[LOWS + best]), weight(best), total);
    }

    /** Adds {@link #heaviest()} to those by the other tallies. */
    void heaviest(Tally which, HeaviestPeers into) {
        int best = best();
        if (best >= 0) {
            into.add(which, cells[HIGHS + best], cells[LOWS + best], weight(best), total);
        }
    }

    private int best() {
        int best = -1;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight(i) > 0 && (best < 0 || isBefore(i, best))) {
                best = i;
            }
        }
        return best;
    }

    private boolean isBefore(int i, int j) {
        if (weight(i) != weight(j)) {
            return weight(i) > weight(j);
        }
        int byHigh = Long.compareUnsigned(cells[HIGHS + i], cells[HIGHS + j]);
        return byHigh != 0 ? byHigh < 0 : Long.compareUnsigned(cells[LOWS + i], cells[LOWS + j]) < 0;
    }

    void clear() {
        Arrays.fill(cells, WEIGHTS, cells.length, 0);
        total = 0;
    }

    long total() {
        return total;
    }

    /** Returns the counters as high, low, weight triples, unused ones left out. */
    long[] toArray() {
        long[] triples = new long[3 * COUNTERS];
        int n = 0;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight(i) > 0) {
                triples[n++] = cells[HIGHS + i];
                triples[n++] = cells[LOWS + i];
                triples[n++] = weight(i);
            }
        }
        return Arrays.copyOf(triples, n);
    }

    void restore(long[] triples, long restoredTotal) {
        clear();
        for (int i = 0; i < triples.length; i += 3) {
            insert(triples[i], triples[i + 1], triples[i + 2]);
        }
        total = restoredTotal;
    }
}
