package io.nta.model.xgboost.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Cuts the last rounds off a model in XGBoost's JSON: XGBoost4J cannot. */
final class Rounds {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Rounds() {}

    /** Returns the model with its first rounds only, as JSON. */
    static byte[] first(byte[] json, int rounds) {
        try {
            JsonNode root = MAPPER.readTree(json);
            ObjectNode model = (ObjectNode) root.at("/learner/gradient_booster/model");
            ArrayNode ends = (ArrayNode) model.get("iteration_indptr");
            int trees = ends.get(rounds).asInt();
            cut(ends, rounds + 1);
            cut((ArrayNode) model.get("trees"), trees);
            cut((ArrayNode) model.get("tree_info"), trees);
            ((ObjectNode) model.get("gbtree_model_param")).put("num_trees", Integer.toString(trees));
            return MAPPER.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException("XGBoost wrote no JSON", e);
        }
    }

    private static void cut(ArrayNode list, int size) {
        while (list.size() > size) {
            list.remove(list.size() - 1);
        }
    }
}
