package io.nta.model.xgboost.training;

import io.nta.model.xgboost.Model;
import io.nta.model.xgboost.forest.Forest;
import io.nta.model.xgboost.forest.ModelFormatException;
import io.nta.model.xgboost.rows.Labels;

/** Scores while training as it is scored in use: by {@link Forest}. */
final class Margins {
    private Margins() {}

    /**
     * Returns the margins: for each row one for each label, row-major, before softmax.
     *
     * @param model in XGBoost's UBJ
     * @param inputs row-major; NaN is missing
     */
    static float[] of(byte[] model, float[] inputs) {
        Forest forest;
        try {
            forest = Forest.read(model);
        } catch (ModelFormatException e) {
            throw new IllegalStateException("XGBoost made a model that can't be scored: " + e.getMessage(), e);
        }
        int count = inputs.length / forest.inputs();
        float[] margins = new float[count * Labels.count()];
        forest.margins(inputs, count, margins);
        return margins;
    }

    /** Returns calibrated probabilities. */
    static float[] probabilities(float[] margins, double temperature) {
        float[] probabilities = margins.clone();
        Model.probabilities(probabilities, probabilities.length / Labels.count(), Labels.count(), temperature);
        return probabilities;
    }
}
