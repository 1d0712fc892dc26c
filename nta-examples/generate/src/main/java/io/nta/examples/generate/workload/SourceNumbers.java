package io.nta.examples.generate.workload;

import io.nta.examples.generate.network.Randomness;

/**
 * Any number of distinct IPv4 addresses that look random, in turn, without a table of them: the n-th is n times an odd number, which permutes the 2³² numbers; those
 * that nobody routes (0/8, 10/8, 127/8, multicast and above) are left out.
 */
public final class SourceNumbers {
    private static final int ODD = 0x9E37_79B1;

    private final int count;
    private final int offset;
    private int given;
    private int position;

    /** Creates a source of so many addresses, at most 2³¹. */
    public SourceNumbers(int count, Randomness random) {
        this.count = count;
        this.offset = random.nextInt();
    }

    /** Returns the next address; after the last comes the first again. */
    public int next() {
        if (given == count) {
            given = 0;
            position = 0;
        }
        given++;
        int address;
        do {
            address = (offset + position++) * ODD;
        } while (isUnroutable(address >>> 24));
        return address;
    }

    private static boolean isUnroutable(int first) {
        return first == 0 || first == 10 || first == 127 || first >= 224;
    }
}
