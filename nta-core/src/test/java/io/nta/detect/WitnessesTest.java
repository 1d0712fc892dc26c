package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import io.nta.testkit.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts that are too unsure to open an alert alone. */
class WitnessesTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final List<Alert> opened = new ArrayList<>();
    private final AlertPolicy policy = policy(4_096);

    private AlertPolicy policy(int most) {
        return new AlertPolicy(
                new AlertPolicyConfig(Duration.ofSeconds(180), 0.5, 0.6, Map.of(), most), (alert, change) -> {
                    if (change == AlertPolicy.Change.OPENED) {
                        opened.add(alert);
                    }
                });
    }

    private static Verdict hint(String detector, String attacker, int seconds, int end) {
        return verdict(detector, attacker, seconds, end, 0.55);
    }

    private static Verdict verdict(String detector, String attacker, int seconds, int end, double confidence) {
        return new Verdict(
                MadeRow.source(attacker, seconds).at(end - seconds).row(),
                AttackType.PORT_SCAN,
                confidence,
                IpAddress.parse(attacker),
                IpAddress.parse(B),
                "says " + detector,
                List.of(detector + " at " + end),
                detector);
    }

    private void batch(int second, Verdict... verdicts) {
        policy.onVerdicts(List.of(verdicts), Traffic.nanos(second));
    }

    @Test
    void oneUnsureVerdictOpensNothing() {
        batch(5, hint("x", A, 5, 5));
        assertThat(opened).isEmpty();
        assertThat(policy.stats().unseconded()).isEqualTo(1);
    }

    @Test
    void aLaterWindowThatSharesNoTimeSecondsIt() {
        batch(5, hint("x", A, 5, 5));
        batch(10, hint("x", A, 5, 10));
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).firstSeen()).isEqualTo(hint("x", A, 5, 5).row().start());
    }

    @Test
    void aLongerWindowOverTheSamePacketsIsTheSameWitness() {
        batch(5, hint("x", A, 5, 5));
        batch(30, hint("x", A, 30, 30));
        assertThat(opened).isEmpty();
    }

    @Test
    void anotherDetectorSecondsItOnTheSameRowAndBothGiveEvidence() {
        batch(5, hint("x", A, 5, 5), hint("y", A, 5, 5));
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).details().evidence()).containsExactlyInAnyOrder("x at 5", "y at 5");
    }

    @Test
    void whatIsSaidOfAnotherHostSecondsNothing() {
        batch(5, hint("x", A, 5, 5));
        batch(10, hint("x", "10.0.0.9", 5, 10));
        assertThat(opened).isEmpty();
    }

    @Test
    void afterTheQuietAHintIsForgotten() {
        batch(5, hint("x", A, 5, 5));
        batch(300, hint("x", A, 5, 300));
        assertThat(opened).isEmpty();
    }

    @Test
    void anUnsureVerdictKeepsAnOpenAlertUpToDate() {
        batch(5, verdict("x", A, 5, 5, 0.8));
        batch(10, hint("x", A, 5, 10));
        assertThat(policy.stats().updates()).isEqualTo(1);
    }

    @Test
    void theOldestHintGivesWayWhenThereAreTooMany() {
        AlertPolicy small = policy(1);
        small.onVerdicts(List.of(hint("x", A, 5, 5)), Traffic.nanos(5));
        small.onVerdicts(List.of(hint("x", "10.0.0.9", 5, 5)), Traffic.nanos(5));
        small.onVerdicts(List.of(hint("x", A, 5, 10)), Traffic.nanos(10));
        assertThat(opened).isEmpty();
    }
}
