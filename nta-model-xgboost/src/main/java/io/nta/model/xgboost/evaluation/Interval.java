package io.nta.model.xgboost.evaluation;

/**
 * Where a value that was measured on few cases may really be.
 *
 * @param low the lower bound
 * @param high the upper bound
 */
public record Interval(double low, double high) {
    /** Two-sided 95 % of the normal distribution. */
    private static final double Z = 1.959964;

    /** One-sided 95 %. */
    private static final double MISSED = 0.05;

    private static final int HALVINGS = 60;

    /** Returns the 95 % interval of a share by Wilson's score (E. B. Wilson, JASA 1927); all of [0, 1] without trials. */
    public static Interval wilson(long successes, long trials) {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double share = successes / (double) trials;
        double spread = Z * Z / trials;
        double middle = (share + spread / 2) / (1 + spread);
        double half = Z / (1 + spread) * Math.sqrt(share * (1 - share) / trials + spread / (4 * trials));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** Returns the mean that a Poisson count so low would exceed 95 times of 100: its one-sided upper bound; 3.0 for none seen. */
    public static double poissonUpper(long count) {
        double low = count;
        double high = 10 + 2 * count;
        for (int i = 0; i < HALVINGS; i++) {
            double mean = (low + high) / 2;
            if (atMost(count, mean) > MISSED) {
                low = mean;
            } else {
                high = mean;
            }
        }
        return (low + high) / 2;
    }

    /** Returns the probability that a Poisson count is at most so high. */
    private static double atMost(long count, double mean) {
        double sum = 0;
        double logTerm = -mean;
        for (long k = 0; k <= count; k++) {
            sum += Math.exp(logTerm);
            logTerm += Math.log(mean) - Math.log(k + 1);
        }
        return sum;
    }
}
