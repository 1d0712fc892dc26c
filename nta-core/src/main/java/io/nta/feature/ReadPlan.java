package io.nta.feature;

import io.nta.feature.Measure.Part;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How to read all features of a row with little work, because reading is hot. They are read by the kind of their formula, and
 * those that look only at parts of the state at rest are not computed.
 *
 * <p>Which parts a formula looks at is found out, not declared: each is computed once on a state at rest that notes what is asked of it. It then takes the same way, to
 * the same value, over every state in which those parts are at rest.
 */
final class ReadPlan {
    private final List<Feature> features;
    /** The parts that each feature looks at, a bit each, and its value when these rest. */
    private final int[] parts;

    private final double[] resting;
    /** What to do with a row, by the parts of it that are touched; made when the first such row comes. Any thread makes the same. */
    private final AtomicReferenceArray<@Nullable FeatureGroup> groups = new AtomicReferenceArray<>(Part.ALL + 1);

    ReadPlan(List<Feature> features) {
        this.features = features;
        parts = new int[features.size()];
        resting = new double[features.size()];
        for (int i = 0; i < features.size(); i++) {
            RestingState state = new RestingState();
            resting[i] = features.get(i).value(state);
            parts[i] = state.asked;
        }
    }

    private FeatureGroup group(int touched) {
        FeatureGroup known = groups.getAcquire(touched);
        if (known != null) {
            return known;
        }
        FeatureGroup group = new FeatureGroup();
        for (int i = 0; i < parts.length; i++) {
            if ((parts[i] & touched) != 0) {
                group.add(i, features.get(i));
            } else if (resting[i] != 0) {
                group.addResting(i, resting[i]);
            }
        }
        groups.setRelease(touched, group);
        return group;
    }

    /** Returns how many features there are. */
    int size() {
        return features.size();
    }

    /** Writes the values of the features that may not be 0, at their positions. */
    void read(WindowState state, RowValues into) {
        group(state.touchedParts()).read(state, into);
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
