package io.nta.spi;

import io.nta.feature.FeatureVector;

/** Takes the rows of closed windows. */
@FunctionalInterface
public interface RowSink {
    /** Takes one row. */
    void onRow(FeatureVector row);
}
