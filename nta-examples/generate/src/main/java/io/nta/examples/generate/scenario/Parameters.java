package io.nta.examples.generate.scenario;

import io.nta.examples.generate.network.Randomness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The free parameters of one scenario. Each is drawn when it is first asked for, by its name: within the {@link Regime} if it is a number, from all if it is a kind,
 * or as the user has set it. What was drawn is remembered for the labels.
 */
public final class Parameters {
    private final String scenario;
    private final Regime regime;
    private final Randomness random;
    private final Map<String, String> fixed;
    private final Map<String, String> drawn = new LinkedHashMap<>();

    /**
     * Creates parameters.
     *
     * @param fixed values set by the user, by name; they win over the regime
     */
    public Parameters(String scenario, Regime regime, Randomness random, Map<String, String> fixed) {
        this.scenario = scenario;
        this.regime = regime;
        this.random = random;
        this.fixed = fixed;
    }

    /** Draws a number whose logarithm is uniform between the bounds. */
    public double logUniform(String name, double low, double high) {
        String set = fixed.get(name);
        double place = place(name);
        double value = set != null ? number(name, set) : low * StrictMath.exp(place * StrictMath.log(high / low));
        return note(name, value);
    }

    /** Draws a number between the bounds. */
    public double uniform(String name, double low, double high) {
        String set = fixed.get(name);
        double place = place(name);
        return note(name, set != null ? number(name, set) : low + place * (high - low));
    }

    /** Draws a whole number between the bounds, both included, whose logarithm is uniform. */
    public int count(String name, int low, int high) {
        String set = fixed.get(name);
        double place = place(name);
        double value = set != null
                ? number(name, set)
                : Math.min(high, low * StrictMath.exp(place * StrictMath.log((high + 1.0) / low)));
        drawn.put(name, Integer.toString((int) value));
        return (int) value;
    }

    /** Returns a whole number that is only changed by the user. */
    public int setting(String name, int usual) {
        String set = fixed.get(name);
        int value = set == null ? usual : (int) number(name, set);
        drawn.put(name, Integer.toString(value));
        return value;
    }

    /** Draws whether something is so. */
    public boolean chance(String name, double probability) {
        boolean is = random.fork(name).unit() < probability;
        String set = fixed.get(name);
        boolean value = set != null ? Boolean.parseBoolean(set) : is;
        drawn.put(name, Boolean.toString(value));
        return value;
    }

    /** Draws one of the kinds, whose texts the user knows them by. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array goes no further than to a list of its elements.
    public final <T> T choice(String name, T... options) {
        return choice(name, List.of(options));
    }

    /** Draws one of the kinds. */
    public <T> T choice(String name, List<T> options) {
        T value = random.fork(name).pick(options);
        String set = fixed.get(name);
        if (set != null) {
            value = options.stream()
                    .filter(option -> text(option).equals(set))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(scenario + ": " + name + " is one of "
                            + options.stream().map(Parameters::text).toList() + ", not " + set));
        }
        drawn.put(name, text(value));
        return value;
    }

    private static String text(Object option) {
        return option.toString().toLowerCase(Locale.ROOT);
    }

    private double place(String name) {
        return regime.draw(scenario, name, random.fork(name));
    }

    private double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(scenario + ": " + name + " is a number, not " + text, e);
        }
    }

    private double note(String name, double value) {
        drawn.put(name, String.format(Locale.ROOT, "%.4g", value));
        return value;
    }

    /** Returns what the user has set and no scenario asked for: mistakes in the names. */
    public Set<String> unused() {
        Set<String> names = new TreeSet<>(fixed.keySet());
        names.removeAll(drawn.keySet());
        return names;
    }

    /** Returns the values as {@code name=value name=value …}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        drawn.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return text.toString();
    }
}
