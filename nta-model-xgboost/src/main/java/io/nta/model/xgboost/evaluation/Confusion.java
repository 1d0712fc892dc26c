package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.Labels;
import java.util.stream.IntStream;

/** How many rows of each label were decided for each label. Indices are of {@link Labels#all()}. Immutable. */
public final class Confusion {
    private final long[][] counts = new long[Labels.count()][Labels.count()];

    private Confusion() {}

    /** Counts. */
    public static Confusion of(Predictions predictions) {
        Confusion confusion = new Confusion();
        for (int i = 0; i < predictions.size(); i++) {
            confusion.counts[predictions.label(i)][predictions.decided()[i]]++;
        }
        return confusion;
    }

    /** Returns how many rows of the label {@code right} were decided for {@code decided}. */
    public long count(int right, int decided) {
        return counts[right][decided];
    }

    /** Returns how many rows have the label. */
    public long rows(int label) {
        return IntStream.range(0, counts.length)
                .mapToLong(other -> counts[label][other])
                .sum();
    }

    /** Returns how many rows were decided for the label. */
    public long decided(int label) {
        return IntStream.range(0, counts.length)
                .mapToLong(other -> counts[other][label])
                .sum();
    }

    /** Returns the share of the label's rows that were decided for it; NaN if it has none. */
    public double recall(int label) {
        return counts[label][label] / (double) rows(label);
    }

    /** Returns the share right of the rows decided for the label; NaN if there are none. */
    public double precision(int label) {
        return counts[label][label] / (double) decided(label);
    }

    /** Returns the 95 % interval of the recall. */
    public Interval recallInterval(int label) {
        return Interval.wilson(counts[label][label], rows(label));
    }

    /** Returns the 95 % interval of the precision. */
    public Interval precisionInterval(int label) {
        return Interval.wilson(counts[label][label], decided(label));
    }

    /** Returns the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); NaN if the label neither is nor was decided for. */
    public double f1(int label) {
        return 2.0 * counts[label][label] / (rows(label) + decided(label));
    }

    /** Returns the mean F1 of the labels that have rows; NaN without rows. */
    public double macroF1() {
        return present().mapToDouble(this::f1).average().orElse(Double.NaN);
    }

    /** Returns the mean recall of the attacks that have rows; NaN without any. */
    public double macroRecall() {
        return present()
                .filter(label -> label > 0)
                .mapToDouble(this::recall)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the labels that have rows. */
    public IntStream present() {
        return IntStream.range(0, counts.length).filter(label -> rows(label) > 0);
    }
}
