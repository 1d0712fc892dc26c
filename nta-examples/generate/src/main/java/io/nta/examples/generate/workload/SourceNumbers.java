package io.nta.examples.generate.workload;

import io.nta.examples.generate.network.Randomness;

/**
 * Any number of distinct IPv4 addresses that look random, in turn, without a table of them: the n-th is n times an odd number, which permutes the 2³² numbers, and the
 * few that nobody routes (0/8, 10/8, 127/8, multicast and above) are moved by a fixed amount to where they are rare.
 */
public final class SourceNumbers {
    private static final int ODD = 0x9E37_79B1;
    private static final int MOVED = 0x4000_0000;

    private final int count;
    private final int offset;
    private int next;

    /** Creates a source of so many addresses. */
    public SourceNumbers(int count, Randomness random) {
        this.count = count;
        this.offset = random.nextInt();
    }

    /** Returns the next address; after the last comes the first again. */
    public int next() {
        int number = next;
        next = next + 1 == count ? 0 : next + 1;
        int address = (offset + number) * ODD;
        int first = address >>> 24;
        boolean unroutable = first == 0 || first == 10 || first == 127 || first >= 224;
        return unroutable ? (address & 0x1FFF_FFFF) + MOVED : address;
    }
}
