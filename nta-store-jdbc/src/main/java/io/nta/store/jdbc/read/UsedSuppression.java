package io.nta.store.jdbc.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule of suppression, and what it has done.
 *
 * @param rule the rule
 * @param alerts how many of the alerts that are kept are marked with it
 * @param lastAlert when the last of them was detected; {@code null} when there is none
 */
public record UsedSuppression(
        Suppression rule, long alerts, @Nullable Instant lastAlert) {}
