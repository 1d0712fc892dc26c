package io.nta.examples.cli.evaluation;

import static io.nta.detect.AttackType.PORT_SCAN;
import static io.nta.detect.AttackType.SYN_FLOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.evaluation.EpisodeScore.Selection;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.CsvRows;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.Labels;
import io.nta.examples.cli.labels.SampleAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassScoresTest {
    private static final String LABELS = """
            start_epoch,end_epoch,label,attacker_ip,victim_ip,notes
            1000,1040,port_scan,10.0.0.1,10.0.0.9,
            2000,2010,port_scan,10.0.0.2,10.0.0.9,
            3000,3010,port_scan,10.0.0.3,10.0.0.9,
            4000,4010,syn_flood,10.0.0.4,10.0.0.9,HARD: slow
            5000,5010,syn_flood,10.0.0.5,10.0.0.9,
            """;

    private static Evaluation evaluation(Alert... alerts) throws IOException {
        Labels labels = Labels.ofEpisodes(CsvRows.parse(LABELS, "labels"), "labels");
        CaptureResult result = new CaptureResult("c.pcap", null, List.of(alerts), 50, 36, 0, 100_000_000_000L, null);
        Evaluation evaluation = new Evaluation();
        evaluation.add(new LabelledCapture(Path.of("c.pcap"), "c.pcap", labels), result);
        return evaluation;
    }

    @Test
    void recallAndDelayAreByClassAndTheMacroMeanWeighsClassesEqually() throws IOException {
        Evaluation evaluation = evaluation(
                SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1001, 1004),
                SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1001, 1009),
                SampleAlert.of(PORT_SCAN, "10.0.0.2", null, 2001, 2008));

        ClassScores scores = ClassScores.of(evaluation.scores(Selection.MAIN));

        assertThat(scores.rows())
                .containsExactly(
                        new ClassScores.Row(PORT_SCAN, 3, 2, 0, Duration.ofSeconds(6)),
                        new ClassScores.Row(SYN_FLOOD, 1, 0, 0, null));
        assertThat(scores.macroRecall()).hasValue((2.0 / 3 + 0) / 2);
        assertThat(evaluation.misses()).hasSize(3);
    }

    @Test
    void longAttacksAreThoseOf30SecondsAndNotesSetOthersApart() throws IOException {
        Evaluation evaluation = evaluation();

        assertThat(evaluation.scores(Selection.LONG)).hasSize(1);
        assertThat(evaluation.scores(Selection.SET_APART))
                .singleElement()
                .matches(score -> score.episode().notes().startsWith("HARD"));
    }

    @Test
    void falseAlertsAreRatedByHostsAndTime() throws IOException {
        // 36 hosts in 100 s are one host-hour.
        Evaluation evaluation = evaluation(SampleAlert.of(PORT_SCAN, "10.0.0.77", null, 1001, 1004));

        assertThat(evaluation.hostHours()).isEqualTo(1);
        assertThat(evaluation.judgements(Outcome.FALSE)).hasSize(1);
        assertThat(evaluation.falseAlertRate()).isEqualTo(1000);
        assertThat(evaluation.falseAlertRateInterval().high()).isBetween(5571.0, 5572.0);
    }

    @Test
    void anAlertThatWasOpenBeforeTheStartHasNoDelay() throws IOException {
        Evaluation evaluation = evaluation(SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 990, 996));

        assertThat(evaluation.scores(Selection.LONG))
                .singleElement()
                .matches(score -> Duration.ZERO.equals(score.delay()));
    }
}
