package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import java.util.HashMap;
import java.util.Map;

/** How much each row counts. */
final class RowWeights {
    private RowWeights() {}

    /**
     * Returns a weight for each row: the class's weight times (rows of its capture and label) ^ -power, so that with the default of one half a capture of n rows
     * counts as the square root of n; scaled so that the mean is 1.
     */
    static float[] of(LabelledRows rows, TrainingParameters parameters) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            counts.merge(stratum(rows, row), 1, Integer::sum);
        }
        double power = parameters.number(NumberParameter.ROW_WEIGHT_POWER);
        double[] weights = new double[rows.size()];
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            double ofClass = parameters.classWeight(Labels.all().get(rows.label(row)));
            weights[row] = ofClass * Math.pow(counts.getOrDefault(stratum(rows, row), 1), -power);
            sum += weights[row];
        }
        float[] scaled = new float[weights.length];
        for (int row = 0; row < scaled.length; row++) {
            scaled[row] = (float) (weights[row] * weights.length / sum);
        }
        return scaled;
    }

    private static int stratum(LabelledRows rows, int row) {
        return rows.captureCode(row) * Labels.count() + rows.label(row);
    }
}
