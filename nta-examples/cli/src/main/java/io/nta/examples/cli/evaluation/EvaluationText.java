package io.nta.examples.cli.evaluation;

import io.nta.detect.Alert;
import io.nta.examples.cli.evaluation.EpisodeScore.Selection;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.output.Figures;
import io.nta.examples.cli.output.TextTable;
import io.nta.model.xgboost.evaluation.Interval;
import java.util.List;

/** An {@link Evaluation} for people. */
public final class EvaluationText {
    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    private EvaluationText(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Returns the report.
     *
     * @param details whether to list the alerts that are right, too
     */
    public static String of(Evaluation evaluation, boolean details) {
        return new EvaluationText(evaluation).write(details);
    }

    private String write(boolean details) {
        text.append(Figures.count(evaluation.captures(), "capture"));
        if (evaluation.unreadable() > 0) {
            text.append(", ").append(evaluation.unreadable()).append(" not readable to the end");
        }
        text.append(", ").append(Figures.decimal(evaluation.hostHours(), 2)).append(" host-hours\n");
        classes("Attacks", Selection.MAIN);
        classes("Of these, attacks of 30 s or more", Selection.LONG);
        classes("Set apart: notes say WEAK, SMALL, SYNTHETIC or HARD", Selection.SET_APART);
        falseAlerts();
        judgements("Misnamed alerts", Outcome.MISNAMED);
        misses();
        if (details) {
            judgements("Right alerts", Outcome.FOUND);
            judgements("Alerts neither right nor wrong", Outcome.NEITHER);
        }
        return text.toString();
    }

    private void classes(String title, Selection selection) {
        ClassScores scores = ClassScores.of(evaluation.scores(selection));
        if (scores.rows().isEmpty()) {
            return;
        }
        TextTable table = new TextTable(
                "class", ">episodes", ">found", ">recall", ">95 % interval", ">misnamed", ">median delay");
        for (ClassScores.Row row : scores.rows()) {
            table.add(
                    row.type().label(),
                    Long.toString(row.episodes()),
                    Long.toString(row.found()),
                    Figures.decimal(row.recall(), 3),
                    interval(row.interval(), 3),
                    Long.toString(row.misnamed()),
                    row.medianDelay() == null ? "-" : Figures.duration(row.medianDelay()));
        }
        title(title);
        text.append(table);
        scores.macroRecall()
                .ifPresent(recall -> text.append("macro recall ")
                        .append(Figures.decimal(recall, 3))
                        .append('\n'));
    }

    private void falseAlerts() {
        List<Judgement> found = evaluation.judgements(Outcome.FALSE);
        title("False alerts: " + found.size());
        if (evaluation.hostHours() > 0) {
            text.append(Figures.decimal(evaluation.falseAlertRate(), 1))
                    .append(" per 1 000 host-hours, 95 % interval ")
                    .append(interval(evaluation.falseAlertRateInterval(), 1))
                    .append('\n');
        }
        list(found);
    }

    private void judgements(String title, Outcome outcome) {
        List<Judgement> found = evaluation.judgements(outcome);
        title(title + ": " + found.size());
        list(found);
    }

    private void list(List<Judgement> judgements) {
        TextTable table = new TextTable(
                "file", "type", "attacker", "target", "first seen", ">window", ">confidence", "label", "message");
        for (Judgement judgement : judgements) {
            Alert alert = judgement.alert();
            Episode episode = judgement.found().isEmpty()
                    ? judgement.instead()
                    : judgement.found().get(0);
            table.add(
                    judgement.capture(),
                    alert.attackType().label(),
                    Figures.attacker(alert),
                    Figures.target(alert),
                    Figures.time(alert.firstSeen()),
                    alert.windowSize() + " s",
                    Figures.decimal(alert.confidence(), 2),
                    episode == null ? "-" : episode.label(),
                    alert.details().message());
        }
        if (!table.isEmpty()) {
            text.append(table);
        }
    }

    private void misses() {
        List<EpisodeScore> misses = evaluation.misses();
        title("Missed attacks: " + misses.size());
        TextTable table = new TextTable("file", "class", "attackers", "victims", ">duration", "notes");
        for (EpisodeScore score : misses) {
            Episode episode = score.episode();
            table.add(
                    score.capture(),
                    episode.label(),
                    episode.attackerText(),
                    episode.victimText(),
                    Figures.duration(episode.duration()),
                    episode.notes());
        }
        if (!table.isEmpty()) {
            text.append(table);
        }
    }

    private void title(String title) {
        text.append('\n').append(title).append('\n');
    }

    private static String interval(Interval interval, int decimals) {
        return Figures.decimal(interval.low(), decimals) + "-" + Figures.decimal(interval.high(), decimals);
    }
}
