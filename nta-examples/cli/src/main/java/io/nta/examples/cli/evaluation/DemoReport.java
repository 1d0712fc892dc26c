package io.nta.examples.cli.evaluation;

import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.CsvRows;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.labels.Episode.Kind;
import io.nta.examples.cli.labels.Labels;
import io.nta.examples.cli.output.AlertTable;
import io.nta.examples.cli.output.Figures;
import io.nta.examples.cli.output.TextTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The attacks in one labelled capture beside what was said of them. */
public final class DemoReport {
    private DemoReport() {}

    /**
     * Returns the report.
     *
     * @param labels the text of the capture's labels
     * @throws IOException if that isn't in the form of labels
     */
    public static String of(CaptureResult result, String labels) throws IOException {
        List<Episode> episodes =
                Labels.ofEpisodes(CsvRows.parse(labels, "labels"), "labels").episodes(result);
        AlertJudge judge = new AlertJudge(result.name(), episodes);
        List<Judgement> judgements = result.alerts().stream().map(judge::judge).toList();
        List<EpisodeScore> attacks = episodes.stream()
                .filter(episode -> episode.kind() == Kind.ATTACK)
                .map(episode -> EpisodeScore.of(result.name(), episode, judgements))
                .toList();
        return "What happened, and how soon nta noticed\n" + attacks(attacks, result) + "\nWhat nta says: "
                + AlertTable.of(result.alerts()) + "\n" + verdict(attacks, judgements);
    }

    private static TextTable attacks(List<EpisodeScore> attacks, CaptureResult result) {
        TextTable table = new TextTable(">after", "attack", "tool", "attacker", "target", ">lasted", ">noticed after");
        for (EpisodeScore attack : attacks) {
            Episode episode = attack.episode();
            Duration delay = attack.delay();
            long fromStart = episode.start().getEpochSecond() - result.firstNanos() / 1_000_000_000L;
            table.add(
                    fromStart + " s",
                    episode.label(),
                    episode.tool(),
                    episode.attackerText().isEmpty() ? "many, forged" : episode.attackerText(),
                    episode.victimText(),
                    Figures.duration(episode.duration()),
                    delay == null ? "missed" : Figures.duration(delay));
        }
        return table;
    }

    private static String verdict(List<EpisodeScore> attacks, List<Judgement> judgements) {
        long found = attacks.stream().filter(EpisodeScore::isFound).count();
        List<Alert> wrong = judgements.stream()
                .filter(judgement -> judgement.outcome() == Outcome.FALSE || judgement.outcome() == Outcome.MISNAMED)
                .map(Judgement::alert)
                .toList();
        String alerts = wrong.isEmpty() ? "no false alert" : Figures.count(wrong.size(), "wrong alert");
        return found + " of " + attacks.size() + " attacks found, " + alerts + ".\n";
    }
}
