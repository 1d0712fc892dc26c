package io.nta.model.xgboost.rows;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import java.util.ArrayList;
import java.util.Collection;
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

    /** The positions of the two inputs that are no features: behind those that are. */
    private static final int SIZE_POSITION = FeatureCatalogue.size();

    private static final int KIND_POSITION = SIZE_POSITION + 1;
    private static final List<String> ALL = collect();

    private final List<String> names;
    private final int[] positions;

    private ModelInputs(List<String> names) {
        this.names = List.copyOf(names);
        positions = names.stream().mapToInt(ALL::indexOf).toArray();
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

    /** Returns how many there are in all. */
    public static int count() {
        return ALL.size();
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
        return new ModelInputs(names);
    }

    /**
     * Returns all inputs but the masked ones, in order.
     *
     * @throws IllegalArgumentException if none is left
     */
    public static ModelInputs without(Collection<String> masked) {
        return of(ALL.stream().filter(name -> !masked.contains(name)).toList());
    }

    /** Returns, in words, why a model can't have inputs of those names in that order; nothing when it can. */
    public static List<String> problems(List<String> names) {
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
        return positions.length;
    }

    /** Returns their names, in order. */
    public List<String> names() {
        return names;
    }

    /** Writes a row's inputs to {@code into}, from {@code offset} on, as the 32-bit floats that trees compare. Allocates nothing. */
    public void read(FeatureVector row, float[] into, int offset) {
        for (int i = 0; i < positions.length; i++) {
            int position = positions[i];
            if (position < SIZE_POSITION) {
                into[offset + i] = (float) row.get(position);
            } else {
                into[offset + i] = position == SIZE_POSITION ? row.seconds() : ofKind(row.kind());
            }
        }
    }

    /** Returns these inputs of the chosen rows, row after row. */
    public float[] read(LabelledRows rows, int[] chosen) {
        float[] inputs = new float[Math.multiplyExact(chosen.length, positions.length)];
        int at = 0;
        for (int row : chosen) {
            for (int position : positions) {
                inputs[at++] = rows.input(row, position);
            }
        }
        return inputs;
    }

    /** Writes the two inputs that are no features to their places of the row of all inputs that begins at {@code offset}. */
    static void writeKey(KeyKind kind, int windowSeconds, float[] into, int offset) {
        into[offset + SIZE_POSITION] = windowSeconds;
        into[offset + KIND_POSITION] = ofKind(kind);
    }

    private static float ofKind(KeyKind kind) {
        return kind == KeyKind.TARGET ? 1 : 0;
    }
}
