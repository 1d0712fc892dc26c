package io.nta.model.xgboost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nta.feature.FeatureCatalogue;
import io.nta.model.xgboost.forest.TrainedModel;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model of three classes over five inputs, for tests, with a card that fits. */
public final class ModelFiles {
    public static final List<String> INPUTS =
            List.of("packet_count", ModelInputs.WINDOW_SIZE, "tcp_syn_count", ModelInputs.KEY_KIND, "dns_query_count");
    public static final List<String> LABELS = List.of("Normal", "port_scan", "ssh_brute");

    private ModelFiles() {}

    public static TrainedModel trained() throws Exception {
        return TrainedModel.classes(LABELS.size(), 10, 4, INPUTS.size(), 500);
    }

    /** Returns the same threshold for windows of 5, 30 and 180 s. */
    public static Map<Integer, ModelCard.Threshold> forEachLength(ModelCard.Threshold threshold) {
        return Map.of(5, threshold, 30, threshold, 180, threshold);
    }

    public static ModelCard card() {
        Map<String, Map<Integer, ModelCard.Threshold>> thresholds = new TreeMap<>();
        thresholds.put("port_scan", forEachLength(new ModelCard.Threshold(0.9, 0.5)));
        thresholds.put("ssh_brute", forEachLength(new ModelCard.Threshold(0.8, 0.8)));
        return new ModelCard(
                "test",
                "2026-11-28T00:00:00Z",
                FeatureCatalogue.fingerprint(),
                ModelCard.currentFeatures(),
                INPUTS,
                LABELS,
                "",
                1.5,
                thresholds,
                Map.of("SOURCE/5", Map.of("packet_count", new ModelCard.Usual(10, 250.5))),
                JsonNodeFactory.instance.objectNode().put("seed", 7),
                JsonNodeFactory.instance.objectNode());
    }
}
