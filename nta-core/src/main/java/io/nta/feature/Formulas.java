package io.nta.feature;

import java.util.function.ToDoubleFunction;

/** The formulas that many features share. */
final class Formulas {
    /** Micro-units per unit. */
    static final double MICRO = 1e6;

    private Formulas() {}

    /** A measure as it is. */
    record Count(Measure measure) implements ToDoubleFunction<WindowState> {
        @Override
        public double applyAsDouble(WindowState state) {
            return state.get(measure);
        }
    }

    static ToDoubleFunction<WindowState> count(Measure measure) {
        return new Count(measure);
    }

    static ToDoubleFunction<WindowState> rate(Measure measure) {
        return state -> (double) state.get(measure) / state.seconds();
    }

    static ToDoubleFunction<WindowState> ratio(Measure above, Measure below) {
        return state -> divide(state.get(above), state.get(below));
    }

    static ToDoubleFunction<WindowState> distinct(WindowState.Distinct counter) {
        return state -> state.distinct(counter);
    }

    static ToDoubleFunction<WindowState> ports(WindowState.Ports reading) {
        return state -> state.ports(reading);
    }

    /** Returns the quotient, or 0 when there is nothing to divide by. */
    static double divide(double above, double below) {
        return below == 0 ? 0 : above / below;
    }
}
