package io.nta.model.xgboost;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a row goes into a model, and in which order: features of the catalogue by name, {@value #WINDOW_SIZE} (5, 30 or 180 s) and {@value
 * #KEY_KIND} (0 for a source, 1 for a target). Immutable.
 */
public final class ModelInputs {
    /** The input that holds the window's length in seconds. */
    public static final String WINDOW_SIZE = "window_size";
    /** The input that holds the kind of key: 0 SOURCE, 1 TARGET. */
    public static final String KEY_KIND = "key_kind";

    private static final int SIZE_INDEX = -1;
    private static final int KIND_INDEX = -2;
    private static final List<String> ALL = collect();

    private final List<String> names;
    private final int[] indexes;

    private ModelInputs(List<String> names, int[] indexes) {
        this.names = names;
        this.indexes = indexes;
    }

    private static List<String> collect() {
        List<String> all = new ArrayList<>();
        for (Feature feature : FeatureCatalogue.features()) {
            all.add(feature.name());
        }
        all.add(WINDOW_SIZE);
        all.add(KEY_KIND);
        return List.copyOf(all);
    }

    /** Returns all that there are: the catalogue's features in its order, {@value #WINDOW_SIZE}, {@value #KEY_KIND}. */
    public static List<String> all() {
        return ALL;
    }

    /**
     * Returns the inputs of those names, in that order.
     *
     * @throws IllegalArgumentException if there are none, or some are unknown or named twice; names all of them
     */
    public static ModelInputs of(List<String> names) {
        List<String> problems = problems(names);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        int[] indexes = new int[names.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = switch (names.get(i)) {
                case WINDOW_SIZE -> SIZE_INDEX;
                case KEY_KIND -> KIND_INDEX;
                default -> FeatureCatalogue.indexOf(names.get(i));
            };
        }
        return new ModelInputs(List.copyOf(names), indexes);
    }

    static List<String> problems(List<String> names) {
        List<String> unknown = new ArrayList<>();
        List<String> again = new ArrayList<>();
        Set<String> known = Set.copyOf(ALL);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!known.contains(name)) {
                unknown.add(name);
            } else if (!seen.add(name)) {
                again.add(name);
            }
        }
        List<String> problems = new ArrayList<>();
        if (names.isEmpty()) {
            problems.add("a model has at least one input");
        }
        if (!unknown.isEmpty()) {
            problems.add("unknown inputs: " + String.join(", ", unknown));
        }
        if (!again.isEmpty()) {
            problems.add("inputs named twice: " + String.join(", ", again));
        }
        return problems;
    }

    /** Returns how many there are. */
    public int size() {
        return indexes.length;
    }

    /** Returns their names, in order. */
    public List<String> names() {
        return names;
    }

    /** Writes a row's inputs to {@code into}, from {@code offset} on, as the 32-bit floats that trees compare. Allocates nothing. */
    public void read(FeatureVector row, float[] into, int offset) {
        for (int i = 0; i < indexes.length; i++) {
            int index = indexes[i];
            if (index >= 0) {
                into[offset + i] = (float) row.get(index);
            } else if (index == SIZE_INDEX) {
                into[offset + i] = row.seconds();
            } else {
                into[offset + i] = row.kind() == KeyKind.TARGET ? 1 : 0;
            }
        }
    }
}
