package io.nta.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How to read all features of a row with little work, because reading is hot. Those that are plainly a measure, half of them, are read without a call of their own; and
 * those that look at rare state only are not computed where there is none.
 *
 * <p>Which look at rare state only is found out, not declared: each formula is computed once on a state at rest that notes what is asked of it. A formula that asked for
 * nothing common then takes the same way, to the same value, over every state whose rare part is at rest.
 */
final class ReadPlan {
    private final int size;
    private final Part common = new Part();
    private final Part rare = new Part();
    /** The values of a state at rest, where they aren't 0. */
    private final double[] resting;

    ReadPlan(List<Feature> features) {
        size = features.size();
        resting = new double[size];
        for (int i = 0; i < size; i++) {
            RestingState state = new RestingState();
            double value = features.get(i).value(state);
            if (state.askedForCommon) {
                common.add(i, features.get(i));
            } else {
                rare.add(i, features.get(i));
                resting[i] = value;
            }
        }
    }

    double[] read(WindowState state) {
        if (state.isCommonOnly()) {
            double[] values = resting.clone();
            common.read(state, values);
            return values;
        }
        double[] values = new double[size];
        common.read(state, values);
        rare.read(state, values);
        return values;
    }

    private static final class Part {
        private final List<Measure> measures = new ArrayList<>();
        private final List<Feature> formulas = new ArrayList<>();
        private Measure[] counts = {};
        private int[] counted = {};
        private Feature[] features = {};
        private int[] computed = {};

        void add(int position, Feature feature) {
            if (feature.formula() instanceof Formulas.Count count) {
                measures.add(count.measure());
                counts = measures.toArray(Measure[]::new);
                counted = append(counted, position);
            } else {
                formulas.add(feature);
                features = formulas.toArray(Feature[]::new);
                computed = append(computed, position);
            }
        }

        private static int[] append(int[] array, int value) {
            int[] longer = Arrays.copyOf(array, array.length + 1);
            longer[array.length] = value;
            return longer;
        }

        void read(WindowState state, double[] into) {
            for (int i = 0; i < counts.length; i++) {
                into[counted[i]] = state.get(counts[i]);
            }
            for (int i = 0; i < features.length; i++) {
                into[computed[i]] = features[i].value(state);
            }
        }
    }

    /** A state at rest that notes whether anything common is asked of it. */
    private static final class RestingState implements WindowState {
        private boolean askedForCommon;

        @Override
        public long get(Measure measure) {
            askedForCommon |= measure.isCommon();
            return measure.resting();
        }

        @Override
        public long distinct(Distinct counter) {
            askedForCommon |= !counter.isRare();
            return 0;
        }

        @Override
        public int ports(Ports reading) {
            askedForCommon = true;
            return 0;
        }

        @Override
        public long bindings(Bindings reading) {
            return 0;
        }

        @Override
        public long topDomain(TopDomain reading) {
            return 0;
        }

        @Override
        public int seconds() {
            askedForCommon = true;
            return 1;
        }

        @Override
        public long endNanos() {
            askedForCommon = true;
            return 0;
        }
    }
}
