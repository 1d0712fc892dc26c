package io.nta.model.xgboost.rows;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import java.util.ArrayList;
import java.util.List;

/** The first line of a file of labelled rows. */
final class RowsHeader {
    static final List<String> KEY_COLUMNS =
            List.of("capture", "tool", "network", "kind", "window_size", "window_start", "address", "label");
    static final List<String> COLUMNS = columns();

    private RowsHeader() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(KEY_COLUMNS);
        for (Feature feature : FeatureCatalogue.features()) {
            columns.add(feature.name());
        }
        return List.copyOf(columns);
    }

    /** Returns how the columns differ from those of this catalogue, or the empty text. */
    static String differences(List<String> found) {
        if (found.equals(COLUMNS)) {
            return "";
        }
        List<String> missing = new ArrayList<>(COLUMNS);
        missing.removeAll(found);
        List<String> unknown = new ArrayList<>(found);
        unknown.removeAll(COLUMNS);
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("missing are " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            parts.add("unknown are " + String.join(", ", unknown));
        }
        return parts.isEmpty() ? orderDifference(found) : String.join("; ", parts);
    }

    private static String orderDifference(List<String> found) {
        for (int i = 0; i < Math.min(found.size(), COLUMNS.size()); i++) {
            if (!found.get(i).equals(COLUMNS.get(i))) {
                return "column " + (i + 1) + " is " + found.get(i) + " and must be " + COLUMNS.get(i);
            }
        }
        return "there are " + found.size() + " columns and must be " + COLUMNS.size();
    }
}
