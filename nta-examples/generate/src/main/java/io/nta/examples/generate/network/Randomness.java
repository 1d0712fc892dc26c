package io.nta.examples.generate.network;

import java.util.List;

/**
 * A stream of random numbers (SplitMix64; Steele, Lea and Flood 2014) and the distributions that traffic needs. Own code, and {@link StrictMath}, so that a seed gives
 * the same bytes on every machine and JDK.
 */
public final class Randomness {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    public Randomness(long seed) {
        state = seed;
    }

    /** Returns a stream of its own for {@code name}, which neither draws from this one nor depends on what was drawn. */
    public Randomness fork(String name) {
        return new Randomness(mix(state ^ hash(name)));
    }

    /** Returns a hash of a text that is the same everywhere. */
    static long hash(String text) {
        long hash = GOLDEN;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        return hash;
    }

    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Returns a number from 0 up to, and not including, {@code bound}. */
    public int below(int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** Returns a number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Returns a number from 0 up to, and not including, 1. */
    public double unit() {
        return (nextLong() >>> 11) * UNIT;
    }

    public double between(double low, double high) {
        return low + unit() * (high - low);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Returns a number of an exponential distribution: the gaps of independent arrivals. */
    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** Returns a number between the bounds whose logarithm is uniform. */
    public double logUniform(double low, double high) {
        return low * StrictMath.exp(unit() * StrictMath.log(high / low));
    }

    /** Returns a number of a Pareto distribution with that mean and shape (above 1), within bounds: sizes of what is fetched. */
    public double pareto(double mean, double shape, double low, double high) {
        double least = mean * (shape - 1) / shape;
        double value = least / StrictMath.pow(1 - unit(), 1 / shape);
        return Math.max(low, Math.min(high, value));
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    /** Returns random letters and digits in lower case. */
    public String word(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(Character.forDigit(below(36), 36));
        }
        return word.toString();
    }
}
