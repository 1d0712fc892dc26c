package io.nta.window;

import io.nta.feature.HeaviestPeers;
import io.nta.feature.Peer;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The heaviest peers of a row: the summary of Misra and Gries (1982) with {@value #COUNTERS} counters, merged as in Agarwal et al. (2012, "Mergeable summaries"). From
 * the fifth peer on it is one such summary for each of the {@linkplain AddressParts parts} that peers fall into, so that it is the same whether all peers come by
 * one shard or by several. A peer with more than a fifth of the total is never lost; exact while there are at most {@value #COUNTERS} peers in any part.
 */
final class PeerTally {
    static final int COUNTERS = 4;
    /** The most peers that are kept. */
    static final int MAX_PEERS = COUNTERS * AddressParts.COUNT;

    private static final int HIGHS = 0;
    private static final int LOWS = COUNTERS;
    private static final int WEIGHTS = 2 * COUNTERS;
    /** All counters of a summary, a bit each. */
    private static final int ALL = (1 << COUNTERS) - 1;
    /** The cells of one summary. */
    private static final int PART = 3 * COUNTERS;

    /** For up to {@value #COUNTERS} peers of any part. */
    private final long[] few = new long[PART];
    /** The peers' upper halves, then their lower halves, then the weights: together, because they are read together. Of many peers, so for each part. */
    private long[] cells = few;
    /** What is used for many peers, once there were many: kept, as the next window of a busy host has many again. */
    private long @Nullable [] many;

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
        int first = cells == few ? 0 : PART * AddressParts.of(peerHigh, peerLow);
        int lightest = first;
        for (int i = first; i < first + COUNTERS; i++) {
            if (weight(i) != 0 && isPeer(i, peerHigh, peerLow)) {
                cells[WEIGHTS + i] += added;
                return;
            }
            if (weight(i) < weight(lightest)) {
                lightest = i;
            }
        }
        if (weight(lightest) > 0 && cells == few) {
            spread();
            insert(peerHigh, peerLow, added);
            return;
        }
        long taken = Math.min(added, weight(lightest));
        if (taken > 0) {
            for (int i = first; i < first + COUNTERS; i++) {
                cells[WEIGHTS + i] -= taken;
            }
        }
        if (added > taken) {
            set(lightest, peerHigh, peerLow, added - taken);
        }
    }

    /** Gives each part counters of its own. */
    private void spread() {
        if (cells == few) {
            if (many == null) {
                many = new long[PART * AddressParts.COUNT];
            }
            cells = many;
            for (int i = 0; i < COUNTERS; i++) {
                if (few[WEIGHTS + i] > 0) {
                    insert(few[HIGHS + i], few[LOWS + i], few[WEIGHTS + i]);
                }
            }
        }
    }

    /**
     * Adds the other's counters to these, and if more than {@value #COUNTERS} peers of a part remain, takes from each the weight of the next after those. Commutative.
     */
    void merge(PeerTally other) {
        total += other.total;
        if (cells == few && other.cells == other.few && fewTogether(other)) {
            mergePart(other, 0, 0, ALL);
            return;
        }
        spread();
        for (int part = 0; part < AddressParts.COUNT; part++) {
            if (other.cells == other.few) {
                mergePart(other, PART * part, 0, other.peersOf(part));
            } else {
                mergePart(other, PART * part, PART * part, ALL);
            }
        }
    }

    /** Returns which of its few peers are of that part, a bit each. */
    private int peersOf(int part) {
        int peers = 0;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight(i) > 0 && AddressParts.of(few[HIGHS + i], few[LOWS + i]) == part) {
                peers |= 1 << i;
            }
        }
        return peers;
    }

    /** Returns whether both have at most {@value #COUNTERS} peers together. */
    private boolean fewTogether(PeerTally other) {
        int peers = 0;
        for (int i = 0; i < COUNTERS; i++) {
            peers += weight(i) > 0 ? 1 : 0;
            peers += other.weight(i) > 0 && !has(other.cells[HIGHS + i], other.cells[LOWS + i]) ? 1 : 0;
        }
        return peers <= COUNTERS;
    }

    private boolean has(long peerHigh, long peerLow) {
        for (int i = 0; i < COUNTERS; i++) {
            if (weight(i) > 0 && isPeer(i, peerHigh, peerLow)) {
                return true;
            }
        }
        return false;
    }

    /** Merges some of the other's counters that begin at {@code theirs}, a bit for each, into those that begin at {@code first}. */
    private void mergePart(PeerTally other, int first, int theirs, int which) {
        int spilled = 0;
        for (int bits = which; bits != 0; bits &= bits - 1) {
            int i = theirs + Integer.numberOfTrailingZeros(bits);
            if (other.weight(i) > 0 && !absorb(first, other.cells[HIGHS + i], other.cells[LOWS + i], other.weight(i))) {
                spilled |= Integer.lowestOneBit(bits);
            }
        }
        if (spilled != 0) {
            shrink(other, first, theirs, spilled);
        }
    }

    /** Adds to the peer's counter, or to a free one; returns false when there is none. */
    private boolean absorb(int first, long peerHigh, long peerLow, long added) {
        int free = -1;
        for (int i = first; i < first + COUNTERS; i++) {
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

    private void shrink(PeerTally other, int first, int theirs, int spilled) {
        long[] all = Arrays.copyOfRange(cells, WEIGHTS + first, WEIGHTS + first + 2 * COUNTERS);
        for (int i = 0; i < COUNTERS; i++) {
            all[COUNTERS + i] = (spilled >> i & 1) != 0 ? other.weight(theirs + i) : 0;
        }
        Arrays.sort(all);
        long cut = all[all.length - 1 - COUNTERS];
        for (int i = first; i < first + COUNTERS; i++) {
            cells[WEIGHTS + i] = Math.max(0, weight(i) - cut);
        }
        for (int bits = spilled; bits != 0; bits &= bits - 1) {
            int i = theirs + Integer.numberOfTrailingZeros(bits);
            if (other.weight(i) > cut) {
                absorb(first, other.cells[HIGHS + i], other.cells[LOWS + i], other.weight(i) - cut);
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
        for (int first = 0; first < cells.length; first += PART) {
            for (int i = first; i < first + COUNTERS; i++) {
                if (weight(i) > 0 && (best < 0 || isBefore(i, best))) {
                    best = i;
                }
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
        Arrays.fill(few, WEIGHTS, PART, 0);
        if (cells != few) {
            for (int first = 0; first < cells.length; first += PART) {
                Arrays.fill(cells, first + WEIGHTS, first + PART, 0);
            }
            cells = few;
        }
        total = 0;
    }

    long total() {
        return total;
    }

    /** Returns the counters as high, low, weight triples, unused ones left out. */
    long[] toArray() {
        long[] triples = new long[cells.length];
        int n = 0;
        for (int first = 0; first < cells.length; first += PART) {
            for (int i = first; i < first + COUNTERS; i++) {
                if (weight(i) > 0) {
                    triples[n++] = cells[HIGHS + i];
                    triples[n++] = cells[LOWS + i];
                    triples[n++] = weight(i);
                }
            }
        }
        return Arrays.copyOf(triples, n);
    }

    /** Takes over what {@link #toArray} gave: no more than {@value #COUNTERS} peers of any part. */
    void restore(long[] triples, long restoredTotal) {
        clear();
        for (int i = 0; i < triples.length; i += 3) {
            insert(triples[i], triples[i + 1], triples[i + 2]);
        }
        total = restoredTotal;
    }
}
