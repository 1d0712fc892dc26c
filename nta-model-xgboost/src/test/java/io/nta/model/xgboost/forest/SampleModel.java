package io.nta.model.xgboost.forest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** A small sound model, written by hand, to be changed into unsound ones: 3 classes, 4 inputs, a tree for each class. */
final class SampleModel {
    static final int INPUTS = 4;
    static final int CLASSES = 3;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TREE = """
            {"base_weights": [0, 0, 0, 0, 0], "categories": [], "default_left": [1, 0, 0, 0, 0], "id": 0,
             "left_children": [1, 3, -1, -1, -1], "right_children": [2, 4, -1, -1, -1], "parents": [2147483647, 0, 0, 1, 1],
             "split_conditions": [0.5, -1.5, 0.25, -0.125, 1e-3], "split_indices": [1, 3, 0, 0, 0], "split_type": [0, 0, 0, 0, 0],
             "sum_hessian": [10, 6, 4, 2, 4], "loss_changes": [1, 1, 0, 0, 0],
             "tree_param": {"num_deleted": "0", "num_feature": "4", "num_nodes": "5", "size_leaf_vector": "1"}}""";
    private static final String MODEL = """
            {"learner": {"attributes": {}, "feature_names": [], "gradient_booster": {"model": {
               "gbtree_model_param": {"num_parallel_tree": "1", "num_trees": "3"}, "iteration_indptr": [0, 3], "tree_info": [0, 1, 2],
               "trees": [TREE, TREE, TREE]}, "name": "gbtree"},
             "learner_model_param": {"base_score": "5E-1", "num_class": "3", "num_feature": "4", "num_target": "1"},
             "objective": {"name": "multi:softprob", "softmax_multiclass_param": {"num_class": "3"}}}, "version": [3, 0, 4]}""";

    private final ObjectNode model;

    SampleModel() {
        try {
            model = (ObjectNode) MAPPER.readTree(MODEL.replace("TREE", TREE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the second tree one each of whose levels has a leaf at the right and the rest at the left. */
    static SampleModel chain(int depth) {
        int nodes = 2 * depth + 1;
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        Arrays.fill(left, -1);
        Arrays.fill(right, -1);
        for (int level = 0; level < depth; level++) {
            int node = level == 0 ? 0 : 2 * level - 1;
            left[node] = 2 * level + 1;
            right[node] = 2 * level + 2;
        }
        String zeros = Arrays.toString(new int[nodes]);
        return new SampleModel()
                .tree("left_children", Arrays.toString(left))
                .tree("right_children", Arrays.toString(right))
                .tree("split_indices", zeros)
                .tree("split_type", zeros)
                .tree("split_conditions", zeros)
                .tree("default_left", zeros)
                .tree("sum_hessian", zeros);
    }

    /** Sets the field at a JSON pointer, such as {@code /learner/objective/name}, to what the JSON says. */
    SampleModel with(String pointer, String json) {
        try {
            parent(pointer).set(name(pointer), MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
        return this;
    }

    /** Sets a field of the second tree. */
    SampleModel tree(String field, String json) {
        return with("/learner/gradient_booster/model/trees/1/" + field, json);
    }

    /** Removes a field. */
    SampleModel without(String pointer) {
        parent(pointer).remove(name(pointer));
        return this;
    }

    private ObjectNode parent(String pointer) {
        return (ObjectNode) model.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    byte[] json() {
        return model.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] ubj() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(model, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonNode node, DataOutputStream out) throws IOException {
        if (node.isObject()) {
            out.writeByte('{');
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                text(field.getKey(), out);
                write(field.getValue(), out);
            }
            out.writeByte('}');
        } else if (node.isArray()) {
            array(node, out);
        } else if (node.isTextual()) {
            out.writeByte('S');
            text(node.textValue(), out);
        } else if (node.isIntegralNumber()) {
            out.writeByte('L');
            out.writeLong(node.longValue());
        } else {
            out.writeByte('d');
            out.writeFloat(node.floatValue());
        }
    }

    /** Numbers with a type before them all, where there are some; else elements with types of their own. */
    private static void array(JsonNode node, DataOutputStream out) throws IOException {
        boolean numbers = node.size() > 0;
        boolean whole = true;
        for (JsonNode element : node) {
            numbers &= element.isNumber();
            whole &= element.isInt();
        }
        out.writeByte('[');
        if (numbers) {
            out.writeByte('$');
            out.writeByte(whole ? 'l' : 'd');
        }
        out.writeByte('#');
        out.writeByte('L');
        out.writeLong(node.size());
        for (JsonNode element : node) {
            if (numbers && whole) {
                out.writeInt(element.intValue());
            } else if (numbers) {
                out.writeFloat(element.floatValue());
            } else {
                write(element, out);
            }
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte('L');
        out.writeLong(bytes.length);
        out.write(bytes);
    }
}
