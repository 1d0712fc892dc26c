package io.nta.model.xgboost.forest;

import java.util.Arrays;

/**
 * Says how much each input adds to a row's margin: exact Shapley values of the trees, path-dependent (Lundberg et al., "From local
 * explanations to global understanding with explainable AI for trees", 2020): inputs left out are averaged over by the training rows that
 * went each way.
 *
 * <p>For a leaf of value v behind d distinct inputs, let z<sub>i</sub> be the share of training rows that take the path's branches on input i, and
 * o<sub>i</sub> whether the row does (0 or 1). Input j gets v (o<sub>j</sub> − z<sub>j</sub>) Σ<sub>k</sub> w<sub>k</sub> c<sub>k</sub>, where w<sub>k</sub> = k! (d−1−k)! / d!
 * and c<sub>k</sub> are the coefficients of Π<sub>i≠j</sub> (z<sub>i</sub> + o<sub>i</sub> y). As o is 0 or 1, all inputs with o = 0 get the same, and only
 * those with o = 1 cost a (synthetic) division: O(d + m²) for m of them, where the published algorithm takes O(d²) with divisions.
 *
 * <p>Keeps scratch memory: one for each thread. Contributions allocate nothing.
 */
public final class TreeShap {
    private static final int WIDEST = TreeTable.DEEPEST + 1;
    private static final double[][] WEIGHTS = weights();
    /** Up to this degree, rounding errors that grow with the coefficients stay below 2<sup>−36</sup>. */
    private static final int FORGIVING = 16;

    private final Forest forest;
    private final int leafSlot;
    private final int[] keys;
    // The inputs of the path, with what they share; the position of an input in it, or -1.
    private final int[] pathInput = new int[WIDEST];
    private final double[] pathShare = new double[WIDEST];
    private final boolean[] pathTaken = new boolean[WIDEST];
    private final int[] position;
    private final double[] polynomial = new double[WIDEST + 1];
    private double[] out = new double[0];
    private int length;

    /** Creates an explainer of that forest. */
    public TreeShap(Forest forest) {
        this.forest = forest;
        leafSlot = 2 * forest.inputs();
        keys = new int[RowKeys.stride(forest.inputs())];
        position = new int[forest.inputs()];
        Arrays.fill(position, -1);
    }

    private static double[][] weights() {
        double[][] weights = new double[WIDEST + 1][];
        for (int d = 1; d <= WIDEST; d++) {
            weights[d] = new double[d];
            // w_0 = 1/d, w_k = w_(k−1) · k / (d − k)
            double weight = 1.0 / d;
            for (int k = 0; k < d; k++) {
                weight = k == 0 ? weight : weight * k / (d - k);
                weights[d][k] = weight;
            }
        }
        return weights;
    }

    /**
     * Computes what each input adds to one margin of a row. The contributions and the bias add up to the margin.
     *
     * @param row the inputs; NaN is missing
     * @param inputClass which margin, from 0
     * @param out receives one contribution for each input and, last, the bias: the margin that training rows have on average
     * @throws IllegalArgumentException if the row or {@code out} has the wrong length, or there is no such class
     */
    public void contributions(float[] row, int inputClass, double[] out) {
        int inputs = forest.inputs();
        if (row.length != inputs || out.length != inputs + 1) {
            throw new IllegalArgumentException("a row of " + row.length + " and " + out.length
                    + " contributions; the forest has " + inputs + " inputs, and there is a bias");
        }
        if (inputClass < 0 || inputClass >= forest.classes()) {
            throw new IllegalArgumentException("no class " + inputClass + " of " + forest.classes());
        }
        RowKeys.read(row, 0, inputs, keys, 0);
        Arrays.fill(out, 0);
        out[inputs] = forest.base();
        this.out = out;
        for (int tree = 0; tree < forest.trees(); tree++) {
            if (forest.classOf(tree) == inputClass) {
                descend(forest.root(tree));
            }
        }
    }

    private void descend(int index) {
        long node = forest.node(index);
        int slot = PackedNode.slot(node);
        if (slot == leafSlot) {
            leaf(PackedNode.value(node));
            return;
        }
        int left = index + ((int) node & PackedNode.MASK);
        int taken = PackedNode.next(index, node, keys[slot]);
        double leftCover = forest.cover(left);
        double covers = leftCover + forest.cover(left + 1);
        double share = covers > 0 ? leftCover / covers : 0.5;
        follow(slot >> 1, left, share, taken == left);
        follow(slot >> 1, left + 1, 1 - share, taken != left);
    }

    private void follow(int input, int child, double share, boolean taken) {
        int at = position[input];
        if (at < 0) {
            position[input] = length;
            pathInput[length] = input;
            pathShare[length] = share;
            pathTaken[length] = taken;
            length++;
            descend(child);
            length--;
            position[input] = -1;
            return;
        }
        double shareBefore = pathShare[at];
        boolean takenBefore = pathTaken[at];
        pathShare[at] = shareBefore * share;
        pathTaken[at] = takenBefore && taken;
        descend(child);
        pathShare[at] = shareBefore;
        pathTaken[at] = takenBefore;
    }

    private void leaf(double value) {
        double[] p = polynomial;
        int degree = 0;
        double others = value;
        p[0] = 1;
        for (int i = 0; i < length; i++) {
            double share = pathShare[i];
            if (pathTaken[i]) {
                // Times (share + y).
                p[degree + 1] = p[degree];
                for (int k = degree; k > 0; k--) {
                    p[k] = p[k - 1] + share * p[k];
                }
                p[0] *= share;
                degree++;
            } else {
                others *= share;
            }
        }
        out[out.length - 1] += others * p[0];
        if (length == 0 || others == 0) {
            return;
        }
        double[] weights = WEIGHTS[length];
        double untaken = degree < length ? others * sum(weights, p, degree) : 0;
        for (int i = 0; i < length; i++) {
            out[pathInput[i]] +=
                    pathTaken[i] ? others * (1 - pathShare[i]) * without(pathShare[i], degree, weights) : -untaken;
        }
    }

    private static double sum(double[] weights, double[] coefficients, int degree) {
        double sum = 0;
        for (int k = 0; k <= degree; k++) {
            sum += weights[k] * coefficients[k];
        }
        return sum;
    }

    /**
     * Returns Σ w_k q_k for the polynomial p divided by (share + y). As p_k = share q_k + q_(k−1), each q follows from the one above it. Where q_(k−1) is
     * the smaller part of p_k, which is so from some k down, it would be a small difference of large numbers: there, each follows from the one below.
     */
    private double without(double share, int degree, double[] weights) {
        double sum = 0;
        double above = 0;
        int k = degree - 1;
        for (; k >= 0; k--) {
            double product = share * above;
            double coefficient = polynomial[k + 1] - product;
            if (coefficient < product && degree > FORGIVING) {
                break;
            }
            sum += weights[k] * coefficient;
            above = coefficient;
        }
        double below = 0;
        for (int i = 0; i <= k; i++) {
            below = (polynomial[i] - below) / share;
            sum += weights[i] * below;
        }
        return sum;
    }
}
