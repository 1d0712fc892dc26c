package io.nta.model.xgboost.training;

/**
 * Makes probabilities honest: softmax(margins / T), T chosen so that the mean of -log(probability of the right label) over rows not learnt from is least. (Guo,
 * Pleiss, Sun and Weinberger: On Calibration of Modern Neural Networks, ICML 2017.)
 */
public final class Temperature {
    /** The temperatures that are looked at; outside, something else is wrong. */
    static final double LEAST = 0.1;

    static final double MOST = 10;

    private static final double PRECISION = 1e-4;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /**
     * Returns the best temperature, from 0.1 to 10, by golden section over its logarithm: the loss is convex in 1/T, so it has one valley.
     *
     * @param margins row-major, one row for each label
     */
    static double fit(float[] margins, float[] labels, float[] weights) {
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double leftLoss = loss(margins, labels, weights, Math.exp(left));
        double rightLoss = loss(margins, labels, weights, Math.exp(right));
        while (high - low > PRECISION) {
            if (leftLoss <= rightLoss) {
                high = right;
                right = left;
                rightLoss = leftLoss;
                left = high - GOLDEN * (high - low);
                leftLoss = loss(margins, labels, weights, Math.exp(left));
            } else {
                low = left;
                left = right;
                leftLoss = rightLoss;
                right = low + GOLDEN * (high - low);
                rightLoss = loss(margins, labels, weights, Math.exp(right));
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** Returns the weighted mean of -log(probability of the right label). */
    static double loss(float[] margins, float[] labels, float[] weights, double temperature) {
        int classes = margins.length / labels.length;
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < labels.length; row++) {
            double right = margins[row * classes + (int) labels[row]] / temperature;
            sum += weights[row] * (logSum(margins, row * classes, classes, temperature) - right);
            weight += weights[row];
        }
        return sum / weight;
    }

    private static double logSum(float[] margins, int offset, int classes, double temperature) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + classes; i++) {
            most = Math.max(most, margins[i] / temperature);
        }
        double sum = 0;
        for (int i = offset; i < offset + classes; i++) {
            sum += Math.exp(margins[i] / temperature - most);
        }
        return most + Math.log(sum);
    }
}
