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

    /** A measure by the second. */
    record Rate(Measure measure) implements ToDoubleFunction<WindowState> {
        @Override
        public double applyAsDouble(WindowState state) {
            return (double) state.get(measure) / state.seconds();
        }
    }

    /** A measure for each of another; 0 when there is none of it. */
    record Ratio(Measure above, Measure below) implements ToDoubleFunction<WindowState> {
        @Override
        public double applyAsDouble(WindowState state) {
            return divide(state.get(above), state.get(below));
        }
    }

    /** How many different values there were. */
    record DistinctCount(WindowState.Distinct counter) implements ToDoubleFunction<WindowState> {
        @Override
        public double applyAsDouble(WindowState state) {
            return state.distinct(counter);
        }
    }

    /** A reading of the ports. */
    record PortCount(WindowState.Ports reading) implements ToDoubleFunction<WindowState> {
        @Override
        public double applyAsDouble(WindowState state) {
            return state.ports(reading);
        }
    }

    static ToDoubleFunction<WindowState> count(Measure measure) {
        return new Count(measure);
    }

    static ToDoubleFunction<WindowState> rate(Measure measure) {
        return new Rate(measure);
    }

    static ToDoubleFunction<WindowState> ratio(Measure above, Measure below) {
        return new Ratio(above, below);
    }

    static ToDoubleFunction<WindowState> distinct(WindowState.Distinct counter) {
        return new DistinctCount(counter);
    }

    static ToDoubleFunction<WindowState> ports(WindowState.Ports reading) {
        return new PortCount(reading);
    }

    /** Returns the quotient, or 0 when there is nothing to divide by. */
    static double divide(double above, double below) {
        return below == 0 ? 0 : above / below;
    }
}
