package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.AlertPolicy.Change;
import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import io.nta.testkit.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At most two alerts are open at once. Attackers are numbered, and each change is told as {@code OPENED 1}. */
class AlertLimitTest {
    private final List<String> told = new ArrayList<>();
    private final AlertPolicy policy =
            new AlertPolicy(config(2), (alert, change) -> told.add(change + " " + number(alert)));

    private static AlertPolicyConfig config(int maxOpen) {
        return new AlertPolicyConfig(Duration.ofSeconds(180), 0.5, 0.6, Map.of(), maxOpen);
    }

    private static long number(Alert alert) {
        return alert.srcIp() == null ? 0 : alert.srcIp().low() & 0xFF;
    }

    private void shown(int second, int... attackers) {
        List<Verdict> verdicts = Arrays.stream(attackers)
                .mapToObj(attacker -> scan(second, attacker))
                .toList();
        policy.onVerdicts(verdicts, Traffic.nanos(second));
        policy.advanceTo(Traffic.nanos(second));
    }

    private static Verdict scan(int second, int attacker) {
        String address = "10.0.0." + attacker;
        return new Verdict(
                MadeRow.source(address, 5).at(second - 5).row(),
                AttackType.PORT_SCAN,
                0.9,
                IpAddress.parse(address),
                null,
                "it scans",
                List.of(),
                "test");
    }

    @AfterEach
    void everyAlertRaisedIsStoredOrSuppressed() {
        policy.finish();
        AlertStats stats = policy.stats();
        assertThat(stats.verdicts())
                .isEqualTo(stats.unconvincing() + stats.unseconded() + stats.updates() + stats.raised());
        assertThat(stats.raised()).isEqualTo(stats.stored() + stats.suppressed());
        assertThat(stats.open()).isZero();
        assertThat(told.stream().filter(line -> line.startsWith(Change.CLOSED.name())))
                .hasSize((int) stats.stored());
    }

    @Test
    void forOneTooManyTheAlertShownLongestAgoClosesEarlyAndIsTold() {
        shown(5, 1, 2);
        shown(10, 1);
        shown(15, 3);
        assertThat(told).containsExactly("OPENED 1", "OPENED 2", "UPDATED 1", "CLOSED 2", "OPENED 3");
        assertThat(policy.stats().closedEarly()).isEqualTo(1);
    }

    @Test
    void theAttackOfAnAlertThatClosedEarlyOpensAnotherWhenItIsShownAgain() {
        shown(5, 1);
        shown(10, 2);
        shown(15, 3);
        shown(20, 1);
        assertThat(told).containsExactly("OPENED 1", "OPENED 2", "CLOSED 1", "OPENED 3", "CLOSED 2", "OPENED 1");
        assertThat(policy.stats().closedEarly()).isEqualTo(2);
        assertThat(policy.stats().opened()).isEqualTo(4);
    }

    @Test
    void whenTheSameWindowsShowAllThatAreOpenAFurtherOneIsSuppressedAndCounted() {
        shown(5, 1, 2, 3, 4);
        assertThat(told).containsExactly("OPENED 1", "OPENED 2");
        assertThat(policy.stats().suppressed()).isEqualTo(2);
        shown(10, 2, 3);
        assertThat(told).endsWith("CLOSED 1", "UPDATED 2", "OPENED 3");
    }

    @Test
    void atTheLimitKnownAlertsAreStillUpdated() {
        shown(5, 1, 2);
        shown(10, 1, 2);
        assertThat(told).containsExactly("OPENED 1", "OPENED 2", "UPDATED 1", "UPDATED 2");
    }

    @Test
    void aVerdictTooWeakForAnAlertClosesNone() {
        shown(5, 1, 2);
        Verdict weak = new Verdict(
                MadeRow.source("10.0.0.9", 5).at(5).row(),
                AttackType.PORT_SCAN,
                0.4,
                IpAddress.parse("10.0.0.9"),
                null,
                "perhaps",
                List.of(),
                "test");
        policy.onVerdicts(List.of(weak), Traffic.nanos(10));
        assertThat(told).containsExactly("OPENED 1", "OPENED 2");
        assertThat(policy.stats().unconvincing()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, (1 << 20) + 1})
    void theLimitItselfHasLimits(int maxOpen) {
        assertThatThrownBy(() -> config(maxOpen))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxOpen is " + maxOpen + ", allowed are 1 to 1048576");
    }
}
