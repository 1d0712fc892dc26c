package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgboostDetectorTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    @TempDir
    Path folder;

    private XgboostDetector detector;

    @BeforeEach
    void open() {
        detector = new XgboostDetector(HandMade.usual().write(folder));
    }

    private static MadeRow scan(double targets) {
        return MadeRow.source(A, 5).with(HandMade.TARGETS, targets);
    }

    private Verdict verdict(MadeRow row) {
        List<Verdict> verdicts = detector.score(List.of(row.row()));
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private boolean tells(MadeRow row) {
        return !detector.score(List.of(row.row())).isEmpty();
    }

    @Test
    void confidenceIsOneHalfAtTheHintAndSixTenthsAtTheAlertThreshold() {
        ModelCard.Threshold threshold = new ModelCard.Threshold(0.9, 0.5);
        assertThat(XgboostDetector.confidence(0.5, threshold)).isEqualTo(0.5);
        assertThat(XgboostDetector.confidence(0.7, threshold)).isCloseTo(0.55, within(1e-9));
        assertThat(XgboostDetector.confidence(Math.nextDown(0.9), threshold)).isBetween(0.599, Math.nextDown(0.6));
        assertThat(XgboostDetector.confidence(0.9, threshold)).isEqualTo(0.6);
        assertThat(XgboostDetector.confidence(0.95, threshold)).isCloseTo(0.795, within(1e-9));
        assertThat(XgboostDetector.confidence(1, threshold)).isEqualTo(0.99);
    }

    @Test
    void confidenceNeverExceedsItsMostAndNeedsNoRoomBetweenThresholds() {
        assertThat(XgboostDetector.confidence(1.000001, new ModelCard.Threshold(0.9, 0.5)))
                .isEqualTo(0.99);
        assertThat(XgboostDetector.confidence(0.8, new ModelCard.Threshold(0.8, 0.8)))
                .isEqualTo(0.6);
        assertThat(XgboostDetector.confidence(1, new ModelCard.Threshold(1, 0.5)))
                .isEqualTo(0.99);
    }

    @Test
    void theModelsProbabilityDecides() {
        assertThat(tells(scan(19))).isFalse();
        assertThat(verdict(scan(20)).confidence()).isCloseTo(0.55, within(1e-4));
        assertThat(verdict(scan(30)).confidence()).isCloseTo(0.795, within(1e-4));
        assertThat(verdict(scan(30)).type()).isEqualTo(AttackType.PORT_SCAN);
        assertThat(verdict(scan(30)).detector()).isEqualTo("xgboost");
    }

    @Test
    void withoutSignsOfTheAttackNothingIsTold() {
        // This model takes many packets for a scan.
        Model model = new HandMade("packet_count")
                .steps("port_scan", "packet_count", Map.of(10f, 0.99))
                .write(folder);
        detector = new XgboostDetector(model);
        MadeRow busy = MadeRow.source(A, 5).with("packet_count", 1_000);
        assertThat(tells(busy)).isFalse();
        assertThat(tells(busy.with(HandMade.TARGETS, 9).with("answered_targets_count", 9)))
                .isFalse();
        assertThat(tells(busy.with(HandMade.TARGETS, 10))).isTrue();
    }

    @Test
    void ofTwoAttacksTheLikelierIsTold() {
        Verdict verdict = verdict(scan(20).with(HandMade.FAILURES, 10));
        assertThat(verdict.type()).isEqualTo(AttackType.SSH_BRUTE);
    }

    @Test
    void theEvidenceIsTheProbabilityAndWhatMadeIt() {
        Verdict verdict = verdict(scan(30));
        assertThat(verdict.message()).isEqualTo("Connections around 10.0.0.1 look like a port scan");
        assertThat(verdict.evidence())
                .containsExactly(
                        "the model is 95.0 % sure of port_scan (an alert takes 90.0 %)",
                        "distinct_targets_count is 30 targets in 5 s; ordinarily 2, rarely more than 6.50");
    }

    @Test
    void whatIsUsualIsToldOnlyWhereItIsKnown() {
        MadeRow row = MadeRow.source(A, 30).with(HandMade.TARGETS, 30);
        assertThat(verdict(row).evidence()).element(1).isEqualTo("distinct_targets_count is 30 targets in 30 s");
    }

    @Test
    void whatTheRowIsIsNoEvidence() {
        Model model = new HandMade(HandMade.TARGETS, "window_size", "key_kind")
                .steps("port_scan", HandMade.TARGETS, Map.of(20f, 0.9))
                .tree("port_scan", "window_size", List.of(10f), List.of(5.0, 0.0))
                .tree("port_scan", "key_kind", List.of(0.5f), List.of(5.0, 0.0))
                .write(folder);
        detector = new XgboostDetector(model);
        assertThat(verdict(scan(30)).evidence()).hasSize(2).noneMatch(line -> line.contains("window_size"));
    }

    @Test
    void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
        Verdict bySource = verdict(scan(30).peer(Tally.OPENINGS, B, 1));
        assertThat(bySource.attacker()).isEqualTo(IpAddress.parse(A));
        assertThat(bySource.target()).isEqualTo(IpAddress.parse(B));
        Verdict atTarget =
                verdict(MadeRow.target(B, 5).with(HandMade.TARGETS, 30).peer(Tally.OPENINGS, A, 1));
        assertThat(atTarget.attacker()).isEqualTo(IpAddress.parse(A));
        assertThat(atTarget.target()).isEqualTo(IpAddress.parse(B));
    }

    @Test
    void rowsAreJudgedWhereverTheyStandInALargeBatch() {
        List<FeatureVector> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(scan(i == 0 || i == 255 || i == 256 || i == 599 ? 30 : 1).row());
        }
        assertThat(detector.score(rows))
                .extracting(Verdict::row)
                .containsExactly(rows.get(0), rows.get(255), rows.get(256), rows.get(599));
    }

    @Test
    void onlyNewsIsExplained() {
        assertThat(explanation(scan(30))).startsWith("distinct_targets_count is 30 targets");
        assertThat(explanation(scan(31))).as("as sure").startsWith("distinct_targets_count is 30 targets");
        assertThat(verdict(scan(40)).confidence()).isGreaterThan(0.8);
        assertThat(explanation(scan(50))).as("clearly surer").startsWith("distinct_targets_count is 50 targets");
        assertThat(explanation(scan(40))).as("less sure").startsWith("distinct_targets_count is 50 targets");
        MadeRow other = MadeRow.source(B, 5).with(HandMade.TARGETS, 30);
        assertThat(explanation(other)).as("another attacker").startsWith("distinct_targets_count is 30 targets");
        MadeRow guessing = scan(1).with(HandMade.FAILURES, 10);
        assertThat(explanation(guessing)).as("another attack").contains(" is 10 ");
    }

    private String explanation(MadeRow row) {
        List<String> evidence = verdict(row).evidence();
        assertThat(evidence).hasSize(2);
        return evidence.get(1);
    }

    @Test
    void aSlightlySurerVerdictIsNoNews() {
        Model model = new HandMade(HandMade.TARGETS)
                .steps("port_scan", HandMade.TARGETS, Map.of(20f, 0.95, 30f, 0.9509))
                .write(folder);
        detector = new XgboostDetector(model);
        assertThat(explanation(scan(20))).startsWith("distinct_targets_count is 20 targets");
        assertThat(explanation(scan(30))).startsWith("distinct_targets_count is 20 targets");
    }

    @Test
    void aModelThatFailsIsNotReplacedWhereNoOtherIsKnown() {
        detector = new XgboostDetector(HandMade.readingTheLastFeature().write(folder));
        assertThatThrownBy(() -> detector.score(List.of(unreadable()))).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Returns a row of a scan whose last feature can't be read, so that a model that asks for it fails. */
    static FeatureVector unreadable() {
        FeatureVector row = spy(scan(35).row());
        doThrow(IndexOutOfBoundsException.class).when(row).get(FeatureCatalogue.size() - 1);
        return row;
    }
}
