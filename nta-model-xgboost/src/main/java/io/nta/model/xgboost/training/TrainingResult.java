package io.nta.model.xgboost.training;

import java.util.List;
import java.util.Map;

/**
 * A trained model and what was learnt on the way.
 *
 * @param model XGBoost's UBJ; equal rows, parameters and seed give equal bytes
 * @param inputs the names of its inputs, in order
 * @param temperature probabilities are softmax(margins / temperature)
 * @param thresholds by label, Normal left out
 * @param usual by kind of key and window, then by feature: see {@link UsualValues}
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
        Map<String, Threshold> thresholds,
        Map<String, Map<String, UsualValues>> usual,
        TrainingParameters parameters,
        GroupSplit split,
        float[] heldOutProbabilities,
        int rounds,
        Losses losses,
        Exposure heldOutExposure) {

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
        float[] values = Samples.inputs(rows, chosen, TrainingInputs.positions(inputs));
        try (BoostedModel boosted = BoostedModel.open(model, inputs.size())) {
            return Temperature.probabilities(boosted.margins(values), Labels.count(), temperature);
        }
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

    /** Returns each input's share of the summed gain of all splits. */
    public Map<String, Double> gains() {
        try (BoostedModel boosted = BoostedModel.open(model, inputs.size())) {
            return boosted.gains(inputs);
        }
    }
}
