package io.nta.store.jdbc.sql;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Rows to be written together, no two of one key and window.
 *
 * @param rows the rows
 * @param texts what fits texts
 * @param notFinite counts numbers that are none
 */
record FeatureRows(List<FeatureRow> rows, StoredText texts, LongAdder notFinite) {
    /** A row that is there with the same values stays as it is, verdict and all. */
    static final String ON_CONFLICT = " ON CONFLICT (key, window_size, key_kind, window_start) DO UPDATE SET "
            + FeatureColumns.NAMES.stream()
                    .map(name -> name + " = excluded." + name)
                    .collect(Collectors.joining(", "))
            + " WHERE aggregated_features.digest <> excluded.digest";
}
