package io.nta.model.xgboost.training;

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
    static Samples of(LabelledRows rows, int[] chosen, int[] positions, float[] weights) {
        float[] inputs = inputs(rows, chosen, positions);
        float[] labels = new float[chosen.length];
        float[] chosenWeights = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            labels[i] = rows.label(chosen[i]);
            chosenWeights[i] = weights[chosen[i]];
        }
        return new Samples(inputs, positions.length, labels, chosenWeights);
    }

    /** Gathers inputs, row-major. */
    static float[] inputs(LabelledRows rows, int[] chosen, int[] positions) {
        float[] inputs = new float[Math.multiplyExact(chosen.length, positions.length)];
        int at = 0;
        for (int row : chosen) {
            for (int position : positions) {
                inputs[at++] = rows.input(row, position);
            }
        }
        return inputs;
    }

    int count() {
        return labels.length;
    }
}
