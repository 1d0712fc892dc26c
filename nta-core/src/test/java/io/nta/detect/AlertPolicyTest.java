package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AlertPolicy.Change;
import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import io.nta.testkit.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertPolicyTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String C = "10.0.0.3";
    private static final String D = "10.0.0.4";

    private record Heard(Change change, Alert alert) {}

    /** A policy and all that it told. */
    private static final class Told {
        private final List<Heard> all = new ArrayList<>();
        private final AlertPolicy policy;

        Told(AlertPolicyConfig config) {
            policy = new AlertPolicy(config, (alert, change) -> all.add(new Heard(change, alert)));
        }

        Told() {
            this(AlertPolicyConfig.defaults());
        }

        /** The windows that end at that second show this. */
        Told batch(int second, Verdict... verdicts) {
            policy.onVerdicts(List.of(verdicts), Traffic.nanos(second));
            policy.advanceTo(Traffic.nanos(second));
            return this;
        }

        List<Alert> finish() {
            policy.finish();
            return of(Change.CLOSED);
        }

        List<Alert> of(Change change) {
            return all.stream()
                    .filter(h -> h.change() == change)
                    .map(Heard::alert)
                    .toList();
        }

        List<Change> changes() {
            return all.stream().map(Heard::change).toList();
        }
    }

    private static @Nullable IpAddress ip(@Nullable String address) {
        return address == null ? null : IpAddress.parse(address);
    }

    private static Verdict verdict(
            MadeRow row, AttackType type, double confidence, @Nullable String attacker, @Nullable String target) {
        return new Verdict(
                row.row(), type, confidence, ip(attacker), ip(target), "at " + confidence, List.of("fact"), "test");
    }

    private static MadeRow source(String address, int seconds, int end) {
        return MadeRow.source(address, seconds)
                .at(end - seconds)
                .with("packet_count", 10)
                .with("byte_count", 600);
    }

    private static MadeRow target(String address, int seconds, int end) {
        return MadeRow.target(address, seconds)
                .at(end - seconds)
                .with("packet_count", 12)
                .with("byte_count", 720);
    }

    private static Verdict scanFrom(String attacker, String victim, int end) {
        return verdict(source(attacker, 5, end), AttackType.PORT_SCAN, 0.8, attacker, victim);
    }

    private static Verdict scanOf(String victim, @Nullable String attacker, int end) {
        return verdict(target(victim, 5, end), AttackType.PORT_SCAN, 0.8, attacker, victim);
    }

    @Test
    void oneAttackIsOneAlertHoweverManyRowsShowIt() {
        Told told = new Told();
        for (int end = 5; end <= 100; end += 5) {
            told.batch(end, scanFrom(A, B, end));
        }
        assertThat(told.finish()).hasSize(1);
        assertThat(told.policy.stats().opened()).isEqualTo(1);
        assertThat(told.of(Change.OPENED)).hasSize(1);
        assertThat(told.of(Change.UPDATED)).hasSize(19);
    }

    @Test
    void whatTheSourceAndTheTargetRowSayIsOneAlert() {
        Told told = new Told().batch(5, scanOf(B, A, 5), scanFrom(A, B, 5));
        assertThat(told.changes()).containsExactly(Change.OPENED);
        Alert alert = told.finish().get(0);
        assertThat(alert.srcIp()).isEqualTo(ip(A));
        assertThat(alert.dstIp()).isEqualTo(ip(B));
    }

    @Test
    void theOrderOfTheRowsMakesNoDifference() {
        List<Verdict> verdicts = new ArrayList<>(List.of(
                scanFrom(A, B, 180),
                scanFrom(C, D, 180),
                scanOf(B, A, 180),
                scanOf(D, A, 180),
                scanOf(B, null, 180),
                verdict(source(A, 30, 180), AttackType.PORT_SCAN, 0.8, A, D),
                verdict(target(C, 180, 180), AttackType.SYN_FLOOD, 0.8, null, C),
                verdict(target(B, 180, 180), AttackType.SYN_FLOOD, 0.8, null, B)));
        Told inOrder = new Told().batch(180, verdicts.toArray(Verdict[]::new));
        inOrder.finish();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(verdicts, new Random(seed));
            Told shuffled = new Told().batch(180, verdicts.toArray(Verdict[]::new));
            shuffled.finish();
            assertThat(shuffled.all).isEqualTo(inOrder.all);
        }
    }

    @Test
    void ofEquallySureVerdictsTheLatestAndOfThoseTheLongestTells() {
        Told told = new Told().batch(30, scanFrom(A, B, 30));
        told.batch(60, verdict(source(A, 30, 60), AttackType.PORT_SCAN, 0.8, A, B), scanFrom(A, B, 60));
        Alert alert = told.finish().get(0);
        assertThat(alert.windowSize()).isEqualTo(30);
        assertThat(alert.windowEnd()).isEqualTo(Instant.ofEpochSecond(0, Traffic.nanos(60)));
    }

    @Test
    void anAttackIsToldByItsAttackerAndItsTypeElseByItsTarget() {
        Told told = new Told().batch(5, scanFrom(A, B, 5), scanFrom(C, B, 5));
        told.batch(10, verdict(source(A, 5, 10), AttackType.ICMP_FLOOD, 0.8, A, B));
        told.batch(15, verdict(target(B, 5, 15), AttackType.SYN_FLOOD, 0.8, null, B));
        told.batch(20, verdict(target(D, 5, 20), AttackType.SYN_FLOOD, 0.8, null, D));
        assertThat(told.finish())
                .extracting(alert -> alert.attackType() + " " + alert.srcIp() + " " + alert.dstIp())
                .containsExactlyInAnyOrder(
                        "port_scan 10.0.0.1 10.0.0.2",
                        "port_scan 10.0.0.3 10.0.0.2",
                        "icmp_flood 10.0.0.1 10.0.0.2",
                        "syn_flood null 10.0.0.2",
                        "syn_flood null 10.0.0.4");
    }

    @Test
    void aRowThatCantNameTheAttackerJoinsTheAlertThatConcernsTheHost() {
        Told told = new Told().batch(5, scanOf(B, null, 5), scanFrom(A, B, 5));
        told.batch(10, scanOf(B, null, 10));
        assertThat(told.changes()).containsExactly(Change.OPENED, Change.UPDATED);
        assertThat(told.finish()).extracting(Alert::srcIp).containsExactly(ip(A));
    }

    @Test
    void whatIsSaidOfAllAttackersIsNotSaidOfOne() {
        Told told = new Told().batch(5, scanFrom(A, C, 5));
        told.batch(10, verdict(target(C, 5, 10), AttackType.PORT_SCAN, 0.95, null, C));
        Alert joined = told.finish().get(0);
        assertThat(joined.confidence()).isEqualTo(0.8);
        assertThat(joined.details().message()).isEqualTo("at 0.8");
        assertThat(joined.lastSeen()).isAfter(Instant.ofEpochSecond(0, Traffic.nanos(5)));
    }

    @Test
    void whoeverIsNamedLaterIsToldOfByWhatIsSaidOfHim() {
        Told told = new Told().batch(5, verdict(target(C, 5, 5), AttackType.PORT_SCAN, 0.95, null, C));
        told.batch(10, scanFrom(A, C, 10));
        Alert named = told.finish().get(0);
        assertThat(named.srcIp()).isEqualTo(ip(A));
        assertThat(named.confidence()).isEqualTo(0.8);
        assertThat(named.details().message()).isEqualTo("at 0.8");
    }

    @Test
    void aRowThatCantNameTheAttackerJoinsNoAlertOfAnotherTypeOrAboutOthers() {
        Told told = new Told().batch(5, scanFrom(A, B, 5));
        told.batch(10, scanOf(C, null, 10));
        told.batch(15, verdict(target(B, 5, 15), AttackType.SYN_FLOOD, 0.8, null, B));
        assertThat(told.changes()).containsOnly(Change.OPENED).hasSize(3);
    }

    @Test
    void theTargetIsLeftOpenOnceTheAttackerHasSeveral() {
        Told told = new Told().batch(5, scanFrom(A, B, 5)).batch(10, scanFrom(A, C, 10));
        told.batch(15, scanFrom(A, B, 15));
        assertThat(told.all).extracting(heard -> heard.alert().dstIp()).containsExactly(ip(B), null, null);
    }

    @Test
    void aVerdictThatNamesNoTargetLeavesTheKnownOne() {
        Told told = new Told().batch(5, scanFrom(A, B, 5));
        told.batch(10, verdict(source(A, 5, 10), AttackType.PORT_SCAN, 0.8, A, null));
        assertThat(told.finish()).extracting(Alert::dstIp).containsExactly(ip(B));
    }

    @Test
    void itClosesAfter180SecondsWithoutASignAndNotBefore() {
        Told told = new Told().batch(5, scanFrom(A, B, 5)).batch(184);
        told.policy.advanceTo(Traffic.nanos(185) - 1);
        assertThat(told.changes()).containsExactly(Change.OPENED);
        told.policy.advanceTo(Traffic.nanos(185));
        assertThat(told.changes()).containsExactly(Change.OPENED, Change.CLOSED);
        assertThat(told.all.get(0).alert().closed()).isFalse();
        assertThat(told.all.get(1).alert().closed()).isTrue();
    }

    @Test
    void theQuietBeforeItClosesIsAnOption() {
        Told told = new Told(new AlertPolicyConfig(Duration.ofSeconds(10), 0.5, 0.6, Map.of(), 100));
        told.batch(5, scanFrom(A, B, 5)).batch(14);
        assertThat(told.changes()).containsExactly(Change.OPENED);
        assertThat(told.batch(15).changes()).containsExactly(Change.OPENED, Change.CLOSED);
    }

    @Test
    void anAttackThatGoesOnKeepsItsAlertOpen() {
        Told told = new Told();
        for (int end = 5; end <= 1_000; end += 175) {
            told.batch(end, scanFrom(A, B, end));
        }
        assertThat(told.finish()).hasSize(1);
    }

    @Test
    void aSecondAttackAfterThatIsAnotherAlertWithAnotherId() {
        Told told = new Told().batch(5, scanFrom(A, B, 5)).batch(185).batch(300, scanFrom(A, B, 300));
        List<Alert> closed = told.finish();
        assertThat(told.changes()).containsExactly(Change.OPENED, Change.CLOSED, Change.OPENED, Change.CLOSED);
        assertThat(closed).extracting(Alert::id).doesNotHaveDuplicates().hasSize(2);
        assertThat(closed.get(1).firstSeen()).isEqualTo(closed.get(1).windowStart());
    }

    @Test
    void aSecondAttackBehindAGapInWhichNobodySentAnythingIsAnotherAlertToo() {
        // No window ends between the two, so nothing lets time pass.
        Told told = new Told().batch(5, scanFrom(A, B, 5)).batch(3_605, scanFrom(A, B, 3_605));
        assertThat(told.changes()).containsExactly(Change.OPENED, Change.CLOSED, Change.OPENED);
    }

    @Test
    void aSignAtTheLastMomentBeforeItClosesKeepsItOpen() {
        Told told = new Told().batch(5, scanFrom(A, B, 5)).batch(185, scanFrom(A, B, 185));
        assertThat(told.changes()).containsExactly(Change.OPENED, Change.UPDATED);
        Told late = new Told().batch(5, scanFrom(A, B, 5)).batch(190, scanFrom(A, B, 190));
        assertThat(late.changes()).containsExactly(Change.OPENED, Change.CLOSED, Change.OPENED);
    }

    @Test
    void theSameInputGivesTheSameIds() {
        List<List<String>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Told told =
                    new Told().batch(5, scanFrom(A, B, 5), scanOf(C, null, 5)).batch(200, scanFrom(A, B, 200));
            told.finish();
            runs.add(told.all.stream().map(heard -> heard.alert().id()).toList());
        }
        assertThat(runs.get(1)).isEqualTo(runs.get(0));
        assertThat(runs.get(0)).allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(runs.get(0).stream().distinct()).hasSize(3);
    }

    @Test
    void packetsAndBytesDontCountTwiceOverWindowLengthsAndKinds() {
        Told told = new Told();
        for (int end = 5; end <= 25; end += 5) {
            told.batch(end, scanFrom(A, B, end), scanOf(B, A, end));
        }
        Verdict in30 = verdict(
                source(A, 30, 30).with("packet_count", 55).with("byte_count", 3_300), AttackType.PORT_SCAN, 0.8, A, B);
        told.batch(30, scanFrom(A, B, 30), scanOf(B, A, 30), in30);
        Alert alert = told.finish().get(0);
        // Six rows of 12 packets at the target outnumber six of 10 at the source and one of 55 over 30 s.
        assertThat(alert.packetCount()).isEqualTo(72);
        assertThat(alert.byteCount()).isEqualTo(6 * 720);
    }

    @Test
    void aRowCountsOnceThoughSeveralDetectorsJudgeIt() {
        MadeRow row = source(A, 5, 5);
        Verdict one = verdict(row, AttackType.PORT_SCAN, 0.8, A, B);
        Verdict other =
                new Verdict(one.row(), one.type(), 0.9, one.attacker(), one.target(), "x", List.of("y"), "another");
        assertThat(new Told().batch(5, one, other).finish())
                .extracting(Alert::packetCount)
                .containsExactly(10L);
    }

    @ParameterizedTest
    @CsvSource({"0.6, MEDIUM", "0.69, MEDIUM", "0.7, HIGH", "0.89, HIGH", "0.9, CRITICAL", "1, CRITICAL"})
    void severityFollowsConfidence(double confidence, Severity severity) {
        Told told = new Told().batch(5, verdict(source(A, 5, 5), AttackType.PORT_SCAN, confidence, A, B));
        assertThat(told.finish()).extracting(Alert::severity).containsExactly(severity);
    }

    @Test
    void belowAHalfSeverityIsLow() {
        Told told = new Told(new AlertPolicyConfig(Duration.ofSeconds(180), 0, 0, Map.of(), 100));
        told.batch(5, verdict(source(A, 5, 5), AttackType.PORT_SCAN, 0.49, A, B));
        assertThat(told.finish()).extracting(Alert::severity).containsExactly(Severity.LOW);
    }

    @Test
    void aConfiguredSeverityIsThatOfItsTypeAlone() {
        Told told = new Told(new AlertPolicyConfig(
                Duration.ofSeconds(180), 0.5, 0.6, Map.of(AttackType.PORT_SCAN, Severity.LOW), 100));
        told.batch(5, scanFrom(A, B, 5), verdict(source(A, 5, 5), AttackType.ICMP_FLOOD, 0.95, A, B));
        assertThat(told.finish()).extracting(Alert::severity).containsExactly(Severity.LOW, Severity.CRITICAL);
    }

    @Test
    void aVerdictBelowTheLeastConfidenceOpensNothingAndUpdatesNothing() {
        Told told = new Told().batch(5, verdict(source(A, 5, 5), AttackType.PORT_SCAN, 0.49, A, B));
        assertThat(told.all).isEmpty();
        told.batch(10, verdict(source(A, 5, 10), AttackType.PORT_SCAN, 0.6, A, B));
        told.batch(15, verdict(source(A, 5, 15), AttackType.PORT_SCAN, 0.49, A, B));
        assertThat(told.changes()).containsExactly(Change.OPENED);
    }

    @Test
    void theSurestVerdictIsTheOneShownAndTheSpanIsOfAll() {
        Told told = new Told();
        told.batch(10, verdict(source(A, 5, 10), AttackType.PORT_SCAN, 0.8, A, B));
        told.batch(30, verdict(source(A, 30, 30), AttackType.PORT_SCAN, 0.95, A, B));
        told.batch(35, verdict(source(A, 5, 35), AttackType.PORT_SCAN, 0.6, A, B));
        Alert alert = told.finish().get(0);
        assertThat(alert.confidence()).isEqualTo(0.95);
        assertThat(alert.details().message()).isEqualTo("at 0.95");
        assertThat(alert.details().technique()).isEqualTo("T1046");
        assertThat(alert.windowSize()).isEqualTo(30);
        long start = Traffic.START / 1_000_000_000;
        // The 30 s row reaches back further, but only the 5 s rows know when.
        assertThat(alert.firstSeen().getEpochSecond()).isEqualTo(start + 5);
        assertThat(alert.lastSeen().getEpochSecond()).isEqualTo(start + 34);
        assertThat(alert.detectedAt().getEpochSecond()).isEqualTo(start + 10);
    }

    @Test
    void eachAlertIsToldOfInOrderOpenedThenUpdatedThenClosedOnce() {
        Told told = new Told().batch(5, scanFrom(A, B, 5)).batch(10, scanFrom(A, B, 10), scanFrom(C, D, 10));
        told.batch(15, scanFrom(A, B, 15));
        told.finish();
        told.policy.finish();
        told.policy.advanceTo(Traffic.nanos(10_000));
        assertThat(told.all.stream()
                        .filter(h -> ip(A).equals(h.alert().srcIp()))
                        .map(Heard::change))
                .containsExactly(Change.OPENED, Change.UPDATED, Change.UPDATED, Change.CLOSED);
        assertThat(told.all.stream()
                        .filter(h -> ip(C).equals(h.alert().srcIp()))
                        .map(Heard::change))
                .containsExactly(Change.OPENED, Change.CLOSED);
    }

    @Test
    void theEndOfTheInputClosesEveryAlert() {
        Told told = new Told().batch(5, scanFrom(A, B, 5), scanFrom(C, D, 5));
        assertThat(told.of(Change.CLOSED)).isEmpty();
        assertThat(told.finish()).hasSize(2).allMatch(Alert::closed);
    }
}
