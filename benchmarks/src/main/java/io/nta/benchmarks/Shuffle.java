package io.nta.benchmarks;

import java.util.Random;

/** Numbers in a random order, the same for a seed: what is met in the order in which it was made lies where the processor expects it. */
final class Shuffle {
    private Shuffle() {}

    /** Returns the numbers from 0 up to, and not including, {@code count}. */
    static int[] numbers(int count, long seed) {
        int[] numbers = new int[count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }
}
