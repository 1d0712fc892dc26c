package io.nta.spi;

import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import java.util.List;

/**
 * Judges rows.
 *
 * <p>Created on one thread, then called by another, in the order in which windows close, and closed by a third perhaps; never by two at once. It may remember
 * what it has seen, but its verdicts depend on nothing but the rows: no clock, no chance, no other detector. Any number in a row, NaN and infinity
 * included, and a row without context is judged without an exception; one of zeros is normal. A detector that throws all the same is counted and logged, and analysis goes on without its
 * verdicts for that batch. {@code io.nta.tck.DetectorTck} tests all of this.
 */
public interface Detector extends AutoCloseable {
    /** Returns its name, which stands in verdicts and on the command line: that of its provider. */
    String name();

    /**
     * Judges a batch of rows.
     *
     * @param rows immutable rows of windows that closed together: any number, none included. A row may be kept; the list may not, and is not to be altered
     * @return what is to be said of them, a list of its own without {@code null}: each verdict about one of these rows, signed with {@link #name}, with a message
     *     and at least one line of evidence. Rows that are normal have no verdict. A type that is none of the library's is made with
     *     {@link io.nta.detect.AttackType#of}
     */
    List<Verdict> score(List<FeatureVector> rows);

    /** Releases what it holds. Closing twice does nothing. */
    @Override
    default void close() {}
}
