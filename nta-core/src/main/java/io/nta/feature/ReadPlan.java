package io.nta.feature;

import io.nta.feature.Measure.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How to read all features of a row with little work, because reading is hot. Those that are plainly a measure, half of them, are read without a call of their own; and
 * those that look only at parts of the state at rest are not computed.
 *
 * <p>Which parts a formula looks at is found out, not declared: each is computed once on a state at rest that notes what is asked of it. It then takes the same way, to
 * the same value, over every state in which those parts are at rest.
 */
final class ReadPlan {
    /** The features by the parts that they look at, the most used first. */
    private final List<Group> groups = new ArrayList<>();
    private final int size;

    ReadPlan(List<Feature> features) {
        size = features.size();
        for (int i = 0; i < size; i++) {
            Feature feature = features.get(i);
            RestingState state = new RestingState();
            double resting = feature.value(state);
            Group group = group(state.asked);
            group.add(i, feature);
            if (resting != 0) {
                group.rests(i, resting);
            }
        }
    }

    private Group group(int parts) {
        for (Group group : groups) {
            if (group.parts == parts) {
                return group;
            }
        }
        Group added = new Group(parts);
        groups.add(added);
        return added;
    }

    /** Returns how many features there are. */
    int size() {
        return size;
    }

    /** Writes the values of the features that may not be 0, at their positions. */
    void read(WindowState state, RowValues into) {
        int touched = state.touchedParts();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if ((group.parts & touched) != 0) {
                group.read(state, into);
            } else {
                group.rest(into);
            }
        }
    }

    /** The features that look at the same parts. */
    private static final class Group {
        private final int parts;
        private Measure[] counts = {};
        private int[] counted = {};
        private Feature[] features = {};
        private int[] computed = {};
        /** Those whose value at rest isn't 0, and that value. */
        private int[] nonZero = {};

        private double[] atRest = {};

        Group(int parts) {
            this.parts = parts;
        }

        void add(int position, Feature feature) {
            if (feature.formula() instanceof Formulas.Count count) {
                counts = append(counts, count.measure());
                counted = append(counted, position);
            } else {
                features = append(features, feature);
                computed = append(computed, position);
            }
        }

        void rests(int position, double value) {
            nonZero = append(nonZero, position);
            atRest = Arrays.copyOf(atRest, nonZero.length);
            atRest[nonZero.length - 1] = value;
        }

        private static <T> T[] append(T[] array, T value) {
            T[] longer = Arrays.copyOf(array, array.length + 1);
            longer[array.length] = value;
            return longer;
        }

        private static int[] append(int[] array, int value) {
            int[] longer = Arrays.copyOf(array, array.length + 1);
            longer[array.length] = value;
            return longer;
        }

        void rest(RowValues into) {
            for (int i = 0; i < nonZero.length; i++) {
                into.set(nonZero[i], atRest[i]);
            }
        }

        void read(WindowState state, RowValues into) {
            for (int i = 0; i < counts.length; i++) {
                into.set(counted[i], state.get(counts[i]));
            }
            for (int i = 0; i < features.length; i++) {
                into.set(computed[i], features[i].value(state));
            }
        }
    }

    /** A state at rest that notes the parts of what is asked of it. */
    private static final class RestingState implements WindowState {
        private int asked;

        private void ask(Part part) {
            asked |= part.bit();
        }

        @Override
        public long get(Measure measure) {
            ask(measure.part());
            return measure.resting();
        }

        @Override
        public long distinct(Distinct counter) {
            ask(counter.part());
            return 0;
        }

        @Override
        public int ports(Ports reading) {
            ask(Part.COMMON);
            return 0;
        }

        @Override
        public long bindings(Bindings reading) {
            ask(Part.ARP);
            return 0;
        }

        @Override
        public long topDomain(TopDomain reading) {
            ask(Part.DNS);
            return 0;
        }

        @Override
        public int seconds() {
            ask(Part.COMMON);
            return 1;
        }

        @Override
        public long endNanos() {
            ask(Part.COMMON);
            return 0;
        }
    }
}
