package io.nta.feature;

import io.nta.feature.Formulas.Count;
import io.nta.feature.Formulas.DistinctCount;
import io.nta.feature.Formulas.Rate;
import io.nta.feature.Formulas.Ratio;
import java.util.Arrays;

/**
 * The features that look at the same parts of a state, by the kind of their formula: most are of a few kinds, and a loop over one kind needs no call that is looked up
 * for each feature and row.
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

    /** The parts that they look at, a bit each. */
    final int parts;

    private final Columns<Count> counts = new Columns<>(new Count[0]);
    private final Columns<Rate> rates = new Columns<>(new Rate[0]);
    private final Columns<Ratio> ratios = new Columns<>(new Ratio[0]);
    private final Columns<DistinctCount> distincts = new Columns<>(new DistinctCount[0]);
    private final Columns<Feature> others = new Columns<>(new Feature[0]);
    /** The values at rest that aren't 0. */
    private final Columns<Double> atRest = new Columns<>(new Double[0]);

    FeatureGroup(int parts) {
        this.parts = parts;
    }

    void add(int position, Feature feature, double resting) {
        if (feature.formula() instanceof Count count) {
            counts.add(position, count);
        } else if (feature.formula() instanceof Rate rate) {
            rates.add(position, rate);
        } else if (feature.formula() instanceof Ratio ratio) {
            ratios.add(position, ratio);
        } else if (feature.formula() instanceof DistinctCount distinct) {
            distincts.add(position, distinct);
        } else {
            others.add(position, feature);
        }
        if (resting != 0) {
            atRest.add(position, resting);
        }
    }

    /** Writes the values over a state in which the parts are at rest. */
    void rest(RowValues into) {
        for (int i = 0; i < atRest.positions.length; i++) {
            into.set(atRest.positions[i], atRest.formulas[i]);
        }
    }

    /** Writes the values over the state. */
    void read(WindowState state, RowValues into) {
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
        for (int i = 0; i < others.positions.length; i++) {
            into.set(others.positions[i], others.formulas[i].value(state));
        }
    }
}
