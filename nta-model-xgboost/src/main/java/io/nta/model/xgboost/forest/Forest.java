package io.nta.model.xgboost.forest;

/**
 * The trees of an XGBoost model, packed for scoring. Immutable and safe for any number of threads at once.
 *
 * <p>Scores are XGBoost's own: the same comparisons on the same 32-bit floats, leaves added in the same order. A row is an array of floats,
 * one for each input; NaN is missing and goes where training sent the missing; infinities are ordinary values; −0 equals 0.
 */
public final class Forest {
    private static final int LEAST_BYTES = 3;
    // Keys of so many rows stay in the first-level cache while a tree passes over them.
    private static final int BLOCK_BYTES = 24 << 10;
    private static final int MOST_ROWS = 64;

    private final long[] nodes;
    private final float[] covers;
    private final int[] roots;
    private final byte[] depths;
    private final int[] classOf;
    private final int inputs;
    private final int classes;
    private final int depth;
    private final float base;
    private final int blockRows;
    // Per thread, so that scoring neither allocates nor locks.
    private final ThreadLocal<int[]> keys;

    Forest(
            long[] nodes,
            float[] covers,
            int[] roots,
            byte[] depths,
            int[] classOf,
            int inputs,
            int classes,
            float base) {
        this.nodes = nodes;
        this.covers = covers;
        this.roots = roots;
        this.depths = depths;
        this.classOf = classOf;
        this.inputs = inputs;
        this.classes = classes;
        this.base = base;
        int deepest = 0;
        for (byte one : depths) {
            deepest = Math.max(deepest, one);
        }
        depth = deepest;
        int stride = RowKeys.stride(inputs);
        int fitting = BLOCK_BYTES / (stride * Integer.BYTES) / Descent.LANES * Descent.LANES;
        blockRows = Math.max(Descent.LANES, Math.min(MOST_ROWS, fitting));
        keys = ThreadLocal.withInitial(() -> new int[blockRows * stride]);
    }

    /**
     * Reads a model that XGBoost saved, in JSON or UBJ.
     *
     * <p>{@code gbtree} with the objectives {@code multi:softprob}, {@code multi:softmax}, {@code binary:logistic} and {@code
     * reg:squarederror} can be scored. Refused are other boosters and objectives, categorical splits, leaves with several values, trees
     * deeper than 64 levels or of more than 65 535 nodes in a row, more than 32 767 inputs or 1 024 classes, and whatever isn't sound. Takes
     * time and memory in proportion to the file's length, whatever the file claims.
     *
     * @param model the file's bytes
     * @throws ModelFormatException if it can't be scored; says which field is wrong
     */
    public static Forest read(byte[] model) throws ModelFormatException {
        if (model.length < LEAST_BYTES || model[0] != '{') {
            throw new ModelFormatException("model: neither JSON nor UBJ of XGBoost: it must begin with '{'");
        }
        return ForestReader.read(json(model[1]) ? new JsonDocument(model) : new UbjDocument(model));
    }

    // In UBJ, the type of a length follows.
    private static boolean json(byte second) {
        return second == '"' || second == '}' || second == ' ' || second == '\n' || second == '\r' || second == '\t';
    }

    /** Returns how many inputs a row has. */
    public int inputs() {
        return inputs;
    }

    /** Returns how many margins a row gets: the classes, or 1. */
    public int classes() {
        return classes;
    }

    /** Returns how many trees there are over all classes. */
    public int trees() {
        return roots.length;
    }

    /** Returns the depth of the deepest tree, in edges: 0 to 64. */
    public int depth() {
        return depth;
    }

    /**
     * Computes the margins (log-odds before {@link #softmax}, base score included) of rows. O(count × trees × depth); allocates nothing but,
     * once for each thread, a buffer of at most 24 KB or 8 rows.
     *
     * @param rows {@code count × inputs}, row after row
     * @param count how many rows
     * @param margins receives {@code count × classes}, row after row
     * @throws IllegalArgumentException if an array is too short
     */
    public void margins(float[] rows, int count, float[] margins) {
        room("rows", rows.length, count, inputs);
        room("margins", margins.length, count, classes);
        int[] block = keys.get();
        for (int from = 0; from < count; from += blockRows) {
            score(rows, from, Math.min(blockRows, count - from), block, margins);
        }
    }

    private static void room(String array, int length, int count, int width) {
        if (count < 0 || (long) count * width > length) {
            throw new IllegalArgumentException(
                    array + " has " + length + " elements, too few for " + count + " rows of " + width);
        }
    }

    private void score(float[] rows, int from, int count, int[] block, float[] margins) {
        int stride = RowKeys.stride(inputs);
        for (int row = 0; row < count; row++) {
            RowKeys.read(rows, (from + row) * inputs, inputs, block, row * stride);
        }
        int out = from * classes;
        for (int i = out; i < out + count * classes; i++) {
            margins[i] = base;
        }
        int together = count / Descent.LANES * Descent.LANES;
        if (together > 0) {
            for (int tree = 0; tree < roots.length; tree++) {
                int output = out + classOf[tree];
                for (int row = 0; row < together; row += Descent.LANES) {
                    Descent.rows(
                            nodes,
                            roots[tree],
                            depths[tree],
                            block,
                            row * stride,
                            stride,
                            margins,
                            output + row * classes,
                            classes);
                }
            }
        }
        for (int row = together; row < count; row++) {
            oneRow(block, row * stride, margins, out + row * classes);
        }
    }

    private void oneRow(int[] block, int at, float[] margins, int out) {
        int tree = 0;
        for (; tree + Descent.LANES <= roots.length; tree += Descent.LANES) {
            Descent.trees(nodes, roots, depths, classOf, tree, block, at, margins, out);
        }
        for (; tree < roots.length; tree++) {
            margins[out + classOf[tree]] += PackedNode.value(nodes[leaf(tree, block, at)]);
        }
    }

    private int leaf(int tree, int[] block, int at) {
        int index = roots[tree];
        for (int level = depths[tree]; level > 0; level--) {
            index = PackedNode.next(index, nodes[index], block[at + PackedNode.slot(nodes[index])]);
        }
        return index;
    }

    /**
     * Turns margins into probabilities, in place: exp(m) / Σ exp(m) over each row.
     *
     * @param margins {@code count × classes}, row after row; finite
     * @param count how many rows
     * @param classes how many margins a row has, at least 1
     * @throws IllegalArgumentException if the array is too short
     */
    public static void softmax(float[] margins, int count, int classes) {
        room("margins", margins.length, count, classes);
        for (int from = 0; from < count * classes; from += classes) {
            // The greatest is taken off first: exp of a large margin would be infinite.
            float greatest = margins[from];
            for (int i = from + 1; i < from + classes; i++) {
                greatest = Math.max(greatest, margins[i]);
            }
            double sum = 0;
            for (int i = from; i < from + classes; i++) {
                margins[i] = (float) Math.exp(margins[i] - greatest);
                sum += margins[i];
            }
            for (int i = from; i < from + classes; i++) {
                margins[i] = (float) (margins[i] / sum);
            }
        }
    }

    long node(int index) {
        return nodes[index];
    }

    float cover(int index) {
        return covers[index];
    }

    int root(int tree) {
        return roots[tree];
    }

    int classOf(int tree) {
        return classOf[tree];
    }

    float base() {
        return base;
    }

    @Override
    public String toString() {
        return "Forest of " + trees() + " trees, depth " + depth + ", " + inputs + " inputs, " + classes + " classes";
    }
}
