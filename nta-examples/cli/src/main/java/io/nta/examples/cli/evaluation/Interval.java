package io.nta.examples.cli.evaluation;

/**
 * A 95 % confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
record Interval(double low, double high) {
    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final double TAIL = 0.025;
    private static final int BISECTIONS = 200;

    /**
     * Returns the interval of a proportion: Wilson 1927, score interval without continuity correction.
     *
     * @param successes at most {@code trials}
     * @param trials for 0 nothing is known: 0 to 1
     */
    static Interval ofProportion(long successes, long trials) {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double p = (double) successes / trials;
        double scale = 1 + Z * Z / trials;
        double center = (p + Z * Z / (2 * trials)) / scale;
        double half = Z / scale * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials));
        return new Interval(successes == 0 ? 0 : center - half, successes == trials ? 1 : center + half);
    }

    /** Returns the exact interval of the mean of a Poisson distribution of which one count is known: Garwood 1936. */
    static Interval ofPoissonMean(long count) {
        double low = count == 0 ? 0 : meanWithTailBelow(count - 1, 1 - TAIL);
        return new Interval(low, meanWithTailBelow(count, TAIL));
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
