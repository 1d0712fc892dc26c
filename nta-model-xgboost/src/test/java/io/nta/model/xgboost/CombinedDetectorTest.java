package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.detect.AttackType;
import io.nta.detect.ThresholdDetector;
import io.nta.detect.Verdict;
import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombinedDetectorTest {
    @TempDir
    Path folder;

    /** Returns what rules and a model say that gives 10 failures, and more, this probability of guessing. */
    private Verdict verdict(double probability, MadeRow row) {
        HandMade model = new HandMade(HandMade.TARGETS, HandMade.FAILURES)
                .steps("port_scan", HandMade.TARGETS, Map.of(30f, 0.95))
                .steps("ssh_brute", HandMade.FAILURES, Map.of(10f, probability));
        try (CombinedDetector detector =
                new CombinedDetector(ThresholdDetector.withDefaults(), new XgboostDetector(model.write(folder)))) {
            List<Verdict> verdicts = detector.score(List.of(row.row()));
            assertThat(verdicts).hasSize(1);
            assertThat(verdicts.get(0).detector()).isEqualTo("combined");
            return verdicts.get(0);
        }
    }

    /** A rule alarms at 7 failures over several connections. */
    private static MadeRow guesses(double failures) {
        return MadeRow.source("10.0.0.1", 5).with(HandMade.FAILURES, failures).with("ssh_connection_attempts", 5);
    }

    @Test
    void whatBothTellIsOneVerdictOfTheSurerConfidenceAndBothEvidences() {
        Verdict verdict = verdict(0.97, guesses(10));
        assertThat(verdict.type()).isEqualTo(AttackType.SSH_BRUTE);
        assertThat(verdict.confidence()).isCloseTo(0.873, within(1e-3));
        assertThat(verdict.message()).startsWith("SSH passwords are being guessed");
        assertThat(verdict.evidence())
                .anyMatch(line -> line.contains("(limit 7)"))
                .anyMatch(line -> line.startsWith("the model takes 97.0 %"));
        assertThat(verdict(0.91, guesses(100)).confidence()).as("the rule's").isCloseTo(0.972, within(1e-3));
    }

    @Test
    void whatOnlyTheModelTellsStaysAsItIs() {
        Verdict verdict = verdict(0.97, MadeRow.source("10.0.0.1", 5).with(HandMade.TARGETS, 30));
        assertThat(verdict.type()).isEqualTo(AttackType.PORT_SCAN);
        assertThat(verdict.confidence()).isCloseTo(0.795, within(1e-3));
    }

    @Test
    void whatOnlyARuleTellsStaysAsItIsWhereTheModelDoubts() {
        Verdict verdict = verdict(0.03, guesses(10));
        assertThat(verdict.confidence()).isCloseTo(0.72, within(1e-9));
        assertThat(verdict.evidence()).noneMatch(line -> line.contains("model"));
    }

    @Test
    void aRuleThatTheModelContradictsOpensNothing() {
        Verdict verdict = verdict(0.01, guesses(10));
        assertThat(verdict.confidence()).isLessThan(0.5);
        assertThat(verdict.evidence()).last().isEqualTo("the model takes only 1.0 % of such rows for ssh_brute");
    }

    @Test
    void aClearRuleThatTheModelContradictsIsAHint() {
        assertThat(verdict(0.01, guesses(100)).confidence()).isBetween(0.5, 0.599);
    }

    @Test
    void anAttackThatTheModelDoesNotKnowIsTheRules() {
        MadeRow flood = MadeRow.source("10.0.0.1", 5).with("icmp_count", 300).peer(Tally.PACKETS, "10.0.0.2", 1);
        assertThat(verdict(0.97, flood).confidence()).isCloseTo(0.8, within(1e-9));
    }
}
