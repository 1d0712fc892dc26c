package io.nta.model.xgboost.training;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds what is usual of each feature. */
final class UsualValues {
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.99;

    private UsualValues() {}

    /**
     * Returns the usual values of rows labelled Normal, by kind of key and window ({@code SOURCE/5}) and then by feature. Quantiles are by nearest rank; of a kind
     * and window without rows there is nothing.
     */
    static Map<String, Map<String, ModelCard.Usual>> of(LabelledRows rows) {
        Map<String, Map<String, ModelCard.Usual>> usual = new LinkedHashMap<>();
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

    private static Map<String, ModelCard.Usual> ofFeatures(LabelledRows rows, int[] chosen) {
        Map<String, ModelCard.Usual> usual = new LinkedHashMap<>();
        float[] values = new float[chosen.length];
        for (int feature = 0; feature < FeatureCatalogue.size(); feature++) {
            for (int i = 0; i < chosen.length; i++) {
                values[i] = rows.input(chosen[i], feature);
            }
            Arrays.sort(values);
            usual.put(ModelInputs.all().get(feature), new ModelCard.Usual(rank(values, MEDIAN), rank(values, HIGH)));
        }
        return usual;
    }

    /** With the float's digits only: a card is read by people, too. */
    private static double rank(float[] sorted, double share) {
        return Double.parseDouble(Float.toString(sorted[(int) Math.ceil(share * sorted.length) - 1]));
    }
}
