package io.nta.examples.cli.evaluation;

import io.nta.detect.AttackType;
import io.nta.model.xgboost.evaluation.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A table of recall by class.
 *
 * @param rows the classes that have episodes, in alphabetical order
 */
record ClassScores(List<Row> rows) {
    ClassScores {
        rows = List.copyOf(rows);
    }

    /**
     * One class.
     *
     * @param type the class
     * @param episodes how many there were
     * @param found how many of them an alert told of
     * @param misnamed alerts of other classes that only fit an episode of this one
     * @param medianDelay from the start of an episode to its first alert, over those found; {@code null} when none is
     */
    record Row(
            AttackType type,
            long episodes,
            long found,
            long misnamed,
            @Nullable Duration medianDelay) {
        double recall() {
            return (double) found / episodes;
        }

        Interval interval() {
            return Interval.wilson(found, episodes);
        }
    }

    static ClassScores of(List<EpisodeScore> scores) {
        List<Row> rows = new ArrayList<>();
        for (AttackType type : AttackType.known()) {
            List<EpisodeScore> ofType = scores.stream()
                    .filter(score -> type.equals(score.episode().type()))
                    .toList();
            if (!ofType.isEmpty()) {
                rows.add(row(type, ofType));
            }
        }
        return new ClassScores(rows);
    }

    private static Row row(AttackType type, List<EpisodeScore> scores) {
        long found = scores.stream().filter(EpisodeScore::isFound).count();
        long misnamed = scores.stream().mapToLong(EpisodeScore::misnamed).sum();
        List<Duration> delays = scores.stream()
                .map(EpisodeScore::delay)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new Row(type, scores.size(), found, misnamed, median(delays));
    }

    private static @Nullable Duration median(List<Duration> sorted) {
        if (sorted.isEmpty()) {
            return null;
        }
        Duration upper = sorted.get(sorted.size() / 2);
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        return lower.plus(upper).dividedBy(2);
    }

    /** Returns the mean of the recalls of the classes, each of the same weight; empty when there are none. */
    OptionalDouble macroRecall() {
        return rows.stream().mapToDouble(Row::recall).average();
    }
}
