package io.nta.feature;

import java.util.function.ToDoubleFunction;

/**
 * One feature: a column of the database, an input of the model, a number on a page.
 *
 * @param name its public name; never changes
 * @param group what it tells about
 * @param unit its unit
 * @param merge how the state behind it merges
 * @param meaning its exact definition
 * @param formula computes it; finite for every state
 */
public record Feature(
        String name, String group, Unit unit, Merge merge, String meaning, ToDoubleFunction<WindowState> formula) {
    /** Returns the value over {@code state}. */
    public double value(WindowState state) {
        return formula.applyAsDouble(state);
    }
}
