package io.nta.examples.cli.evaluation;

import io.nta.examples.cli.labels.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attack that was to be found, and whether it was.
 *
 * @param capture the capture's name
 * @param episode the attack
 * @param detectedAt when the first alert that tells of it opened; {@code null} when none does
 * @param misnamed alerts that named it wrongly
 */
record EpisodeScore(
        String capture, Episode episode, @Nullable Instant detectedAt, long misnamed) {
    static EpisodeScore of(String capture, Episode episode, Collection<Judgement> judgements) {
        Instant first = judgements.stream()
                .filter(judgement -> judgement.found().contains(episode))
                .map(judgement -> judgement.alert().detectedAt())
                .min(Comparator.naturalOrder())
                .orElse(null);
        long misnamed = judgements.stream()
                .filter(judgement ->
                        judgement.outcome() == Judgement.Outcome.MISNAMED && episode.equals(judgement.instead()))
                .count();
        return new EpisodeScore(capture, episode, first, misnamed);
    }

    boolean isFound() {
        return detectedAt != null;
    }

    /** Returns the time from the start to the first alert: 0 when that alert was open already, and {@code null} when there is none. */
    @Nullable
    Duration delay() {
        if (detectedAt == null) {
            return null;
        }
        Duration delay = Duration.between(episode.start(), detectedAt);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    /** Returns those of {@code scores} that a table is about. */
    static List<EpisodeScore> select(List<EpisodeScore> scores, Selection selection) {
        return scores.stream().filter(selection::includes).toList();
    }

    /** Which episodes a table is about. */
    enum Selection {
        /** All but those set apart by their notes. */
        MAIN,
        /** Those of {@link #MAIN} that lasted 30 s or more. */
        LONG,
        /** Those set apart. */
        SET_APART;

        private boolean includes(EpisodeScore score) {
            boolean apart = score.episode().isSetApart();
            return switch (this) {
                case MAIN -> !apart;
                case LONG -> !apart && score.episode().isLong();
                case SET_APART -> apart;
            };
        }
    }
}
