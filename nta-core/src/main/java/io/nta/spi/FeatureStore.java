package io.nta.spi;

import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Keeps rows and alerts. Called by one thread. Writing the same row or alert again changes nothing but what is newer: rows are known by kind, key and window,
 * alerts by id. One that also keeps packets implements {@link PacketStore} too. {@code io.nta.tck.FeatureStoreTck} tests all of this.
 */
public interface FeatureStore extends Closeable {
    /**
     * Adds the rows of closed windows. Of a row that is there with other values the new ones are kept, without verdict until {@link #judge}; one with the same
     * values keeps its verdict.
     *
     * @param rows any number, none included; the list may not be kept
     * @throws IOException when they could not be kept; the message says why
     */
    void append(List<FeatureVector> rows) throws IOException;

    /**
     * Notes what the detectors said of rows that were appended before. A row without a verdict is normal; of several the surest counts. Rows that a detector
     * failed on are not told: they stay without verdict. Does nothing by default, for a store that keeps no verdicts.
     *
     * @param rows the rows judged
     * @param verdicts all that was said of them
     * @throws IOException when it could not be kept
     */
    default void judge(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {}

    /**
     * Adds an alert, or its newer state: an older one, that was last seen earlier or was not closed yet, changes nothing.
     *
     * @throws IOException when it could not be kept
     */
    void save(Alert alert) throws IOException;
}
