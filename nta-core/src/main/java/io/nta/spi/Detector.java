package io.nta.spi;

import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import java.util.List;

/**
 * Judges rows.
 *
 * <p>It may be created, called and closed by three different threads, but never by two at once. Batches come in the order in which windows close. It may remember what it has seen, but its
 * verdicts depend on nothing but the rows: no clock, no random numbers, no other detector. It copes with any value in a row, including NaN and infinity, and with rows without context; a row
 * of zeros is normal. If it throws an exception all the same, that is counted and logged, and analysis goes on without its verdicts on that batch; one that blocks holds up the analysis.
 * {@code io.nta.tck.DetectorTck} tests all of this.
 */
public interface Detector extends AutoCloseable {
    /** Returns its name, as it stands in verdicts and on the command line: that of its provider. Always the same. */
    String name();

    /**
     * Judges a batch of rows.
     *
     * @param rows immutable rows of windows that ended at the same time, any number, including none; of very many windows several batches are made. Rows may be kept; the list must be neither
     *     kept nor altered
     * @return the verdicts, in a new list without {@code null}: each is about one of these rows, bears {@link #name} and has a message and at least one line of evidence. A normal row has no
     *     verdict. For an attack that the library doesn't know, the type is made with {@link io.nta.detect.AttackType#of}
     */
    List<Verdict> score(List<FeatureVector> rows);

    /** Releases what it holds. Closing twice does nothing. */
    @Override
    default void close() {}
}
