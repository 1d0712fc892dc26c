package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.ModelInputs;
import io.nta.model.xgboost.training.Exposure;
import io.nta.model.xgboost.training.TrainingParameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for the {@link Stump}s that tell each attack best from Normal: every input, both directions, every limit. */
final class StumpSearch {
    private static final double HOURS = 1000;

    private final LabelledRows rows;
    private final int[] chosen;
    private final long[] rowsOfLabel = new long[Labels.count()];
    private final int[] keyOfRow;
    private final int keys;
    private final double hours;
    private final TrainingParameters parameters;
    private final @Nullable Stump[] balanced = new Stump[Labels.count()];
    private final double[] bestAccuracy = new double[Labels.count()];
    private final @Nullable Stump[] atBudget = new Stump[Labels.count()];
    private final long[] bestFound = new long[Labels.count()];

    private StumpSearch(LabelledRows rows, int[] chosen, TrainingParameters parameters) {
        this.rows = rows;
        this.chosen = chosen;
        this.parameters = parameters;
        this.hours = Exposure.of(rows, chosen).hours(parameters.exposure());
        Map<String, Integer> index = new HashMap<>();
        this.keyOfRow = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            int row = chosen[i];
            rowsOfLabel[rows.label(row)]++;
            String key = rows.captureCode(row) + "/" + rows.addressCode(row) + "/" + rows.kind(row);
            keyOfRow[i] = rows.normal(row) ? index.computeIfAbsent(key, k -> index.size()) : -1;
        }
        this.keys = index.size();
    }

    /** Searches with the chosen rows. */
    static StumpSearch run(LabelledRows rows, int[] chosen, TrainingParameters parameters) {
        StumpSearch search = new StumpSearch(rows, chosen, parameters);
        for (int input = 0; input < ModelInputs.count(); input++) {
            search.searchBalanced(input);
            search.searchAtBudget(input, true);
            search.searchAtBudget(input, false);
        }
        return search;
    }

    /** Returns the stump with the highest mean of recall and share of Normal that it leaves alone; null if the label or Normal has no row. */
    @Nullable
    Stump balanced(int label) {
        return balanced[label];
    }

    /** Returns the stump with the highest recall that keeps the label's budget of false alerts; null if none finds a row. */
    @Nullable
    Stump atBudget(int label) {
        return atBudget[label];
    }

    private void searchBalanced(int input) {
        int[] order = order(input);
        long[] below = new long[Labels.count()];
        for (int at = 0; at < order.length; at++) {
            float value = rows.input(order[at], input);
            float before = at == 0 ? value : rows.input(order[at - 1], input);
            if (value > before) {
                judge(input, before, value, below);
            }
            below[rows.label(order[at])]++;
        }
    }

    private void judge(int input, float before, float value, long[] below) {
        double normalBelow = below[0] / (double) rowsOfLabel[0];
        for (int label = 1; label < below.length; label++) {
            double recall = 1 - below[label] / (double) rowsOfLabel[label];
            double high = (recall + normalBelow) / 2;
            if (Math.max(high, 1 - high) > bestAccuracy[label]) {
                bestAccuracy[label] = Math.max(high, 1 - high);
                balanced[label] = new Stump(input, high >= 1 - high, high >= 1 - high ? value : before);
            }
        }
    }

    /** Returns the rows by the value of the input, ascending. Values are finite. */
    private int[] order(int input) {
        long[] packed = new long[chosen.length];
        for (int i = 0; i < packed.length; i++) {
            int bits = Float.floatToIntBits(rows.input(chosen[i], input) + 0f);
            int sortable = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
            packed[i] = (long) sortable << Integer.SIZE | i;
        }
        Arrays.sort(packed);
        return Arrays.stream(packed).mapToInt(value -> chosen[(int) value]).toArray();
    }

    private void searchAtBudget(int input, boolean high) {
        int sign = high ? 1 : -1;
        float[] peaks = new float[keys];
        Arrays.fill(peaks, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < chosen.length; i++) {
            if (keyOfRow[i] >= 0) {
                peaks[keyOfRow[i]] = Math.max(peaks[keyOfRow[i]], sign * rows.input(chosen[i], input));
            }
        }
        Arrays.sort(peaks);
        Stump[] stumps = new Stump[Labels.count()];
        for (int label = 1; label < stumps.length; label++) {
            double allowed = parameters.budget(Labels.all().get(label)) * hours / HOURS;
            float limit = allowed >= keys
                    ? Float.NEGATIVE_INFINITY
                    : Math.nextUp(peaks[keys - 1 - (int) Math.floor(allowed)]);
            stumps[label] = new Stump(input, high, sign * limit);
        }
        keepBetter(stumps);
    }

    private void keepBetter(Stump[] stumps) {
        long[] found = new long[Labels.count()];
        for (int row : chosen) {
            int label = rows.label(row);
            found[label] += label > 0 && stumps[label].fires(rows, row) ? 1 : 0;
        }
        for (int label = 1; label < found.length; label++) {
            if (found[label] > bestFound[label]) {
                bestFound[label] = found[label];
                atBudget[label] = stumps[label];
            }
        }
    }
}
