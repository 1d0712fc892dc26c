package io.nta.feature;

import io.nta.feature.Measure.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * How to read all features of a row with little work, because reading is hot. They are read by the kind of their formula, and
 * those that look only at parts of the state at rest are not computed.
 *
 * <p>Which parts a formula looks at is found out, not declared: each is computed once on a state at rest that notes what is asked of it. It then takes the same way, to
 * the same value, over every state in which those parts are at rest.
 */
final class ReadPlan {
    /** The features by the parts that they look at, the most used first. */
    private final List<FeatureGroup> groups = new ArrayList<>();

    private final int size;

    ReadPlan(List<Feature> features) {
        size = features.size();
        for (int i = 0; i < size; i++) {
            Feature feature = features.get(i);
            RestingState state = new RestingState();
            double resting = feature.value(state);
            group(state.asked).add(i, feature, resting);
        }
    }

    private FeatureGroup group(int parts) {
        for (FeatureGroup group : groups) {
            if (group.parts == parts) {
                return group;
            }
        }
        FeatureGroup added = new FeatureGroup(parts);
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
            FeatureGroup group = groups.get(i);
            if ((group.parts & touched) != 0) {
                group.read(state, into);
            } else {
                group.rest(into);
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
