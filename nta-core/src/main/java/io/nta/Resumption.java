package io.nta;

import io.nta.feature.FeatureVector;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an analyzer needs to go on where another was cut off. The first packets of its source have been seen by that one: they rebuild connections and open windows.
 * Rows of windows that it had closed are neither kept nor judged again. And the rows that it had kept tell the detectors and the alert policy, silently, how things
 * stood.
 */
public interface Resumption {
    /** Returns the end of the last windows that the other closed, in nanoseconds since the epoch. Only rows that end there or later are taken. */
    long closedNanos();

    /**
     * Returns the next rows that the other kept, all of one window end, before {@link #closedNanos()} and later than those of the call before; {@code null} when
     * there are no more. Called by the detection thread, before anything else happens there.
     *
     * @throws IOException when they can't be read
     */
    @Nullable
    List<FeatureVector> nextRows() throws IOException;
}
