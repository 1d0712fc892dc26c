package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcmpFloodRuleTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final RuleProbe rule = new RuleProbe(IcmpFloodRule::new);

    private static MadeRow source(int seconds, double packets) {
        return MadeRow.source(A, seconds).with("icmp_count", packets).peer(Tally.PACKETS, B, 1);
    }

    private static MadeRow target(int seconds, double packets) {
        return MadeRow.target(B, seconds).with("icmp_count", packets).peer(Tally.PACKETS, A, 1);
    }

    @ParameterizedTest
    @CsvSource({"5, 150", "30, 600", "180, 3000"})
    void aFloodBeginsAtTheLimitOfItsWindow(int seconds, int limit) {
        assertThat(rule.alarms(source(seconds, limit - 1))).isFalse();
        assertThat(rule.alarms(target(seconds, limit - 1))).isFalse();
        assertThat(rule.verdict(source(seconds, limit)).type()).isEqualTo(AttackType.ICMP_FLOOD);
        rule.assertEvidence(source(seconds, limit), limit, limit);
        rule.assertEvidence(target(seconds, 2 * limit), 2 * limit, limit);
    }

    @ParameterizedTest
    @CsvSource({"5, 10", "30, 20", "180, 30"})
    void theLimitOfEachWindowIsAnOption(int seconds, int limit) {
        String option = "icmp_flood.packets." + seconds;
        assertThat(rule.alarms(source(seconds, limit), option, limit)).isTrue();
        assertThat(rule.alarms(source(seconds, limit - 1), option, limit)).isFalse();
    }

    @Test
    void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
        rule.assertNames(source(5, 200), A, B);
        rule.assertNames(target(5, 200), A, B);
        rule.assertNames(target(5, 200).peer(Tally.PACKETS, A, 0.6), A, B);
    }

    @Test
    void oneSenderIsSpokenOfAsOne() {
        assertThat(rule.verdict(source(5, 200).with("unique_src_ips", 1)).evidence())
                .anyMatch(fact -> fact.startsWith("from 1 address,"));
        assertThat(rule.verdict(source(5, 200).with("unique_src_ips", 2)).evidence())
                .anyMatch(fact -> fact.startsWith("from 2 addresses,"));
    }

    @Test
    void aTargetOfManySendersNamesNoAttacker() {
        rule.assertNames(target(5, 200).peer(Tally.PACKETS, A, 0.59), null, B);
    }

    @Test
    void manyHostsThatPingOneAreNoFlood() {
        MadeRow pinged = target(5, 750).peer(Tally.PACKETS, A, 0.1);
        assertThat(rule.alarms(pinged.with("unique_src_ips", 30))).isFalse();
        assertThat(rule.alarms(pinged.with("unique_src_ips", 29)))
                .as("faster than a user may ping")
                .isTrue();
    }

    @Test
    void manySourcesOfHardlyAPacketEachAreForged() {
        MadeRow flood = target(5, 299).peer(Tally.PACKETS, A, 0.01);
        assertThat(rule.alarms(flood.with("unique_src_ips", 99))).isFalse();
        assertThat(rule.alarms(flood.with("unique_src_ips", 100))).isTrue();
        assertThat(rule.alarms(flood.with("icmp_count", 300))).isFalse();
    }

    @Test
    void aSweepOverManyHostsIsNoFlood() {
        assertThat(rule.alarms(source(5, 10_000).peer(Tally.PACKETS, B, 0.59))).isFalse();
        assertThat(rule.alarms(MadeRow.source(A, 5).with("icmp_count", 10_000))).isFalse();
    }

    @Test
    void pathToolsWhoseProbesExpireAreNoFlood() {
        assertThat(rule.alarms(source(5, 200).with("time_exceeded_count", 101))).isFalse();
        assertThat(rule.alarms(source(5, 200).with("time_exceeded_count", 100))).isTrue();
    }

    @Test
    void confidenceRisesFromTheLimitOn() {
        assertThat(rule.verdict(source(5, 150)).confidence()).isEqualTo(0.6);
        assertThat(rule.verdict(source(5, 300)).confidence()).isEqualTo(0.8);
        assertThat(rule.verdict(source(5, 750)).confidence()).isEqualTo(0.92);
        assertThat(rule.verdict(source(5, 1e9)).confidence()).isEqualTo(0.99);
    }
}
