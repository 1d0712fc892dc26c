package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.TrainingResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a model says of some rows.
 *
 * @param rows the rows
 * @param chosen the positions of those that were scored
 * @param probabilities calibrated; for each chosen row one for each of {@link Labels#all()}, row-major
 * @param decided for each chosen row the index of the label decided for
 */
public record Predictions(LabelledRows rows, int[] chosen, float[] probabilities, int[] decided) {

    /** Decides by thresholds: the likeliest of the attacks that reach their own, or Normal. */
    public static Predictions of(
            LabelledRows rows,
            int[] chosen,
            float[] probabilities,
            Map<String, Map<Integer, ModelCard.Threshold>> thresholds) {
        Map<Integer, double[]> alerts = new HashMap<>();
        int[] decided = IntStream.range(0, chosen.length)
                .map(i -> decide(
                        probabilities,
                        i * Labels.count(),
                        alerts.computeIfAbsent(rows.windowSeconds(chosen[i]), seconds -> alerts(thresholds, seconds))))
                .toArray();
        return new Predictions(rows, chosen, probabilities, decided);
    }

    /** Returns from which probability on each label is told of windows of that length; infinity for Normal. */
    private static double[] alerts(Map<String, Map<Integer, ModelCard.Threshold>> thresholds, int seconds) {
        return Labels.all().stream()
                .mapToDouble(label ->
                        ModelCard.Threshold.of(thresholds, label, seconds).alert())
                .toArray();
    }

    /** Returns what the model says of the rows that it did not learn from. */
    public static Predictions heldOut(LabelledRows rows, TrainingResult result) {
        return of(rows, result.split().heldOut(), result.heldOutProbabilities(), result.thresholds());
    }

    private static int decide(float[] probabilities, int offset, double[] alerts) {
        int best = 0;
        for (int label = 1; label < alerts.length; label++) {
            float probability = probabilities[offset + label];
            if (probability >= alerts[label] && (best == 0 || probability > probabilities[offset + best])) {
                best = label;
            }
        }
        return best;
    }

    /** Returns the same with each row decided for its likeliest label, thresholds aside. */
    public Predictions likeliest() {
        int[] best = IntStream.range(0, chosen.length)
                .map(row -> IntStream.range(0, Labels.count())
                        .reduce((a, b) -> probability(row, b) > probability(row, a) ? b : a)
                        .orElse(0))
                .toArray();
        return new Predictions(rows, chosen, probabilities, best);
    }

    /** Returns the same of the rows of one window size. */
    public Predictions ofWindow(int seconds) {
        int[] kept = IntStream.range(0, chosen.length)
                .filter(i -> rows.windowSeconds(chosen[i]) == seconds)
                .toArray();
        float[] keptProbabilities = new float[kept.length * Labels.count()];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(
                    probabilities, kept[i] * Labels.count(), keptProbabilities, i * Labels.count(), Labels.count());
        }
        return new Predictions(
                rows,
                Arrays.stream(kept).map(i -> chosen[i]).toArray(),
                keptProbabilities,
                Arrays.stream(kept).map(i -> decided[i]).toArray());
    }

    /** Returns how many rows were scored. */
    public int size() {
        return chosen.length;
    }

    /** Returns the probability of a label for the scored row of that number. */
    public float probability(int scored, int label) {
        return probabilities[scored * Labels.count() + label];
    }

    /** Returns the right label of the scored row of that number. */
    public int label(int scored) {
        return rows.label(chosen[scored]);
    }
}
