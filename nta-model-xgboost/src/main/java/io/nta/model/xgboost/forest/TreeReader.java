package io.nta.model.xgboost.forest;

import org.jspecify.annotations.Nullable;

/** Reads one tree's fields, in whatever order they come. */
final class TreeReader {
    private final ModelDocument document;
    private int @Nullable [] left;
    private int @Nullable [] right;
    private int @Nullable [] input;
    private float @Nullable [] value;
    private int @Nullable [] missingLeft;
    private float @Nullable [] cover;

    TreeReader(ModelDocument document) {
        this.document = document;
    }

    void field(String name) throws ModelFormatException {
        switch (name) {
            case "left_children" -> left = document.ints();
            case "right_children" -> right = document.ints();
            case "split_indices" -> input = document.ints();
            case "split_conditions" -> value = document.floats();
            case "default_left" -> missingLeft = document.ints();
            case "sum_hessian" -> cover = document.floats();
            case "split_type" -> refuseCategories(document.ints());
            case "tree_param" -> document.object(this::parameter);
            default -> document.skip();
        }
    }

    private void refuseCategories(int[] types) throws ModelFormatException {
        for (int type : types) {
            if (type != 0) {
                throw document.wrong("has a categorical split, but only numerical ones can be scored");
            }
        }
    }

    private void parameter(String name) throws ModelFormatException {
        if (!name.equals("size_leaf_vector")) {
            document.skip();
            return;
        }
        String size = document.text();
        // Older versions write 0 where newer ones write 1.
        if (!size.equals("0") && !size.equals("1")) {
            throw document.wrong("is " + FieldPath.quote(size) + ", but only leaves with one value can be scored");
        }
    }

    /** Returns the tree, checked; {@code path} is the tree's, for errors. */
    TreeTable table(String path, int inputs) throws ModelFormatException {
        TreeTable.Complaint complaint = (field, what) -> new ModelFormatException(path + "." + field + ": " + what);
        if (left == null) {
            throw complaint.of("left_children", "is missing");
        }
        if (right == null) {
            throw complaint.of("right_children", "is missing");
        }
        if (input == null) {
            throw complaint.of("split_indices", "is missing");
        }
        if (value == null) {
            throw complaint.of("split_conditions", "is missing");
        }
        if (missingLeft == null) {
            throw complaint.of("default_left", "is missing");
        }
        if (cover == null) {
            throw complaint.of("sum_hessian", "is missing");
        }
        return TreeTable.check(left, right, input, value, missingLeft, cover, inputs, complaint);
    }
}
