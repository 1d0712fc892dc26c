package io.nta.spi;

import io.nta.detect.Alert;
import io.nta.feature.FeatureVector;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Keeps rows and alerts. Called by one thread. Writing the same row or alert again changes nothing but what is newer: rows are known by key and window, alerts by
 * id.
 */
public interface FeatureStore extends Closeable {
    /**
     * Adds the rows of closed windows.
     *
     * @throws IOException when they could not be kept; the message says why
     */
    void append(List<FeatureVector> rows) throws IOException;

    /**
     * Adds an alert, or its newer state.
     *
     * @throws IOException when it could not be kept
     */
    void save(Alert alert) throws IOException;
}
