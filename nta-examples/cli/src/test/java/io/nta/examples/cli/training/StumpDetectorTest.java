package io.nta.examples.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.feature.Tally;
import io.nta.model.xgboost.evaluation.Stump;
import io.nta.model.xgboost.rows.ModelInputs;
import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StumpDetectorTest {
    private static Stump stump(String input, boolean high, float limit) {
        return new Stump(ModelInputs.all().indexOf(input), high, limit);
    }

    @Test
    void eachAttackIsToldByItsOneFeature() {
        StumpDetector detector = new StumpDetector(Map.of(
                AttackType.PORT_SCAN, stump("distinct_targets_count", true, 20),
                AttackType.SSH_BRUTE, stump("ssh_auth_failure_count", true, 8)));
        FeatureVector scan = MadeRow.source("10.0.0.1", 5)
                .with("distinct_targets_count", 20)
                .with("ssh_auth_failure_count", 7)
                .peer(Tally.OPENINGS, "10.0.0.9", 1)
                .row();
        FeatureVector less =
                MadeRow.source("10.0.0.1", 5).with("distinct_targets_count", 19).row();

        List<Verdict> verdicts = detector.score(List.of(less, scan));

        assertThat(verdicts).hasSize(1);
        Verdict verdict = verdicts.get(0);
        assertThat(verdict.row()).isSameAs(scan);
        assertThat(verdict.type()).isEqualTo(AttackType.PORT_SCAN);
        assertThat(verdict.attacker()).isEqualTo(IpAddress.parse("10.0.0.1"));
        assertThat(verdict.target()).isEqualTo(IpAddress.parse("10.0.0.9"));
        assertThat(verdict.evidence()).containsExactly("distinct_targets_count >= 20.0");
        assertThat(verdict.detector()).isEqualTo("stumps");
        assertThat(verdict.confidence()).as("enough to open an alert").isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void aStumpMayFireOnLittleToo() {
        StumpDetector detector = new StumpDetector(Map.of(AttackType.SLOWLORIS, stump("avg_packet_size", false, 100)));
        assertThat(detector.score(List.of(MadeRow.target("10.0.0.1", 5)
                        .with("avg_packet_size", 101)
                        .row())))
                .isEmpty();
        assertThat(detector.score(List.of(MadeRow.target("10.0.0.1", 5)
                        .with("avg_packet_size", 100)
                        .row())))
                .hasSize(1);
    }

    @Test
    void theWindowsLengthAndTheKindOfKeyCanBeTheFeature() {
        StumpDetector detector =
                new StumpDetector(Map.of(AttackType.PORT_SCAN, stump(ModelInputs.WINDOW_SIZE, true, 30)));
        assertThat(detector.score(List.of(MadeRow.source("10.0.0.1", 5).row()))).isEmpty();
        assertThat(detector.score(List.of(MadeRow.source("10.0.0.1", 30).row())))
                .hasSize(1);
        StumpDetector targets = new StumpDetector(Map.of(AttackType.PORT_SCAN, stump(ModelInputs.KEY_KIND, true, 1)));
        assertThat(targets.score(List.of(MadeRow.source("10.0.0.1", 5).row()))).isEmpty();
        assertThat(targets.score(List.of(MadeRow.target("10.0.0.1", 5).row()))).hasSize(1);
    }

    @Test
    void withoutStumpsNothingIsTold() {
        assertThat(new StumpDetector(Map.of())
                        .score(List.of(MadeRow.source("10.0.0.1", 5)
                                .with("distinct_targets_count", 500)
                                .row())))
                .isEmpty();
    }
}
