package io.nta.model.xgboost.forest;

import java.util.Arrays;

/** Ints of a number that may not be known before. */
final class IntList {
    private static final int FIRST_ROOM = 16;

    private int[] values;
    private int size;

    /** Creates an empty list for so many, or for an unknown number if it is negative. */
    IntList(int count) {
        values = new int[count < 0 ? FIRST_ROOM : count];
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(FIRST_ROOM, size * 2));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return size == values.length ? values : Arrays.copyOf(values, size);
    }
}
