package io.nta.model.xgboost.forest;

/**
 * Eight descents at once. One alone waits at each step for the node and then for the key, some ten cycles in which nothing else happens;
 * eight that don't depend on each other fill them. Written out, since a loop over the lanes would keep their places in memory.
 */
final class Descent {
    /** How many go down together. */
    static final int LANES = 8;

    private Descent() {}

    /**
     * Eight rows through one tree; adds each row's leaf to its margin.
     *
     * @param nodes packed nodes
     * @param root the tree's first
     * @param depth its depth
     * @param keys keys of rows
     * @param at where the first row's begin
     * @param stride how far apart rows are
     * @param margins sums to add to
     * @param out the first row's
     * @param apart how far apart rows' sums are
     */
    static void rows(
            long[] nodes, int root, int depth, int[] keys, int at, int stride, float[] margins, int out, int apart) {
        int k1 = at + stride;
        int k2 = k1 + stride;
        int k3 = k2 + stride;
        int k4 = k3 + stride;
        int k5 = k4 + stride;
        int k6 = k5 + stride;
        int k7 = k6 + stride;
        int i0 = root;
        int i1 = root;
        int i2 = root;
        int i3 = root;
        int i4 = root;
        int i5 = root;
        int i6 = root;
        int i7 = root;
        for (int level = depth; level > 0; level--) {
            long n0 = nodes[i0];
            long n1 = nodes[i1];
            long n2 = nodes[i2];
            long n3 = nodes[i3];
            i0 = PackedNode.next(i0, n0, keys[at + PackedNode.slot(n0)]);
            i1 = PackedNode.next(i1, n1, keys[k1 + PackedNode.slot(n1)]);
            i2 = PackedNode.next(i2, n2, keys[k2 + PackedNode.slot(n2)]);
            i3 = PackedNode.next(i3, n3, keys[k3 + PackedNode.slot(n3)]);
            long n4 = nodes[i4];
            long n5 = nodes[i5];
            long n6 = nodes[i6];
            long n7 = nodes[i7];
            i4 = PackedNode.next(i4, n4, keys[k4 + PackedNode.slot(n4)]);
            i5 = PackedNode.next(i5, n5, keys[k5 + PackedNode.slot(n5)]);
            i6 = PackedNode.next(i6, n6, keys[k6 + PackedNode.slot(n6)]);
            i7 = PackedNode.next(i7, n7, keys[k7 + PackedNode.slot(n7)]);
        }
        margins[out] += PackedNode.value(nodes[i0]);
        margins[out + apart] += PackedNode.value(nodes[i1]);
        margins[out + 2 * apart] += PackedNode.value(nodes[i2]);
        margins[out + 3 * apart] += PackedNode.value(nodes[i3]);
        margins[out + 4 * apart] += PackedNode.value(nodes[i4]);
        margins[out + 5 * apart] += PackedNode.value(nodes[i5]);
        margins[out + 6 * apart] += PackedNode.value(nodes[i6]);
        margins[out + 7 * apart] += PackedNode.value(nodes[i7]);
    }

    /** One row through the eight trees that begin with {@code tree}; adds their leaves, in order, to the row's margins at {@code out}. */
    static void trees(
            long[] nodes,
            int[] roots,
            byte[] depths,
            int[] classOf,
            int tree,
            int[] keys,
            int at,
            float[] margins,
            int out) {
        int depth = 0;
        for (int i = tree; i < tree + LANES; i++) {
            depth = Math.max(depth, depths[i]);
        }
        int i0 = roots[tree];
        int i1 = roots[tree + 1];
        int i2 = roots[tree + 2];
        int i3 = roots[tree + 3];
        int i4 = roots[tree + 4];
        int i5 = roots[tree + 5];
        int i6 = roots[tree + 6];
        int i7 = roots[tree + 7];
        // Further than a leaf is no harm: it leads to itself.
        for (int level = depth; level > 0; level--) {
            long n0 = nodes[i0];
            long n1 = nodes[i1];
            long n2 = nodes[i2];
            long n3 = nodes[i3];
            i0 = PackedNode.next(i0, n0, keys[at + PackedNode.slot(n0)]);
            i1 = PackedNode.next(i1, n1, keys[at + PackedNode.slot(n1)]);
            i2 = PackedNode.next(i2, n2, keys[at + PackedNode.slot(n2)]);
            i3 = PackedNode.next(i3, n3, keys[at + PackedNode.slot(n3)]);
            long n4 = nodes[i4];
            long n5 = nodes[i5];
            long n6 = nodes[i6];
            long n7 = nodes[i7];
            i4 = PackedNode.next(i4, n4, keys[at + PackedNode.slot(n4)]);
            i5 = PackedNode.next(i5, n5, keys[at + PackedNode.slot(n5)]);
            i6 = PackedNode.next(i6, n6, keys[at + PackedNode.slot(n6)]);
            i7 = PackedNode.next(i7, n7, keys[at + PackedNode.slot(n7)]);
        }
        margins[out + classOf[tree]] += PackedNode.value(nodes[i0]);
        margins[out + classOf[tree + 1]] += PackedNode.value(nodes[i1]);
        margins[out + classOf[tree + 2]] += PackedNode.value(nodes[i2]);
        margins[out + classOf[tree + 3]] += PackedNode.value(nodes[i3]);
        margins[out + classOf[tree + 4]] += PackedNode.value(nodes[i4]);
        margins[out + classOf[tree + 5]] += PackedNode.value(nodes[i5]);
        margins[out + classOf[tree + 6]] += PackedNode.value(nodes[i6]);
        margins[out + classOf[tree + 7]] += PackedNode.value(nodes[i7]);
    }
}
