package io.nta.tck;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.RowContext;
import java.util.ArrayList;
import java.util.List;

/** Rows that no traffic gives, or hardly any. */
final class OddRows {
    /** What a number may be at worst. */
    static final double[] VALUES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        -1,
        -0.0,
        Long.MAX_VALUE
    };

    private static final int[] LENGTHS = {5, 30, 180};

    private OddRows() {}

    /** Returns rows of both kinds and all lengths, all of whose features are {@code value}. */
    static List<FeatureVector> withAll(double value) {
        List<FeatureVector> rows = new ArrayList<>();
        for (int seconds : LENGTHS) {
            rows.add(MadeRow.source("192.0.2.1", seconds).withAll(value).row());
            rows.add(MadeRow.target("2001:db8::2", seconds).withAll(value).row());
        }
        return rows;
    }

    /** Returns each row once for each of its features that isn't 0, which is {@code value} instead. */
    static List<FeatureVector> mixedWith(List<FeatureVector> rows, double value) {
        List<FeatureVector> mixed = new ArrayList<>();
        for (FeatureVector row : rows) {
            for (int i = 0; i < FeatureCatalogue.size(); i++) {
                if (row.get(i) != 0) {
                    double[] values = row.toArray();
                    values[i] = value;
                    mixed.add(with(row, values, row.context()));
                }
            }
        }
        return mixed;
    }

    /** Returns the rows as they would be if nothing but their numbers were known. */
    static List<FeatureVector> withoutContext(List<FeatureVector> rows) {
        return rows.stream()
                .map(row -> with(row, row.toArray(), RowContext.EMPTY))
                .toList();
    }

    private static FeatureVector with(FeatureVector row, double[] values, RowContext context) {
        return new FeatureVector(
                row.kind(),
                row.address(),
                row.startNanos(),
                row.seconds(),
                row.firstPacketNanos(),
                row.lastPacketNanos(),
                values,
                context);
    }
}
