package io.nta.model.xgboost.training;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a model may read of a row: every feature of the catalogue, then the window's length and the kind of key. */
public final class TrainingInputs {
    /** The window's length in seconds: 5, 30 or 180. */
    public static final String WINDOW_SIZE = "window_size";

    /** 0 for SOURCE, 1 for TARGET. */
    public static final String KEY_KIND = "key_kind";

    private static final List<String> ALL = names();

    private TrainingInputs() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Feature feature : FeatureCatalogue.features()) {
            names.add(feature.name());
        }
        names.add(WINDOW_SIZE);
        names.add(KEY_KIND);
        return List.copyOf(names);
    }

    /** Returns the names of all inputs, in order. */
    public static List<String> all() {
        return ALL;
    }

    /** Returns how many there are. */
    public static int count() {
        return ALL.size();
    }

    /** Returns all inputs but the masked ones, in order. */
    public static List<String> without(Collection<String> masked) {
        return ALL.stream().filter(name -> !masked.contains(name)).toList();
    }

    /**
     * Returns the positions of the names among {@link #all()}.
     *
     * @throws IllegalArgumentException if one is no input
     */
    public static int[] positions(List<String> names) {
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = ALL.indexOf(names.get(i));
            if (positions[i] < 0) {
                throw new IllegalArgumentException("no input is named '" + names.get(i) + "'; see docs/features.md");
            }
        }
        return positions;
    }

    /** Writes the two inputs that are no features to their places of the row that begins at {@code offset}. */
    static void writeKey(KeyKind kind, int windowSeconds, float[] into, int offset) {
        into[offset + FeatureCatalogue.size()] = windowSeconds;
        into[offset + FeatureCatalogue.size() + 1] = kind.ordinal();
    }
}
