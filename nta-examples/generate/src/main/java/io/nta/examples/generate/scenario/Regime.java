package io.nta.examples.generate.scenario;

import io.nta.examples.generate.network.Randomness;

/**
 * A part of what the parameters of scenarios can be. There are {@value #COUNT} regimes: the range of each parameter is cut into as many strata, and each regime has
 * one of them, another for each parameter, so that regimes have no value in common and together have all. A model that is trained on some regimes can be judged on
 * others, whose values it has never seen.
 *
 * @param index which regime, 0 to {@value #COUNT} − 1; or {@link #ALL}
 */
public record Regime(int index) {
    /** How many regimes there are. */
    public static final int COUNT = 8;

    /** The index of the regime without restriction. */
    public static final int ALL = -1;

    /** Creates a regime; fails if there is none of that index. */
    public Regime {
        if (index < ALL || index >= COUNT) {
            throw new IllegalArgumentException("a regime is 0 to " + (COUNT - 1) + ", or all; not " + index);
        }
    }

    /** Returns the regime of that text: a number or {@code all}. */
    public static Regime parse(String text) {
        try {
            return new Regime(text.equals("all") ? ALL : Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a regime is 0 to " + (COUNT - 1) + ", or all; not " + text, e);
        }
    }

    /** Draws a place in a parameter's range, from 0 up to 1, within this regime's stratum of it. */
    double draw(String scenario, String parameter, Randomness random) {
        double unit = random.unit();
        return index == ALL ? unit : (stratum(scenario, parameter) + unit) / COUNT;
    }

    /** Returns which stratum of a parameter is this regime's: a permutation that depends on the parameter's name alone. */
    private int stratum(String scenario, String parameter) {
        long hash = new Randomness(0).fork(scenario + '.' + parameter).nextLong();
        // An odd factor permutes the numbers below a power of two.
        int factor = 2 * (int) (hash & 3) + 1;
        int shift = (int) (hash >>> 8) & COUNT - 1;
        return index * factor + shift & COUNT - 1;
    }

    @Override
    public String toString() {
        return index == ALL ? "all" : Integer.toString(index);
    }
}
