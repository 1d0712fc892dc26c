package io.nta.model.xgboost.forest;

import java.util.List;

/**
 * A node of a tree in a long, from the high bits:
 *
 * <pre>
 *  32 bits  inner node: the threshold's key − 1; leaf: its value, as a float's bits
 *  16 bits  the slot of the row's key to compare with
 *  16 bits  how far behind this node its left child is, with the right one next to it; 0 for a leaf
 * </pre>
 *
 * <p>A float's <em>key</em> is an int that orders as floats do, with −0 equal to 0. A row has two slots for each input, 2i and 2i + 1, which
 * differ where it is missing: the greatest int goes right everywhere, the least left. A node reads the one that goes where training sent
 * the missing. One slot more, the last, always holds the least int: leaves read it, and lead to themselves. So a step has no branch and
 * no special case, and descending further than a leaf does nothing.
 */
final class PackedNode {
    /** So many inputs have slots of 16 bits. */
    static final int MOST_INPUTS = 32_767;

    static final int SLOT_BITS = 16;
    static final int MASK = 0xFFFF;

    private PackedNode() {}

    /** Returns the key of a float that isn't NaN; never the least or the greatest int. */
    static int key(float value) {
        // Adding 0 makes 0 of −0. Negative floats grow with falling bits.
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** Returns the index of the node that follows {@code node}, which is at {@code index}. */
    static int next(int index, long node, int key) {
        // The sign of the difference is 1 where key ≥ threshold: to the right.
        return index + ((int) node & MASK) + (int) ((node >> 32) - key >>> 63);
    }

    static int slot(long node) {
        return (int) node >>> SLOT_BITS;
    }

    /** Returns a leaf's value. */
    static float value(long node) {
        return Float.intBitsToFloat((int) (node >> 32));
    }

    private static long leaf(float value, int inputs) {
        return (long) Float.floatToRawIntBits(value) << 32 | (long) inputs << SLOT_BITS + 1;
    }

    /** Packs trees into one array, each level by level, siblings side by side. */
    static Forest pack(List<TreeTable> trees, int[] classOf, int inputs, int classes, float base)
            throws ModelFormatException {
        int total = 0;
        for (TreeTable tree : trees) {
            total += tree.reachable();
        }
        long[] nodes = new long[total];
        float[] covers = new float[total];
        int[] roots = new int[trees.size()];
        byte[] depths = new byte[trees.size()];
        int at = 0;
        for (int i = 0; i < trees.size(); i++) {
            TreeTable tree = trees.get(i);
            roots[i] = at;
            depths[i] = (byte) tree.depth();
            packTree(i, tree, inputs, nodes, covers, at);
            at += tree.reachable();
        }
        return new Forest(nodes, covers, roots, depths, classOf, inputs, classes, base);
    }

    private static void packTree(int index, TreeTable tree, int inputs, long[] nodes, float[] covers, int root)
            throws ModelFormatException {
        int[] queue = new int[tree.reachable()];
        int size = 1;
        for (int head = 0; head < queue.length; head++) {
            int node = queue[head];
            covers[root + head] = tree.cover()[node];
            if (tree.left()[node] < 0) {
                nodes[root + head] = leaf(tree.value()[node], inputs);
                continue;
            }
            int distance = size - head;
            if (distance > MASK) {
                throw new ModelFormatException("learner.gradient_booster.model.trees[" + index
                        + "].left_children: the tree is wider than " + MASK + " nodes");
            }
            int slot = 2 * tree.input()[node] + tree.missingLeft()[node];
            long threshold = key(tree.value()[node]) - 1L;
            nodes[root + head] = threshold << 32 | (long) slot << SLOT_BITS | distance;
            queue[size++] = tree.left()[node];
            queue[size++] = tree.right()[node];
        }
    }
}
