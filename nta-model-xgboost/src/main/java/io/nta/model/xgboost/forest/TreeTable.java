package io.nta.model.xgboost.forest;

/**
 * One tree as the file has it: element {@code i} of each array is of node {@code i}, the root is node 0, a leaf has no left child.
 * Checked: whatever can be reached from the root is a tree, and may be followed without looking.
 *
 * @param left the left child, negative for a leaf
 * @param right the right child
 * @param input which input an inner node asks about
 * @param value an inner node's threshold (less goes left), a leaf's value
 * @param missingLeft 1 where a missing input goes left
 * @param cover the training rows (their hessians' sum) that came by
 * @param depth the edges from the root to the deepest leaf
 * @param reachable how many nodes the root leads to
 */
record TreeTable(
        int[] left,
        int[] right,
        int[] input,
        float[] value,
        int[] missingLeft,
        float[] cover,
        int depth,
        int reachable) {
    /** Makes each step of the descent and of TreeSHAP bounded; XGBoost's default is 6. */
    static final int DEEPEST = 64;

    /** A way to say what is wrong with a field. */
    interface Complaint {
        ModelFormatException of(String field, String what);
    }

    /** Checks all and finds the depth. */
    static TreeTable check(
            int[] left,
            int[] right,
            int[] input,
            float[] value,
            int[] missingLeft,
            float[] cover,
            int inputs,
            Complaint complaint)
            throws ModelFormatException {
        int nodes = left.length;
        if (nodes == 0) {
            throw complaint.of("left_children", "a tree has at least one node");
        }
        same(nodes, right.length, "right_children", complaint);
        same(nodes, input.length, "split_indices", complaint);
        same(nodes, value.length, "split_conditions", complaint);
        same(nodes, missingLeft.length, "default_left", complaint);
        same(nodes, cover.length, "sum_hessian", complaint);
        int[] queue = new int[nodes];
        int[] depths = new int[nodes];
        boolean[] seen = new boolean[nodes];
        seen[0] = true;
        int size = 1;
        for (int head = 0; head < size; head++) {
            int node = queue[head];
            if (!(cover[node] >= 0 && cover[node] <= Float.MAX_VALUE)) {
                throw complaint.of("sum_hessian", "node " + node + " has " + cover[node] + ", not a finite weight");
            }
            if (left[node] < 0) {
                checkLeaf(node, right[node], value[node], complaint);
                continue;
            }
            checkSplit(node, input[node], value[node], missingLeft[node], inputs, complaint);
            for (int child : new int[] {left[node], right[node]}) {
                claim(node, child, seen, child == right[node] ? "right_children" : "left_children", complaint);
                depths[child] = depths[node] + 1;
                queue[size++] = child;
            }
            if (depths[node] == DEEPEST) {
                throw complaint.of("left_children", "the tree is deeper than " + DEEPEST + " levels");
            }
        }
        return new TreeTable(left, right, input, value, missingLeft, cover, depths[queue[size - 1]], size);
    }

    private static void same(int nodes, int length, String field, Complaint complaint) throws ModelFormatException {
        if (length != nodes) {
            throw complaint.of(field, "has " + length + " elements, but left_children has " + nodes);
        }
    }

    private static void checkLeaf(int node, int right, float value, Complaint complaint) throws ModelFormatException {
        if (right >= 0) {
            throw complaint.of("right_children", "node " + node + " has a right child and no left one");
        }
        if (!Float.isFinite(value)) {
            throw complaint.of("split_conditions", "leaf " + node + " has the value " + value);
        }
    }

    private static void checkSplit(int node, int input, float value, int missingLeft, int inputs, Complaint complaint)
            throws ModelFormatException {
        if (input < 0 || input >= inputs) {
            throw complaint.of("split_indices", "node " + node + " asks about input " + input + " of " + inputs);
        }
        if (Float.isNaN(value)) {
            throw complaint.of("split_conditions", "node " + node + " has the threshold NaN");
        }
        if (missingLeft != 0 && missingLeft != 1) {
            throw complaint.of("default_left", "node " + node + " has " + missingLeft + ", not 0 or 1");
        }
    }

    private static void claim(int node, int child, boolean[] seen, String field, Complaint complaint)
            throws ModelFormatException {
        if (child < 0 || child >= seen.length) {
            throw complaint.of(
                    field, "node " + node + " has the child " + child + " in a tree of " + seen.length + " nodes");
        }
        if (seen[child]) {
            throw complaint.of(field, "node " + child + " is reached twice");
        }
        seen[child] = true;
    }
}
