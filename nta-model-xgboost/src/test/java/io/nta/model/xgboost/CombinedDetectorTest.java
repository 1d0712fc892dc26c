package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nta.NtaException;
import io.nta.detect.Alert;
import io.nta.detect.AlertPolicy;
import io.nta.detect.AlertPolicyConfig;
import io.nta.detect.AttackType;
import io.nta.detect.ThresholdDetector;
import io.nta.detect.Verdict;
import io.nta.feature.Tally;
import io.nta.spi.Detector;
import io.nta.spi.ProviderConfig;
import io.nta.tck.MadeRow;
import io.nta.tck.MadeTraffic;
import java.nio.file.Path;
import java.util.ArrayList;
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
                .anyMatch(line -> line.startsWith("the model is 97.0 %"));
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
        assertThat(verdict.evidence()).last().isEqualTo("the model is only 1.0 % sure of ssh_brute");
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

    /** Returns what is said of a scan that the model gives 1.5 %; the rule alarms at 9 ports that fail. */
    private Verdict contradicted(double ports) {
        HandMade model = new HandMade(HandMade.TARGETS).steps("port_scan", HandMade.TARGETS, Map.of(1f, 0.015));
        try (CombinedDetector detector =
                new CombinedDetector(ThresholdDetector.withDefaults(), new XgboostDetector(model.write(folder)))) {
            List<Verdict> verdicts = detector.score(List.of(scan(ports).row()));
            assertThat(verdicts).hasSize(1);
            return verdicts.get(0);
        }
    }

    private static MadeRow scan(double ports) {
        return MadeRow.source("10.0.0.1", 5)
                .with(HandMade.TARGETS, ports)
                .with("unique_dst_ports", ports)
                .with("unique_dst_ips", 1)
                .with("attempted_conn_count", ports);
    }

    @Test
    void aContradictedRuleIsClearAtFourTimesItsLimit() {
        assertThat(contradicted(35).confidence()).isEqualTo(0.45);
        assertThat(contradicted(36).confidence()).isEqualTo(0.55);
    }

    @Test
    void aContradictedClearRuleOpensAnAlertWhenItKeepsBeingSo() {
        List<Alert> opened = new ArrayList<>();
        AlertPolicy policy = new AlertPolicy(AlertPolicyConfig.defaults(), (alert, change) -> {
            if (change == AlertPolicy.Change.OPENED) {
                opened.add(alert);
            }
        });
        HandMade model = new HandMade(HandMade.TARGETS).steps("port_scan", HandMade.TARGETS, Map.of(1f, 0.015));
        try (CombinedDetector detector =
                new CombinedDetector(ThresholdDetector.withDefaults(), new XgboostDetector(model.write(folder)))) {
            policy.onVerdicts(detector.score(List.of(scan(20).row())), MadeTraffic.nanos(5));
            assertThat(policy.stats().unconvincing()).isEqualTo(1);
            policy.onVerdicts(detector.score(List.of(scan(40).at(5).row())), MadeTraffic.nanos(10));
            assertThat(policy.stats().unseconded()).isEqualTo(1);
            assertThat(opened).isEmpty();
            policy.onVerdicts(detector.score(List.of(scan(40).at(10).row())), MadeTraffic.nanos(15));
            assertThat(opened).hasSize(1);
        }
    }

    @Test
    void whatTheModelTakesForOneAttackItContradictsAsAnother() {
        HandMade model = new HandMade(HandMade.TARGETS, HandMade.FAILURES)
                .steps("port_scan", HandMade.TARGETS, Map.of(1f, 0.03))
                .steps("ssh_brute", HandMade.FAILURES, Map.of(3f, 0.97));
        try (CombinedDetector detector =
                new CombinedDetector(ThresholdDetector.withDefaults(), new XgboostDetector(model.write(folder)))) {
            List<Verdict> verdicts =
                    detector.score(List.of(scan(18).with(HandMade.FAILURES, 3).row()));
            assertThat(verdicts).extracting(Verdict::type).containsExactly(AttackType.PORT_SCAN, AttackType.SSH_BRUTE);
            assertThat(verdicts.get(0).confidence()).isEqualTo(0.45);
            assertThat(verdicts.get(1).confidence()).isGreaterThan(0.8);
        }
    }

    @Test
    void aClearRuleStaysWhereTheModelSeesAnotherAttack() {
        HandMade model = new HandMade(HandMade.TARGETS, HandMade.FAILURES)
                .steps("port_scan", HandMade.TARGETS, Map.of(1f, 0.03))
                .steps("ssh_brute", HandMade.FAILURES, Map.of(3f, 0.98));
        try (CombinedDetector detector =
                new CombinedDetector(ThresholdDetector.withDefaults(), new XgboostDetector(model.write(folder)))) {
            List<Verdict> verdicts =
                    detector.score(List.of(scan(40).with(HandMade.FAILURES, 3).row()));
            assertThat(verdicts).extracting(Verdict::type).containsExactly(AttackType.PORT_SCAN, AttackType.SSH_BRUTE);
            assertThat(verdicts.get(0).confidence()).isGreaterThanOrEqualTo(0.9);
        }
    }

    @Test
    void whatIsAllButRuledOutIsToldWithoutManyZeros() {
        assertThat(verdict(1e-6, guesses(10)).evidence())
                .last()
                .isEqualTo("the model is less than 0.01 % sure of ssh_brute");
    }

    @Test
    void itTakesTheOptionsOfTheRulesAndOfTheModel() {
        HandMade.usual().write(folder);
        Map<String, String> options =
                Map.of("model", folder.toString(), "port_scan.failing_ports.5", "15", "ssh_brute.login_share", "0.5");
        try (Detector detector = new CombinedDetectorProvider().create(ProviderConfig.of(options))) {
            assertThat(detector.score(List.of(scan(14).row()))).isEmpty();
            assertThat(detector.score(List.of(scan(40).row()))).hasSize(1);
        }
    }

    @Test
    void mistakesInTheOptionsOfBothAreReportedTogether() {
        ProviderConfig config = ProviderConfig.of(
                Map.of("port_scan.failing_share", "2", "reload", "soon", "modle", "m", "ssh_brute.logins", "1"));
        assertThatThrownBy(() -> new CombinedDetectorProvider().create(config))
                .isInstanceOf(NtaException.class)
                .hasMessageContainingAll("port_scan.failing_share", "reload", "soon", "modle", "ssh_brute.logins");
    }
}
