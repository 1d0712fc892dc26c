package io.nta.feature;

/**
 * The values of a row while it is read: which of them aren't 0, and these. Of a hundred features some twenty say something in a typical row, so a row keeps no others.
 * Reused from row to row; not thread-safe.
 */
final class RowValues {
    /** How many features a row can tell apart: a bit of two longs each. */
    static final int MAX_FEATURES = 2 * Long.SIZE;

    /** Holds values of earlier rows where no bit is set. */
    private final double[] values;

    private long low;
    private long high;

    RowValues(int size) {
        if (size > MAX_FEATURES) {
            throw new IllegalStateException(size + " features are more than the bits for " + MAX_FEATURES);
        }
        values = new double[size];
    }

    void clear() {
        low = 0;
        high = 0;
    }

    /** Sets a value that has not been set since the last {@link #clear}. */
    void set(int index, double value) {
        // By its bits: -0.0 and what is not a number are kept too. Without a branch, since half of the values are 0,
        // and
        // which ones nobody can foretell.
        values[index] = value;
        long bits = Double.doubleToRawLongBits(value);
        long bit = (bits | -bits) >>> Long.SIZE - 1 << index;
        if (index < Long.SIZE) {
            low |= bit;
        } else {
            high |= bit;
        }
    }

    /** Returns a bit for each of the first 64 features whose value isn't 0. */
    long low() {
        return low;
    }

    /** Returns a bit for each feature behind the first 64 whose value isn't 0. */
    long high() {
        return high;
    }

    /** Returns the values that aren't 0, in the order of the features. */
    double[] compact() {
        double[] compact = new double[Long.bitCount(low) + Long.bitCount(high)];
        int n = 0;
        for (long bits = low; bits != 0; bits &= bits - 1) {
            compact[n++] = values[Long.numberOfTrailingZeros(bits)];
        }
        for (long bits = high; bits != 0; bits &= bits - 1) {
            compact[n++] = values[Long.SIZE + Long.numberOfTrailingZeros(bits)];
        }
        return compact;
    }

    /** Returns all values, in the order of the features. */
    double[] all() {
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            boolean set = ((i < Long.SIZE ? low : high) >>> i & 1) != 0;
            all[i] = set ? values[i] : 0;
        }
        return all;
    }
}
