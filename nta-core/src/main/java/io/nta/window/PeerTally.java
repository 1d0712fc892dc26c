package io.nta.window;

import io.nta.feature.Peer;
import io.nta.packet.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The heaviest peers of a row: the summary of Misra and Gries (1982) with {@value #COUNTERS} counters, merged as in Agarwal et al. (2012, "Mergeable summaries"). A
 * peer with more than a fifth of the total is never lost; exact while there are at most {@value #COUNTERS} peers.
 */
final class PeerTally {
    static final int COUNTERS = 4;

    private final long[] high = new long[COUNTERS];
    private final long[] low = new long[COUNTERS];
    private final long[] weight = new long[COUNTERS];
    private long total;

    void add(long peerHigh, long peerLow, long added) {
        total += added;
        insert(peerHigh, peerLow, added);
    }

    private void insert(long peerHigh, long peerLow, long added) {
        int lightest = 0;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight[i] != 0 && low[i] == peerLow && high[i] == peerHigh) {
                weight[i] += added;
                return;
            }
            if (weight[i] < weight[lightest]) {
                lightest = i;
            }
        }
        long taken = Math.min(added, weight[lightest]);
        if (taken > 0) {
            for (int i = 0; i < COUNTERS; i++) {
                weight[i] -= taken;
            }
        }
        if (added > taken) {
            high[lightest] = peerHigh;
            low[lightest] = peerLow;
            weight[lightest] = added - taken;
        }
    }

    /** Adds the other's counters to these, and if more than {@value #COUNTERS} peers remain, takes from each the weight of the next after those. Commutative. */
    void merge(PeerTally other) {
        total += other.total;
        int spilled = 0;
        for (int i = 0; i < COUNTERS; i++) {
            if (other.weight[i] > 0 && !absorb(other.high[i], other.low[i], other.weight[i])) {
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
            if (weight[i] == 0) {
                free = i;
            } else if (low[i] == peerLow && high[i] == peerHigh) {
                weight[i] += added;
                return true;
            }
        }
        if (free < 0) {
            return false;
        }
        high[free] = peerHigh;
        low[free] = peerLow;
        weight[free] = added;
        return true;
    }

    private void shrink(PeerTally other, int spilled) {
        long[] all = Arrays.copyOf(weight, 2 * COUNTERS);
        for (int i = 0; i < COUNTERS; i++) {
            all[COUNTERS + i] = (spilled >> i & 1) != 0 ? other.weight[i] : 0;
        }
        Arrays.sort(all);
        long cut = all[all.length - 1 - COUNTERS];
        for (int i = 0; i < COUNTERS; i++) {
            weight[i] = Math.max(0, weight[i] - cut);
        }
        for (int i = 0; i < COUNTERS; i++) {
            if ((spilled >> i & 1) != 0 && other.weight[i] > cut) {
                absorb(other.high[i], other.low[i], other.weight[i] - cut);
            }
        }
    }

    /** Returns the heaviest peer, the smallest address among equals, or {@code null} when nothing was added. */
    @Nullable
    Peer heaviest() {
        int best = -1;
        for (int i = 0; i < COUNTERS; i++) {
            if (weight[i] > 0 && (best < 0 || isBefore(i, best))) {
                best = i;
            }
        }
        return best < 0 ? null : new Peer(new IpAddress(high[best], low[best]), weight[best], total);
    }

    private boolean isBefore(int i, int j) {
        if (weight[i] != weight[j]) {
            return weight[i] > weight[j];
        }
        int byHigh = Long.compareUnsigned(high[i], high[j]);
        return byHigh != 0 ? byHigh < 0 : Long.compareUnsigned(low[i], low[j]) < 0;
    }

    void clear() {
        for (int i = 0; i < COUNTERS; i++) {
            weight[i] = 0;
        }
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
            if (weight[i] > 0) {
                triples[n++] = high[i];
                triples[n++] = low[i];
                triples[n++] = weight[i];
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
