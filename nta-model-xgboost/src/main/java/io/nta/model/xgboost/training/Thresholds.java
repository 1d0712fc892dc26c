package io.nta.model.xgboost.training;

import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.window.WindowSize;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses a threshold for each attack and each length of window: the smallest probability at which rows labelled Normal give no more false alerts than the budget. A false alert is a
 * distinct capture, address and kind of key of which some row reaches the threshold: what repeats is one alert. The number allowed is the budget times the
 * {@link Exposure}, rounded down.
 *
 * <p>The bounds are for windows of 30 s or more. A host has six times as many windows of 5 s, so that for as few false alerts each of them must have six times the odds.
 * {@link NumberParameter#THRESHOLD_ODDS_FACTOR} multiplies the odds of all bounds.
 */
public final class Thresholds {
    /** What opens an alert alone is nearly certain, on data like that which was learnt. */
    static final double LEAST_ALERT = 0.9;

    /** A single odd host of the held-out part must not silence a class: beyond this, few rows of an attack are left. The budget is then not kept, which the report shows. */
    static final double MOST_ALERT = 0.97;

    /** Below that a hint is noise. */
    static final double LEAST_HINT = 0.6;

    static final double MOST_HINT = 0.85;

    /** Thresholds are rounded up to so many parts of 1: four decimals. */
    private static final double STEPS = 10_000;

    private static final double HOURS = 1000;

    private static final double BOUNDED_SECONDS = 30;

    private Thresholds() {}

    /**
     * Returns the thresholds by label, Normal left out, and length of window in seconds.
     *
     * @param rows what was predicted is of these rows
     * @param chosen the rows; only those labelled Normal count
     * @param probabilities row-major, for each chosen row one for each label
     */
    public static Map<String, Map<Integer, ModelCard.Threshold>> of(
            LabelledRows rows, int[] chosen, float[] probabilities, TrainingParameters parameters) {
        double hours = Exposure.of(rows, chosen).hours(parameters.exposure());
        double factor = parameters.number(NumberParameter.HINT_BUDGET_FACTOR);
        double oddsFactor = parameters.number(NumberParameter.THRESHOLD_ODDS_FACTOR);
        Map<String, Map<Integer, ModelCard.Threshold>> thresholds = new LinkedHashMap<>();
        for (int label = 1; label < Labels.count(); label++) {
            String name = Labels.all().get(label);
            double allowed = parameters.budget(name) * hours / HOURS;
            Map<Integer, ModelCard.Threshold> bySize = new TreeMap<>();
            for (WindowSize size : WindowSize.values()) {
                int seconds = size.seconds();
                List<Float> peaks = peaks(rows, chosen, probabilities, label, seconds);
                double times = oddsFactor * oddsFactor(seconds);
                double alert = bounded(smallest(peaks, allowed), LEAST_ALERT, MOST_ALERT, times);
                double hint = bounded(smallest(peaks, allowed * factor), LEAST_HINT, MOST_HINT, times);
                bySize.put(seconds, new ModelCard.Threshold(alert, hint));
            }
            thresholds.put(name, bySize);
        }
        return thresholds;
    }

    private static double bounded(double threshold, double least, double most, double oddsFactor) {
        return Math.min(bound(most, oddsFactor), Math.max(bound(least, oddsFactor), threshold));
    }

    /** Returns by what the odds of bounds are multiplied for windows of that length. */
    static double oddsFactor(int seconds) {
        return Math.max(1, BOUNDED_SECONDS / seconds);
    }

    /** Returns the probability that has so many times the odds. */
    static double bound(double probability, double oddsFactor) {
        double odds = probability / (1 - probability) * oddsFactor;
        return Math.ceil(odds / (1 + odds) * STEPS - 1e-6) / STEPS;
    }

    /** Returns the highest probability of the label for each key of Normal rows of that length of window, the highest first. */
    private static List<Float> peaks(LabelledRows rows, int[] chosen, float[] probabilities, int label, int seconds) {
        record Key(long host, int kind) {}
        Map<Key, Float> peaks = new HashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            int row = chosen[i];
            if (rows.normal(row) && rows.windowSeconds(row) == seconds) {
                Key key = new Key(Exposure.host(rows, row), rows.kind(row).ordinal());
                peaks.merge(key, probabilities[i * Labels.count() + label], Math::max);
            }
        }
        return peaks.values().stream().sorted(Comparator.reverseOrder()).toList();
    }

    /** Returns the smallest threshold, in steps, that at most {@code allowed} of the peaks reach. */
    private static double smallest(List<Float> peaks, double allowed) {
        if (peaks.size() <= allowed) {
            return 0;
        }
        float first = peaks.get((int) Math.floor(allowed));
        return (Math.floor(first * STEPS) + 1) / STEPS;
    }
}
