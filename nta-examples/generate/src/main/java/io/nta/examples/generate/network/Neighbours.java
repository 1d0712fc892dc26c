package io.nta.examples.generate.network;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which hosts of the local network have asked for one another's MAC of late. Whoever sends to a neighbour asks anew now and then, some time after it has sent (RFC
 * 1122, 2.3.2.1; RFC 4861, 7.3). A table of fixed size: pairs that share a slot ask more often.
 */
public final class Neighbours {
    private static final int SLOTS = 1 << 12;
    private static final double SOONEST = 15;
    private static final double LATEST = 90;
    private static final double MOST_DELAY = 5;

    private final Randomness random;
    private final long[] pairs = new long[SLOTS];
    private final long[] until = new long[SLOTS];
    private final Set<Long> silent = new HashSet<>();

    public Neighbours(Randomness random) {
        this.random = random;
        Arrays.fill(pairs, -1);
    }

    /** Keeps two from asking: one of them believes somebody else. */
    public void silence(Host one, Host other) {
        silent.add(pair(one.mac(), other.mac()));
        silent.add(pair(other.mac(), one.mac()));
    }

    /** Returns in how many nanoseconds the sender asks, now that it sends; -1 if it doesn't. */
    long asksAfter(long from, long to, long now) {
        long pair = pair(from, to);
        int slot = (int) (Randomness.mix(pair) >>> 40) & SLOTS - 1;
        if (pairs[slot] == pair && now < until[slot]) {
            return -1;
        }
        boolean first = pairs[slot] != pair;
        pairs[slot] = pair;
        until[slot] = now + seconds(random.between(SOONEST, LATEST));
        if (silent.contains(pair)) {
            return -1;
        }
        // It may have asked before the capture began.
        return first && random.chance(0.5) ? -1 : seconds(random.between(0, MOST_DELAY));
    }

    Randomness random() {
        return random;
    }

    private static long pair(long from, long to) {
        return from & 0xFFFF_FFFFL | to << 32;
    }

    private static long seconds(double count) {
        return (long) (count * Clock.SECOND);
    }
}
