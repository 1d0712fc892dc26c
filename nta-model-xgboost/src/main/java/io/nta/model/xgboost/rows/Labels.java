package io.nta.model.xgboost.rows;

import io.nta.detect.AttackType;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the model, in the order of its outputs: {@code Normal}, then the eight attacks in the order of their labels. */
public final class Labels {
    /** The label of rows without an attack; index 0. */
    public static final String NORMAL = "Normal";

    private static final List<String> ALL = Stream.concat(
                    Stream.of(NORMAL), AttackType.known().stream().map(AttackType::label))
            .toList();

    private Labels() {}

    /** Returns all nine labels. */
    public static List<String> all() {
        return ALL;
    }

    /** Returns how many there are. */
    public static int count() {
        return ALL.size();
    }

    /**
     * Returns the index of the label.
     *
     * @throws IllegalArgumentException if it is none of the nine; the message names them
     */
    public static int indexOf(String label) {
        int index = ALL.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("'" + label + "'; allowed are " + String.join(", ", ALL));
        }
        return index;
    }
}
