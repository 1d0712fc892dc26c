package io.nta.feature;

import io.nta.packet.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The heaviest peer by each {@link Tally}, as plain numbers: nearly all rows are judged without a look at them, so no object is made for a peer before it is asked
 * for. One that a row keeps is never changed; the one that peers are collected in is reused.
 */
public final class HeaviestPeers {
    /** Of nobody. */
    static final HeaviestPeers NONE = new HeaviestPeers(0, new long[0]);

    private static final int LONGS = 4;

    /** A bit for each tally that has a peer. */
    private int present;
    /** Its address, weight and total for each of these, in the order of the tallies. */
    private final long[] cells;

    /** Creates one to collect peers in. */
    public HeaviestPeers() {
        this(0, new long[LONGS * Tally.values().length]);
    }

    private HeaviestPeers(int present, long[] cells) {
        this.present = present;
        this.cells = cells;
    }

    static HeaviestPeers of(@Nullable Peer[] peers) {
        HeaviestPeers collected = new HeaviestPeers();
        for (Tally which : Tally.values()) {
            Peer peer = peers[which.ordinal()];
            if (peer != null) {
                IpAddress address = peer.address();
                collected.add(which, address.high(), address.low(), peer.weight(), peer.total());
            }
        }
        return collected.copy();
    }

    /** Forgets all peers. */
    public void clear() {
        present = 0;
    }

    /** Returns whether there is no peer. */
    public boolean isEmpty() {
        return present == 0;
    }

    /** Adds a peer, by a tally behind those that were added. The numbers are those of {@link Peer}. */
    public void add(Tally which, long high, long low, long weight, long total) {
        int at = LONGS * Integer.bitCount(present);
        cells[at] = high;
        cells[at + 1] = low;
        cells[at + 2] = weight;
        cells[at + 3] = total;
        present |= 1 << which.ordinal();
    }

    HeaviestPeers copy() {
        return isEmpty() ? NONE : new HeaviestPeers(present, Arrays.copyOf(cells, LONGS * Integer.bitCount(present)));
    }

    @Nullable
    Peer peer(Tally which) {
        int bit = 1 << which.ordinal();
        if ((present & bit) == 0) {
            return null;
        }
        int at = LONGS * Integer.bitCount(present & bit - 1);
        return new Peer(new IpAddress(cells[at], cells[at + 1]), cells[at + 2], cells[at + 3]);
    }

    boolean contains(IpAddress address) {
        for (int at = 0; at < LONGS * Integer.bitCount(present); at += LONGS) {
            if (cells[at] == address.high() && cells[at + 1] == address.low()) {
                return true;
            }
        }
        return false;
    }
}
