package io.nta.examples.server.testkit;

import io.nta.feature.FeatureVector;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredRow;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of a store, to be held against those that there should be. */
public final class StoredRows {
    private StoredRows() {}

    /** Returns what tells a row from the others. */
    public static String key(FeatureVector row) {
        return row.kind() + " " + row.address() + " " + row.startNanos() + " " + row.seconds();
    }

    /** Returns every row by its key, with every feature. */
    public static TreeMap<String, String> of(JdbcFeatureStore store) throws IOException {
        TreeMap<String, String> rows = new TreeMap<>();
        String after = null;
        do {
            Page<StoredRow> page =
                    store.reader().features(new FeatureQuery(TimeRange.ALL, null, null, null, null, 1_000, after));
            page.items().forEach(row -> rows.put(key(row.row()), row.row().toString()));
            after = page.next();
        } while (after != null);
        return rows;
    }

    private static String count(String row) {
        return row == null ? "no row" : row.replaceFirst(".*(packet_count=\\S+).*", "$1");
    }

    /** The first few, so that a failure can be read. */
    public static List<String> differences(TreeMap<String, String> expected, TreeMap<String, String> actual) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                .limit(4)
                .map(key -> key + " expected " + count(expected.get(key)) + ", was " + count(actual.get(key)))
                .toList();
    }
}
