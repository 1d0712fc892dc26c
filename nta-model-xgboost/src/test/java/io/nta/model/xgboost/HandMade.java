package io.nta.model.xgboost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nta.feature.FeatureCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Models whose probabilities are known: Normal has the margin 0, and an attack a margin that rises in steps of one input, or one that makes it unlikely. While all other attacks are unlikely, its probability is
 * what the step says. In XGBoost's JSON, with the classes Normal, port_scan and ssh_brute, temperature 1, told from 0.9 on and hinted from 0.5 on.
 */
final class HandMade {
    static final List<String> LABELS = List.of("Normal", "port_scan", "ssh_brute");
    static final ModelCard.Threshold THRESHOLD = new ModelCard.Threshold(0.9, 0.5);
    static final String TARGETS = "distinct_targets_count";
    static final String FAILURES = "ssh_auth_failure_count";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double UNLIKELY = 1e-9;

    private final List<String> inputs;
    private final ArrayNode trees = JSON.arrayNode();
    private final ArrayNode classOfTree = JSON.arrayNode();
    private final Set<String> labelsOfTrees = new HashSet<>();

    HandMade(String... inputs) {
        this.inputs = List.of(inputs);
    }

    /** Returns a model that takes 20 targets for a hint at a port scan, 30 for one, and 10 failures for guessing. */
    static HandMade usual() {
        return new HandMade(TARGETS, FAILURES)
                .steps("port_scan", TARGETS, Map.of(20f, 0.7, 30f, 0.95, 40f, 0.96, 50f, 0.99))
                .steps("ssh_brute", FAILURES, Map.of(10f, 0.97));
    }

    /** Returns a model that takes 30 targets for a scan, and reads the last feature of the catalogue. */
    static HandMade readingTheLastFeature() {
        String last =
                FeatureCatalogue.features().get(FeatureCatalogue.size() - 1).name();
        return new HandMade(TARGETS, last).steps("port_scan", TARGETS, Map.of(30f, 0.95));
    }

    /** Lets the probability of an attack be these from these values of an input on, and almost 0 below. */
    HandMade steps(String label, String input, Map<Float, Double> probabilities) {
        List<Float> steps = probabilities.keySet().stream().sorted().toList();
        List<Double> margins = new ArrayList<>();
        margins.add(margin(UNLIKELY));
        steps.forEach(step -> margins.add(margin(probabilities.get(step))));
        return tree(label, input, steps, margins);
    }

    private static double margin(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** Adds a tree: the first margin is for values below the first step, the next for those below the second one. */
    HandMade tree(String label, String input, List<Float> steps, List<Double> margins) {
        // Node 2 i asks for the step i; its left child is a leaf, its right one asks for the next step, or is a leaf.
        int size = 2 * steps.size() + 1;
        ObjectNode tree = JSON.objectNode();
        tree.put("id", trees.size());
        for (int node = 0; node < size; node++) {
            boolean leaf = node % 2 == 1 || node == size - 1;
            tree.withArray("left_children").add(leaf ? -1 : node + 1);
            tree.withArray("right_children").add(leaf ? -1 : node + 2);
            tree.withArray("parents").add(node == 0 ? Integer.MAX_VALUE : (node - 1) / 2 * 2);
            tree.withArray("split_indices").add(leaf ? 0 : inputs.indexOf(input));
            tree.withArray("split_conditions").add(leaf ? value(margins, node) : steps.get(node / 2));
            tree.withArray("split_type").add(0);
            tree.withArray("default_left").add(leaf ? 0 : 1);
            tree.withArray("base_weights").add(0);
            tree.withArray("loss_changes").add(0);
            tree.withArray("sum_hessian").add(leaf ? 1 : (size - node + 1) / 2);
        }
        tree.putArray("categories");
        tree.putObject("tree_param")
                .put("num_deleted", "0")
                .put("num_feature", Integer.toString(inputs.size()))
                .put("num_nodes", Integer.toString(size))
                .put("size_leaf_vector", "1");
        trees.add(tree);
        labelsOfTrees.add(label);
        classOfTree.add(LABELS.indexOf(label));
        return this;
    }

    private static float value(List<Double> margins, int leaf) {
        return margins.get(leaf / 2).floatValue();
    }

    /** Writes the model to a folder and returns it. */
    Model write(Path folder) {
        return Model.write(folder, json(), card());
    }

    byte[] json() {
        for (String label : LABELS.subList(1, LABELS.size())) {
            if (!labelsOfTrees.contains(label)) {
                tree(label, inputs.get(0), List.of(), List.of(margin(UNLIKELY)));
            }
        }
        ObjectNode root = JSON.objectNode();
        ObjectNode learner = root.putObject("learner");
        ObjectNode booster = learner.putObject("gradient_booster");
        ObjectNode model = booster.putObject("model");
        model.putObject("gbtree_model_param")
                .put("num_parallel_tree", "1")
                .put("num_trees", Integer.toString(trees.size()));
        model.set("tree_info", classOfTree);
        model.set("trees", trees);
        booster.put("name", "gbtree");
        learner.putObject("learner_model_param")
                .put("base_score", "0")
                .put("num_class", Integer.toString(LABELS.size()))
                .put("num_feature", Integer.toString(inputs.size()))
                .put("num_target", "1");
        learner.putObject("objective").put("name", "multi:softprob");
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    ModelCard card() {
        return new ModelCard(
                "hand-made",
                "2026-11-28T00:00:00Z",
                FeatureCatalogue.fingerprint(),
                ModelCard.currentFeatures(),
                inputs,
                LABELS,
                "",
                1,
                Map.of(
                        "port_scan",
                        ModelFiles.forEachLength(THRESHOLD),
                        "ssh_brute",
                        ModelFiles.forEachLength(THRESHOLD)),
                Map.of("SOURCE/5", Map.of(TARGETS, new ModelCard.Usual(2, 6.5))),
                JSON.objectNode(),
                JSON.objectNode());
    }
}
