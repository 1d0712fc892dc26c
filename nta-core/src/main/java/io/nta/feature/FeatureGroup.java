package io.nta.feature;

import io.nta.feature.Formulas.Count;
import io.nta.feature.Formulas.DistinctCount;
import io.nta.feature.Formulas.PortCount;
import io.nta.feature.Formulas.Rate;
import io.nta.feature.Formulas.Ratio;
import java.util.Arrays;

/**
 * What to read of the rows that have the same parts touched: the features that look at these, by the kind of their formula, and what the others are at rest. Most
 * formulas are of a few kinds, and a loop over one kind needs no call that is looked up for each feature and row.
 */
final class FeatureGroup {
    /** Formulas of one kind, and the positions of their features. */
    private static final class Columns<T> {
        private T[] formulas;
        private int[] positions = {};

        Columns(T[] none) {
            formulas = none;
        }

        void add(int position, T formula) {
            int size = positions.length;
            formulas = Arrays.copyOf(formulas, size + 1);
            formulas[size] = formula;
            positions = Arrays.copyOf(positions, size + 1);
            positions[size] = position;
        }
    }

    private final Columns<Count> counts = new Columns<>(new Count[0]);
    private final Columns<Rate> rates = new Columns<>(new Rate[0]);
    private final Columns<Ratio> ratios = new Columns<>(new Ratio[0]);
    private final Columns<DistinctCount> distincts = new Columns<>(new DistinctCount[0]);
    private final Columns<PortCount> ports = new Columns<>(new PortCount[0]);
    private final Columns<Feature> others = new Columns<>(new Feature[0]);
    /** The values at rest that aren't 0. */
    private final Columns<Double> atRest = new Columns<>(new Double[0]);

    void add(int position, Feature feature) {
        if (feature.formula() instanceof Count count) {
            counts.add(position, count);
        } else if (feature.formula() instanceof Rate rate) {
            rates.add(position, rate);
        } else if (feature.formula() instanceof Ratio ratio) {
            ratios.add(position, ratio);
        } else if (feature.formula() instanceof DistinctCount distinct) {
            distincts.add(position, distinct);
        } else if (feature.formula() instanceof PortCount count) {
            ports.add(position, count);
        } else {
            others.add(position, feature);
        }
    }

    /** Adds a feature that needs no reading, because what it looks at rests. */
    void addResting(int position, double value) {
        atRest.add(position, value);
    }

    /** Writes the values over the state. */
    void read(WindowState state, RowValues into) {
        for (int i = 0; i < atRest.positions.length; i++) {
            into.set(atRest.positions[i], atRest.formulas[i]);
        }
        for (int i = 0; i < counts.positions.length; i++) {
            into.set(counts.positions[i], counts.formulas[i].applyAsDouble(state));
        }
        for (int i = 0; i < rates.positions.length; i++) {
            into.set(rates.positions[i], rates.formulas[i].applyAsDouble(state));
        }
        for (int i = 0; i < ratios.positions.length; i++) {
            into.set(ratios.positions[i], ratios.formulas[i].applyAsDouble(state));
        }
        for (int i = 0; i < distincts.positions.length; i++) {
            into.set(distincts.positions[i], distincts.formulas[i].applyAsDouble(state));
        }
        for (int i = 0; i < ports.positions.length; i++) {
            into.set(ports.positions[i], ports.formulas[i].applyAsDouble(state));
        }
        for (int i = 0; i < others.positions.length; i++) {
            into.set(others.positions[i], others.formulas[i].value(state));
        }
    }
}
