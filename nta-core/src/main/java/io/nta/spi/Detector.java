package io.nta.spi;

import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import java.util.List;

/**
 * Judges rows.
 *
 * <p>Called by one thread, in the order in which windows close. A detector that throws is counted and logged, and analysis goes on without its verdicts for that
 * batch.
 */
public interface Detector extends AutoCloseable {
    /** Returns its name, which stands in verdicts and on the command line. */
    String name();

    /**
     * Judges a batch of rows.
     *
     * @param rows immutable rows of windows that closed together or shortly one after another; may be kept
     * @return what is to be said of them; rows that are normal have no verdict
     */
    List<Verdict> score(List<FeatureVector> rows);

    /** Releases what it holds. */
    @Override
    default void close() {}
}
