package io.nta.window;

import org.jspecify.annotations.Nullable;

/**
 * Finds, among any number of addresses without a row, those that keep coming, in a fixed {@value #PLACES} places: each holds the address that has led there
 * so far and by how much (the majority vote of Boyer and Moore 1981, which is Misra and Gries 1982 with one counter). Whoever sends more than all others of its place
 * together gets ahead; forged addresses, of which each sends little, cancel each other out. Keyed by a secret, so that nobody can choose whom to outvote. One
 * access to memory for a packet. Not thread-safe.
 */
final class Candidates {
    /** The most votes that are counted. */
    static final int MAX_VOTES = 0xFFFF;

    private static final int PLACES = 1 << 16;
    private static final long VOTES = MAX_VOTES;

    private final long secret;
    private final int votesToWin;
    /** The address's hash above, its votes in the lowest 16 bits. Made when the first candidate comes: most never see one. */
    private long @Nullable [] places;

    Candidates(int votesToWin, long secret) {
        this.votesToWin = votesToWin;
        this.secret = secret;
    }

    /** Notes a packet of the address; returns whether it has come often enough, and then forgets it. */
    boolean vote(long high, long low) {
        long[] all = places;
        if (all == null) {
            all = new long[PLACES];
            places = all;
        }
        long hash = Hashes.mix(Hashes.mix(high ^ secret) + low);
        int place = (int) (hash & PLACES - 1);
        long held = all[place];
        long votes = held & VOTES;
        if (((held ^ hash) & ~VOTES) != 0 && votes > 0) {
            all[place] = held - 1;
            return false;
        }
        boolean won = votes + 1 >= votesToWin;
        all[place] = won ? 0 : hash & ~VOTES | votes + 1;
        return won;
    }
}
