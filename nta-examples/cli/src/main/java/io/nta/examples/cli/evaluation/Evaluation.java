package io.nta.examples.cli.evaluation;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.labels.Episode.Kind;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.model.xgboost.evaluation.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Everything that was judged, capture by capture; reports read it. */
public final class Evaluation {
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double RATE_HOURS = 1_000;

    private final List<EpisodeScore> scores = new ArrayList<>();
    private final List<Judgement> judgements = new ArrayList<>();
    private int captures;
    private int unreadable;
    private double hostHours;

    /** Returns whether no capture was added. */
    public boolean isEmpty() {
        return captures == 0;
    }

    /** Judges the alerts of one capture. */
    public void add(LabelledCapture capture, CaptureResult result) {
        addEpisodes(capture, result, episode -> true);
        addAlerts(capture, result);
    }

    /** Scores whether some of a capture's attacks were found. */
    public void addEpisodes(LabelledCapture capture, CaptureResult result, Predicate<Episode> scored) {
        List<Episode> episodes = capture.labels().episodes(result);
        List<Judgement> here = judge(capture, episodes, result);
        for (Episode episode : episodes) {
            if (episode.kind() == Kind.ATTACK && scored.test(episode)) {
                scores.add(EpisodeScore.of(capture.name(), episode, here));
            }
        }
    }

    /** Counts a capture, its hosts' hours and what is wrong with its alerts. */
    public void addAlerts(LabelledCapture capture, CaptureResult result) {
        captures++;
        if (result.failure() != null) {
            unreadable++;
        }
        judgements.addAll(judge(capture, capture.labels().episodes(result), result));
        hostHours += result.lastingHosts() * (result.duration().toNanos() / NANOS_PER_SECOND) / SECONDS_PER_HOUR;
    }

    private static List<Judgement> judge(LabelledCapture capture, List<Episode> episodes, CaptureResult result) {
        AlertJudge judge = new AlertJudge(capture.name(), episodes);
        return result.alerts().stream().map(judge::judge).toList();
    }

    int captures() {
        return captures;
    }

    /** Returns how many captures could not be read, or not to their end. */
    int unreadable() {
        return unreadable;
    }

    /**
     * Returns the exposure to false alerts: over the captures, the number of hosts times the capture's duration. Hosts are those active in more than one 5 s window;
     * with the thousands of forged senders of a flood, a single capture would outweigh all others.
     */
    double hostHours() {
        return hostHours;
    }

    List<EpisodeScore> scores(EpisodeScore.Selection selection) {
        return EpisodeScore.select(scores, selection);
    }

    List<EpisodeScore> misses() {
        return scores.stream()
                .filter(score -> !score.isFound())
                .sorted(Comparator.comparing(
                        (EpisodeScore score) -> score.episode().label()))
                .toList();
    }

    List<Judgement> judgements() {
        return List.copyOf(judgements);
    }

    List<Judgement> judgements(Outcome outcome) {
        return judgements.stream()
                .filter(judgement -> judgement.outcome() == outcome)
                .toList();
    }

    /** Returns false alerts per 1,000 host-hours; infinite when there are some in no time. */
    double falseAlertRate() {
        int falseAlerts = judgements(Outcome.FALSE).size();
        return falseAlerts == 0 ? 0 : falseAlerts / hostHours * RATE_HOURS;
    }

    /** Returns the 95 % interval of {@link #falseAlertRate}. */
    Interval falseAlertRateInterval() {
        Interval counts = Interval.poisson(judgements(Outcome.FALSE).size());
        return new Interval(
                counts.low() == 0 ? 0 : counts.low() / hostHours * RATE_HOURS, counts.high() / hostHours * RATE_HOURS);
    }
}
