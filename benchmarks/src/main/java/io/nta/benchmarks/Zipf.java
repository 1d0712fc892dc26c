package io.nta.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws numbers of which each is chosen in proportion to 1 / (its number + 1), as few hosts make most of the traffic (Zipf's law, exponent 1). Seeded. */
final class Zipf {
    private final double[] cumulated;
    private final SplittableRandom random;

    Zipf(int numbers, long seed) {
        cumulated = new double[numbers];
        random = new SplittableRandom(seed);
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
    }

    /** Returns a number from 0 up to, and not including, how many there are. */
    int next() {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        int i = found < 0 ? -found - 1 : found + 1;
        // The sum of all may round to what is drawn.
        return Math.min(i, cumulated.length - 1);
    }
}
