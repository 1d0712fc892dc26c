package io.nta.model.xgboost.rows;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;

/**
 * What a row is about.
 *
 * @param kind the kind of key
 * @param windowSeconds the window's length: 5, 30 or 180
 * @param startSeconds the window's start in seconds since the epoch; a multiple of the length
 * @param address the key
 */
public record RowKey(KeyKind kind, int windowSeconds, long startSeconds, String address) {
    private static final long NANOS = 1_000_000_000L;

    /** Returns the key of a row of the analyser. */
    public static RowKey of(FeatureVector row) {
        return new RowKey(
                row.kind(),
                row.seconds(),
                Math.floorDiv(row.startNanos(), NANOS),
                row.address().toString());
    }
}
