package io.nta;

import io.nta.feature.FeatureVector;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an analyzer needs to continue where an earlier one was interrupted, for example by a crash. Its source begins with packets that the earlier analyzer has already seen; they rebuild
 * connections and open windows. Rows of windows that the earlier one had closed are neither stored nor judged again. Instead, the rows that it had stored bring the detectors and the alert policy
 * back to the state that they had; no alert is told meanwhile.
 */
public interface Resumption {
    /** Returns when the last windows ended that the earlier analyzer closed, in nanoseconds since the epoch. Only rows that end then or later are taken from the packets. */
    long closedNanos();

    /**
     * Returns the next rows that the earlier analyzer had stored: all those of one window end, which is before {@link #closedNanos()} and later than that of the call before; {@code null} when
     * there are no more. Called by the detection thread, before anything else happens there.
     *
     * @throws IOException when they can't be read
     */
    @Nullable
    List<FeatureVector> nextRows() throws IOException;
}
