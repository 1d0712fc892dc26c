package io.nta.model.xgboost.evaluation;

/**
 * Where a value that was measured on few cases may really be.
 *
 * @param low the lower bound
 * @param high the upper bound
 */
public record Interval(double low, double high) {
    /** The 97.5 % point of the normal distribution: two-sided 95 %. */
    private static final double Z = 1.959963984540054;

    /** Two-sided 95 % leaves so much on each side, one-sided 95 % twice that on one. */
    private static final double TAIL = 0.025;

    private static final int BISECTIONS = 200;

    /**
     * Returns the 95 % interval of a share by Wilson's score without continuity correction (E. B. Wilson, JASA 1927).
     *
     * @param successes at most {@code trials}
     * @param trials for 0 nothing is known: 0 to 1
     */
    public static Interval wilson(long successes, long trials) {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double share = (double) successes / trials;
        double scale = 1 + Z * Z / trials;
        double center = (share + Z * Z / (2 * trials)) / scale;
        double half = Z / scale * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials));
        return new Interval(successes == 0 ? 0 : center - half, successes == trials ? 1 : center + half);
    }

    /** Returns the exact 95 % interval of the mean of a Poisson distribution of which one count is known (F. Garwood, Biometrika 1936). */
    public static Interval poisson(long count) {
        double low = count == 0 ? 0 : meanWithTailBelow(count - 1, 1 - TAIL);
        return new Interval(low, meanWithTailBelow(count, TAIL));
    }

    /** Returns the mean that a Poisson count so low would exceed 95 times of 100: its one-sided upper bound; 3.0 for none seen. */
    public static double poissonUpper(long count) {
        return meanWithTailBelow(count, 2 * TAIL);
    }

    /** Returns the mean for which at most {@code count} has the given probability, which falls as the mean grows. */
    private static double meanWithTailBelow(long count, double probability) {
        double low = 0;
        double high = 2.0 * count + 10;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (probabilityOfAtMost(count, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double probabilityOfAtMost(long count, double mean) {
        double logTerm = -mean;
        double sum = Math.exp(logTerm);
        for (long k = 1; k <= count; k++) {
            logTerm += Math.log(mean / k);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
