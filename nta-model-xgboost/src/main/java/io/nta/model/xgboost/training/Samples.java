package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.ModelInputs;

/**
 * What XGBoost is given.
 *
 * @param inputs row-major, count × width
 * @param width inputs of each row
 * @param labels one for each row, an index of {@link Labels#all()}
 * @param weights one for each row, above 0
 */
record Samples(float[] inputs, int width, float[] labels, float[] weights) {
    /** Gathers some rows and some inputs of them. */
    static Samples of(LabelledRows rows, int[] chosen, ModelInputs inputs, float[] weights) {
        float[] labels = new float[chosen.length];
        float[] chosenWeights = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            labels[i] = rows.label(chosen[i]);
            chosenWeights[i] = weights[chosen[i]];
        }
        return new Samples(inputs.read(rows, chosen), inputs.size(), labels, chosenWeights);
    }

    int count() {
        return labels.length;
    }
}
