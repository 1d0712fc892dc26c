package io.nta.spi;

import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Keeps rows and alerts. Called by one thread at a time: the analyzer's detection thread while it runs, and whoever closes the analyzer afterwards. Writes are idempotent: a row is
 * identified by kind, address and window, an alert by its id, and writing one again replaces the older state or changes nothing. What any method throws, of whatever type, ends the
 * analysis. A store that also keeps packets implements {@link PacketStore} too. {@code io.nta.tck.FeatureStoreTck} tests all of this.
 */
public interface FeatureStore extends Closeable {
    /**
     * Adds the rows of closed windows. If a row is already there with other values, the new values replace them, and it has no verdict until {@link #judge}; if it has the same values, it
     * keeps its verdict.
     *
     * @param rows any number, including none; the list must be neither kept nor altered
     * @throws IOException when they could not be kept; the message says why
     */
    void append(List<FeatureVector> rows) throws IOException;

    /**
     * Notes what the detectors said of rows that were appended before. A row of {@code rows} that has no verdict is normal; of several verdicts the one with the highest confidence counts. Not
     * called for batches that a detector failed on: their rows stay without verdict. Does nothing by default, for a store that keeps no verdicts.
     *
     * @param rows the rows judged; the list must be neither kept nor altered
     * @param verdicts all verdicts on them; the same holds
     * @throws IOException when it could not be kept
     */
    default void judge(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {}

    /**
     * Adds an alert, or replaces its state by a newer one. A state that is older than the one kept (it was last seen earlier, or it is open and the one kept is closed) changes nothing.
     *
     * @throws IOException when it could not be kept
     */
    void save(Alert alert) throws IOException;
}
