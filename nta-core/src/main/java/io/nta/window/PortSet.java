package io.nta.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An exact set of port numbers: a sorted array of up to {@value #MAX_SPARSE}, then a bitmap of 8 KiB, if its share of memory allows; else further ports are left out. Not thread-safe. */
final class PortSet {
    /** The most ports held one by one. */
    static final int MAX_SPARSE = 64;

    private static final int FIRST_CAPACITY = 4;
    private static final int WORDS = 65_536 / Long.SIZE;

    private char[] sparse = new char[FIRST_CAPACITY];
    private int size;
    private long @Nullable [] bitmap;
    private boolean dense;
    private final SetBudget.Share memory;
    /** Whether ports were left out for want of memory. */
    private boolean incomplete;

    PortSet() {
        this(SetBudget.Share.UNLIMITED);
    }

    PortSet(SetBudget.Share memory) {
        this.memory = memory;
    }

    void add(int port) {
        if (dense) {
            set(port);
            return;
        }
        int at = Arrays.binarySearch(sparse, 0, size, (char) port);
        if (at >= 0) {
            return;
        }
        if (size == MAX_SPARSE) {
            if (makeDense()) {
                set(port);
            }
            return;
        }
        if (size == sparse.length) {
            sparse = Arrays.copyOf(sparse, size * 2);
        }
        int insertAt = -at - 1;
        System.arraycopy(sparse, insertAt, sparse, insertAt + 1, size - insertAt);
        sparse[insertAt] = (char) port;
        size++;
    }

    private long[] words() {
        long[] current = bitmap;
        if (current == null) {
            current = new long[WORDS];
            bitmap = current;
        }
        return current;
    }

    private void set(int port) {
        long[] words = words();
        long bit = 1L << (port & 63);
        if ((words[port >>> 6] & bit) == 0) {
            words[port >>> 6] |= bit;
            size++;
        }
    }

    private boolean makeDense() {
        if (!memory.take(WORDS * Long.BYTES)) {
            if (!incomplete) {
                incomplete = true;
                memory.noteTooSmall();
            }
            return false;
        }
        dense = true;
        int count = size;
        size = 0;
        for (int i = 0; i < count; i++) {
            set(sparse[i]);
        }
        return true;
    }

    void merge(PortSet other) {
        if (!other.dense) {
            for (int i = 0; i < other.size; i++) {
                add(other.sparse[i]);
            }
            return;
        }
        if (!dense && !makeDense()) {
            for (int port = other.next(0); port >= 0 && size < MAX_SPARSE; port = other.next(port + 1)) {
                add(port);
            }
            return;
        }
        long[] words = words();
        long[] theirs = other.words();
        size = 0;
        for (int i = 0; i < WORDS; i++) {
            words[i] |= theirs[i];
            size += Long.bitCount(words[i]);
        }
    }

    int size() {
        return size;
    }

    /** Returns the smallest port that is at least {@code from}, or -1. */
    int next(int from) {
        if (from > 0xFFFF) {
            return -1;
        }
        if (!dense) {
            int at = Arrays.binarySearch(sparse, 0, size, (char) from);
            int i = at >= 0 ? at : -at - 1;
            return i < size ? sparse[i] : -1;
        }
        long[] words = words();
        int i = from >>> 6;
        long word = words[i] & -1L << (from & 63);
        while (word == 0) {
            i++;
            if (i == WORDS) {
                return -1;
            }
            word = words[i];
        }
        return (i << 6) + Long.numberOfTrailingZeros(word);
    }

    /** Writes the ports in ascending order to the start of {@code into}, which has room for all, and returns how many there are. */
    int copyTo(char[] into) {
        if (!dense) {
            System.arraycopy(sparse, 0, into, 0, size);
            return size;
        }
        int count = 0;
        long[] words = words();
        for (int i = 0; i < WORDS; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                into[count++] = (char) ((i << 6) + Long.numberOfTrailingZeros(word));
            }
        }
        return count;
    }

    void clear() {
        if (dense) {
            memory.giveBack(WORDS * Long.BYTES);
            bitmap = null;
            dense = false;
        }
        incomplete = false;
        size = 0;
    }
}
