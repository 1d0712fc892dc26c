package io.nta.detect;

import io.nta.feature.FeatureVector;
import org.jspecify.annotations.Nullable;

/** What one attack looks like in a row. */
interface Rule {
    /** Returns a verdict on the row, or {@code null} when it doesn't show the attack. */
    @Nullable
    Verdict judge(FeatureVector row);
}
