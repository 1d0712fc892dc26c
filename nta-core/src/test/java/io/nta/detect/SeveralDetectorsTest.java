package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import io.nta.testkit.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an alert holds that several detectors tell of. */
class SeveralDetectorsTest {
    private final List<Alert> closed = new ArrayList<>();
    private final AlertPolicy policy = new AlertPolicy(AlertPolicyConfig.defaults(), (alert, change) -> {
        if (change == AlertPolicy.Change.CLOSED) {
            closed.add(alert);
        }
    });

    private static MadeRow row(int end) {
        return MadeRow.source("10.0.0.1", 5)
                .at(end - 5)
                .with("packet_count", 10)
                .with("byte_count", 600);
    }

    private static Verdict says(String detector, MadeRow row, double confidence) {
        return says(detector, row.row(), confidence);
    }

    private static Verdict says(String detector, FeatureVector row, double confidence) {
        return new Verdict(
                row,
                AttackType.PORT_SCAN,
                confidence,
                IpAddress.parse("10.0.0.1"),
                IpAddress.parse("10.0.0.2"),
                detector + " is " + confidence + " sure",
                List.of(detector + " at " + confidence),
                detector);
    }

    private void batch(int second, Verdict... verdicts) {
        policy.onVerdicts(List.of(verdicts), Traffic.nanos(second));
    }

    private Alert alert() {
        policy.finish(); // of what is closed already, nothing is told again
        assertThat(closed).hasSize(1);
        return closed.get(0);
    }

    @Test
    void messageAndConfidenceAreTheSurestDetectorsAndItsEvidenceComesFirst() {
        batch(5, says("rules", row(5), 0.7), says("model", row(5), 0.9));
        assertThat(alert().details().message()).isEqualTo("model is 0.9 sure");
        assertThat(alert().confidence()).isEqualTo(0.9);
        assertThat(alert().details().evidence()).containsExactly("model at 0.9", "rules at 0.7");
    }

    @Test
    void ofEachDetectorOnlyTheSurestVerdictIsEvidence() {
        batch(5, says("rules", row(5), 0.8), says("model", row(5), 0.6));
        batch(10, says("rules", row(10), 0.65), says("model", row(10), 0.75));
        batch(15, says("rules", row(15), 0.7), says("model", row(15), 0.7));
        assertThat(alert().details().evidence()).containsExactly("rules at 0.8", "model at 0.75");
    }

    @Test
    void howeverManyNamesAPluginMakesUpTheEvidenceHasALimitAndOfFurtherOnesTheSurestStands() {
        batch(5, says("rules", row(5), 0.95));
        for (int i = 0; i < 1_000; i++) {
            double confidence = i == 700 ? 0.9 : 0.6;
            batch(10, says("name" + i, row(10), confidence));
        }
        List<String> evidence = alert().details().evidence();
        assertThat(evidence)
                .hasSize(OpenAlert.MAX_DETECTORS + 1)
                .startsWith("rules at 0.95", "name0 at 0.6")
                .endsWith("name700 at 0.9");
    }

    @Test
    void aRowThatTwoDetectorsJudgeCountsItsPacketsOnce() {
        FeatureVector judged = row(5).row();
        batch(5, says("rules", judged, 0.7), says("model", judged, 0.9));
        assertThat(alert().packetCount()).isEqualTo(10);
        assertThat(alert().byteCount()).isEqualTo(600);
    }

    @Test
    void twoRowsOfOneBatchCountTheirPacketsEach() {
        batch(10, says("rules", row(5), 0.7), says("model", row(10), 0.9));
        assertThat(alert().packetCount()).isEqualTo(20);
    }
}
