package io.nta.model.xgboost.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.hash.Hashing;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a model as it is served: a folder with {@code model.ubj} and its {@code card.json}. */
public final class ModelFolder {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ModelFolder() {}

    /**
     * Writes the two files; the folder is made if there is none.
     *
     * @param name the model's name
     * @param created what the card says of when it was made
     * @param training what else the card says of its training, beside {@link #training}
     * @param evaluation what the card says of how good it is
     */
    public static void write(
            Path folder,
            TrainingResult result,
            String name,
            Instant created,
            Map<String, Object> training,
            Map<String, Object> evaluation)
            throws IOException {
        Map<String, Object> allTraining = new LinkedHashMap<>(training);
        allTraining.putAll(training(result));
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", name);
        card.put("created", created.toString());
        card.put("catalogue", FeatureCatalogue.fingerprint());
        card.put(
                "features",
                FeatureCatalogue.features().stream().map(ModelFolder::feature).toList());
        card.put("inputs", result.inputs());
        card.put("labels", Labels.all());
        card.put("sha256", Hashing.sha256().hashBytes(result.model()).toString());
        card.put("temperature", result.temperature());
        card.put("thresholds", thresholds(result));
        card.put("usual", usual(result));
        card.put("training", allTraining);
        card.put("evaluation", evaluation);
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.ubj"), result.model());
        Files.writeString(folder.resolve("card.json"), MAPPER.writeValueAsString(card) + "\n");
    }

    private static Map<String, Object> feature(Feature feature) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", feature.name());
        map.put("unit", feature.unit().symbol());
        return map;
    }

    private static Map<String, Object> thresholds(TrainingResult result) {
        Map<String, Object> thresholds = new LinkedHashMap<>();
        result.thresholds().forEach((label, threshold) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("alert", threshold.alert());
            values.put("hint", threshold.hint());
            thresholds.put(label, values);
        });
        return thresholds;
    }

    private static Map<String, Object> usual(TrainingResult result) {
        Map<String, Object> usual = new LinkedHashMap<>();
        result.usual().forEach((window, features) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            features.forEach((feature, value) -> values.put(feature, List.of(value.median(), value.high())));
            usual.put(window, values);
        });
        return usual;
    }

    /** Returns what a result tells of its training: parameters, rounds, losses, split, exposure. */
    public static Map<String, Object> training(TrainingResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("parameters", result.parameters().toMap());
        map.put("rounds", result.rounds());
        map.put("loss_training", result.losses().training());
        map.put("loss_held_out", result.losses().heldOut());
        map.put("loss_calibrated", result.losses().calibrated());
        map.put("rows_learnt_from", result.split().training().length);
        map.put("rows_held_out", result.split().heldOut().length);
        map.put("groups_held_out", result.split().heldOutGroups());
        map.put("labels_not_held_out", result.split().notHeldOut());
        map.put("held_out_hosts", result.heldOutExposure().hosts());
        map.put("held_out_host_hours_present", result.heldOutExposure().presentHours());
        map.put("held_out_host_hours_active", result.heldOutExposure().activeHours());
        return map;
    }
}
