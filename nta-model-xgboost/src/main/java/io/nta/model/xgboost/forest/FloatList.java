package io.nta.model.xgboost.forest;

import java.util.Arrays;

/** Floats of a number that may not be known before. */
final class FloatList {
    private static final int FIRST_ROOM = 16;

    private float[] values;
    private int size;

    /** Creates an empty list for so many, or for an unknown number if it is negative. */
    FloatList(int count) {
        values = new float[count < 0 ? FIRST_ROOM : count];
    }

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(FIRST_ROOM, size * 2));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return size == values.length ? values : Arrays.copyOf(values, size);
    }
}
