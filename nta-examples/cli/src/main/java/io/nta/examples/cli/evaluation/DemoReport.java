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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The attacks in one labelled capture beside what was said of them.
 *
 * @param text the report
 * @param isRight whether every attack was found and no alert is wrong
 */
public record DemoReport(String text, boolean isRight) {
    /**
     * Returns the report.
     *
     * @param labels the text of the capture's labels
     * @param shift how much later than its labels say the capture was replayed
     * @throws IOException if that isn't in the form of labels
     */
    public static DemoReport of(CaptureResult result, String labels, Duration shift) throws IOException {
        List<Episode> episodes = Labels.ofEpisodes(shifted(CsvRows.parse(labels, "labels"), shift), "labels")
                .episodes(result);
        AlertJudge judge = new AlertJudge(result.name(), episodes);
        List<Judgement> judgements = result.alerts().stream().map(judge::judge).toList();
        List<EpisodeScore> attacks = episodes.stream()
                .filter(episode -> episode.kind() == Kind.ATTACK)
                .map(episode -> EpisodeScore.of(result.name(), episode, judgements))
                .toList();
        String text = "What happened, and how soon nta noticed\n" + attacks(attacks, result) + "\nWhat nta says: "
                + AlertTable.of(result.alerts()) + "\n" + verdict(attacks, judgements);
        return new DemoReport(
                text,
                attacks.stream().allMatch(EpisodeScore::isFound)
                        && wrong(judgements).isEmpty());
    }

    private static List<Map<String, String>> shifted(List<Map<String, String>> rows, Duration shift) {
        List<Map<String, String>> shifted = new ArrayList<>();
        for (Map<String, String> row : rows) {
            Map<String, String> moved = new HashMap<>(row);
            for (String time : List.of("start_epoch", "end_epoch")) {
                moved.computeIfPresent(
                        time,
                        (name, text) -> new BigDecimal(text)
                                .add(BigDecimal.valueOf(shift.toSeconds()))
                                .toPlainString());
            }
            shifted.add(moved);
        }
        return shifted;
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
        List<Alert> wrong = wrong(judgements);
        String alerts = wrong.isEmpty() ? "no false alert" : Figures.count(wrong.size(), "wrong alert");
        return found + " of " + attacks.size() + " attacks found, " + alerts + ".\n";
    }

    private static List<Alert> wrong(List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> judgement.outcome() == Outcome.FALSE || judgement.outcome() == Outcome.MISNAMED)
                .map(Judgement::alert)
                .toList();
    }
}
