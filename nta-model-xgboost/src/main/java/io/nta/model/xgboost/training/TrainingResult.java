package io.nta.model.xgboost.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nta.feature.FeatureCatalogue;
import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.ModelInputs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained model and what was learnt on the way.
 *
 * @param model XGBoost's UBJ; equal rows, parameters and seed give equal bytes
 * @param inputs the names of its inputs, in order
 * @param temperature probabilities are softmax(margins / temperature)
 * @param thresholds by label, Normal left out, and length of window in seconds
 * @param usual of rows labelled Normal by kind of key and window ({@code SOURCE/5}), then by feature; quantiles by nearest rank
 * @param parameters what it was trained with
 * @param split what was learnt from and what was held out; positions in the rows that were given
 * @param heldOutProbabilities calibrated; for each row of {@link GroupSplit#heldOut()} one for each label, row-major
 * @param rounds how many rounds it has
 * @param losses the weighted mean of -log(probability of the right label)
 * @param heldOutExposure the host-hours of Normal in the held-out part
 */
public record TrainingResult(
        byte[] model,
        List<String> inputs,
        double temperature,
        Map<String, Map<Integer, ModelCard.Threshold>> thresholds,
        Map<String, Map<String, ModelCard.Usual>> usual,
        TrainingParameters parameters,
        GroupSplit split,
        float[] heldOutProbabilities,
        int rounds,
        Losses losses,
        Exposure heldOutExposure) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Weighted mean losses.
     *
     * @param training on the part learnt from
     * @param heldOut on the held-out part, before calibration
     * @param calibrated on the held-out part, after it
     */
    public record Losses(double training, double heldOut, double calibrated) {}

    /** Returns calibrated probabilities of other rows by this model: for each row one for each label, row-major. */
    public float[] probabilities(LabelledRows rows, int[] chosen) {
        float[] values = ModelInputs.of(inputs).read(rows, chosen);
        return Margins.probabilities(Margins.of(model, values), temperature);
    }

    /** Returns the same but for the model. */
    TrainingResult withModel(byte[] other) {
        return new TrainingResult(
                other,
                inputs,
                temperature,
                thresholds,
                usual,
                parameters,
                split,
                heldOutProbabilities,
                rounds,
                losses,
                heldOutExposure);
    }

    /**
     * Returns each input's share of the summed gain of all splits.
     *
     * @throws IllegalStateException if XGBoost cannot be loaded
     */
    public Map<String, Double> gains() {
        return Xgboost.gains(model, inputs);
    }

    /**
     * Returns the model's card, for {@link io.nta.model.xgboost.Model#write}, which sets the hash.
     *
     * @param name the model's name
     * @param created what the card says of when it was made
     * @param training what else the card says of its training, beside {@link #facts}; plain maps, lists, texts and numbers
     * @param evaluation what the card says of how good it is; the same
     */
    public ModelCard card(String name, Instant created, Map<String, Object> training, Map<String, Object> evaluation) {
        Map<String, Object> allTraining = new LinkedHashMap<>(training);
        allTraining.putAll(facts());
        return new ModelCard(
                name,
                created.toString(),
                FeatureCatalogue.fingerprint(),
                ModelCard.currentFeatures(),
                inputs,
                Labels.all(),
                "",
                temperature,
                thresholds,
                usual,
                MAPPER.valueToTree(allTraining),
                MAPPER.valueToTree(evaluation));
    }

    /** Returns what there is to tell of its training: parameters, rounds, losses, split, exposure. */
    public Map<String, Object> facts() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("parameters", parameters.toMap());
        map.put("rounds", rounds);
        map.put("loss_training", losses.training());
        map.put("loss_held_out", losses.heldOut());
        map.put("loss_calibrated", losses.calibrated());
        map.put("rows_learnt_from", split.training().length);
        map.put("rows_held_out", split.heldOut().length);
        map.put("groups_held_out", split.heldOutGroups());
        map.put("labels_not_held_out", split.notHeldOut());
        map.put("held_out_hosts", heldOutExposure.hosts());
        map.put("held_out_host_hours_present", heldOutExposure.presentHours());
        map.put("held_out_host_hours_active", heldOutExposure.activeHours());
        return map;
    }
}
