package io.nta.examples.generate.scenario;

/**
 * A row of labels: what happened, when, between whom.
 *
 * @param startNanos when it began, since the epoch
 * @param endNanos when it ended
 * @param label an attack's, or {@code benign}
 * @param attackers addresses separated by {@code ;}, or words in which there are none; empty for nobody in particular
 * @param victims likewise
 * @param scenario what was played
 * @param notes the regime and the parameters
 */
public record Episode(
        long startNanos,
        long endNanos,
        String label,
        String attackers,
        String victims,
        String scenario,
        String notes) {}
