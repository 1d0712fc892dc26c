package io.nta.examples.cli.evaluation;

import io.nta.detect.Alert;
import io.nta.examples.cli.labels.Episode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is worth.
 *
 * @param capture the capture's name
 * @param alert the alert
 * @param outcome whether it is right
 * @param found the episodes that it tells of
 * @param instead when it isn't right, the episode that is behind it as far as labels can say
 */
record Judgement(
        String capture,
        Alert alert,
        Outcome outcome,
        List<Episode> found,
        @Nullable Episode instead) {
    Judgement {
        found = List.copyOf(found);
    }

    /** Whether an alert is right. */
    enum Outcome {
        /** It tells of an attack that happened. */
        FOUND,
        /** It tells of something that need not be told. */
        NEITHER,
        /** There was an attack between these hosts, but another. */
        MISNAMED,
        /** Nothing of the kind happened. */
        FALSE
    }
}
