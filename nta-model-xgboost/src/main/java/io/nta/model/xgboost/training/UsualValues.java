package io.nta.model.xgboost.training;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is usual of each feature.
 *
 * @param median half of the rows have at most this
 * @param high 99 of 100 rows have at most this
 */
public record UsualValues(float median, float high) {
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.99;

    /**
     * Returns the usual values of rows labelled Normal, by kind of key and window ({@code SOURCE/5}) and then by feature. Quantiles are by nearest rank; of a kind
     * and window without rows there is nothing.
     */
    public static Map<String, Map<String, UsualValues>> of(LabelledRows rows) {
        Map<String, Map<String, UsualValues>> usual = new LinkedHashMap<>();
        for (KeyKind kind : KeyKind.values()) {
            for (int seconds : new int[] {5, 30, 180}) {
                int[] chosen = rows.rowsWhere(
                        row -> rows.normal(row) && rows.kind(row) == kind && rows.windowSeconds(row) == seconds);
                if (chosen.length > 0) {
                    usual.put(kind + "/" + seconds, ofFeatures(rows, chosen));
                }
            }
        }
        return usual;
    }

    private static Map<String, UsualValues> ofFeatures(LabelledRows rows, int[] chosen) {
        Map<String, UsualValues> usual = new LinkedHashMap<>();
        float[] values = new float[chosen.length];
        for (int feature = 0; feature < FeatureCatalogue.size(); feature++) {
            for (int i = 0; i < chosen.length; i++) {
                values[i] = rows.input(chosen[i], feature);
            }
            Arrays.sort(values);
            usual.put(TrainingInputs.all().get(feature), new UsualValues(rank(values, MEDIAN), rank(values, HIGH)));
        }
        return usual;
    }

    private static float rank(float[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
