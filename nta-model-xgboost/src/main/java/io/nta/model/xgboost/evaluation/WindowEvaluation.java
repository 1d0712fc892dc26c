package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good predictions are, window by window.
 *
 * @param decided by thresholds
 * @param likeliest by the likeliest label, thresholds aside
 * @param byWindow by thresholds, for each window size that has rows
 * @param falseAlerts by thresholds
 * @param reliability of the probabilities
 * @param curves by label, attacks that have rows only
 */
public record WindowEvaluation(
        Confusion decided,
        Confusion likeliest,
        Map<Integer, Confusion> byWindow,
        FalseAlerts falseAlerts,
        Reliability reliability,
        Map<String, PrecisionRecall> curves) {

    /** Measures. */
    public static WindowEvaluation of(Predictions predictions) {
        Confusion decided = Confusion.of(predictions);
        Map<Integer, Confusion> byWindow = new LinkedHashMap<>();
        for (int seconds : new int[] {5, 30, 180}) {
            Predictions part = predictions.ofWindow(seconds);
            if (part.size() > 0) {
                byWindow.put(seconds, Confusion.of(part));
            }
        }
        Map<String, PrecisionRecall> curves = new LinkedHashMap<>();
        decided.present()
                .filter(label -> label > 0)
                .forEach(label -> curves.put(Labels.all().get(label), PrecisionRecall.of(predictions, label)));
        return new WindowEvaluation(
                decided,
                Confusion.of(predictions.likeliest()),
                byWindow,
                FalseAlerts.of(predictions),
                Reliability.of(predictions),
                curves);
    }
}
