package io.nta.model.xgboost.forest;

/** Turns a row into the keys that nodes compare: {@link PackedNode} says which. */
final class RowKeys {
    private RowKeys() {}

    /** Returns how many slots a row of so many inputs takes. */
    static int stride(int inputs) {
        return 2 * inputs + 1;
    }

    /** Writes the keys of the row at {@code from} of {@code rows} to {@code at} of {@code keys}. */
    static void read(float[] rows, int from, int inputs, int[] keys, int at) {
        for (int i = 0; i < inputs; i++) {
            float value = rows[from + i];
            boolean missing = Float.isNaN(value);
            int key = PackedNode.key(value);
            keys[at + 2 * i] = missing ? Integer.MAX_VALUE : key;
            keys[at + 2 * i + 1] = missing ? Integer.MIN_VALUE : key;
        }
        keys[at + 2 * inputs] = Integer.MIN_VALUE;
    }
}
