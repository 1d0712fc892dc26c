package io.nta.model.xgboost.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities are honest: rows by the probability of their likeliest label, against how often it is right.
 *
 * @param bins of equal width over 0 to 1; empty ones are left out
 * @param error the expected calibration error: the mean gap between probability and share right, weighted by rows (Guo et al. 2017)
 */
public record Reliability(List<Bin> bins, double error) {
    private static final int BINS = 10;

    /**
     * Some rows of about one probability.
     *
     * @param rows how many
     * @param probability their mean probability
     * @param right the share of them whose likeliest label is right
     */
    public record Bin(long rows, double probability, double right) {}

    /** Measures. */
    public static Reliability of(Predictions predictions) {
        Predictions likeliest = predictions.likeliest();
        long[] rows = new long[BINS];
        double[] probability = new double[BINS];
        long[] right = new long[BINS];
        for (int i = 0; i < likeliest.size(); i++) {
            int label = likeliest.decided()[i];
            double confidence = likeliest.probability(i, label);
            int bin = Math.min(BINS - 1, (int) (confidence * BINS));
            rows[bin]++;
            probability[bin] += confidence;
            right[bin] += label == likeliest.label(i) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        double gap = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                bins.add(new Bin(rows[bin], probability[bin] / rows[bin], right[bin] / (double) rows[bin]));
                gap += Math.abs(probability[bin] - right[bin]);
            }
        }
        return new Reliability(bins, likeliest.size() == 0 ? Double.NaN : gap / likeliest.size());
    }
}
