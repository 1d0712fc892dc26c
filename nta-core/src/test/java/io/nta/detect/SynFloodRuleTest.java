package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynFloodRuleTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final RuleProbe rule = new RuleProbe(SynFloodRule::new);

    /** Handshakes with one port that the target answered and nobody completed. */
    private static MadeRow answered(int seconds, double halfOpen) {
        return silent(seconds, halfOpen).with("answered_half_open_count", halfOpen);
    }

    private static MadeRow silent(int seconds, double halfOpen) {
        return MadeRow.target(B, seconds)
                .with("attempted_conn_count", halfOpen)
                .with("half_open_count", halfOpen)
                .with("distinct_targets_count", 1)
                .with("unique_src_ips", 1)
                .peer(Tally.OPENINGS, A, 1);
    }

    private static MadeRow refused(int seconds, double halfOpen) {
        return silent(seconds, halfOpen).with("refused_conn_count", halfOpen);
    }

    @Test
    void clientsThatRepeatTheirSynsWaitForAServer() {
        MadeRow waiting = silent(5, 1_000);
        assertThat(rule.alarms(waiting.with("tcp_syn_count", 2_499))).isTrue();
        assertThat(rule.alarms(waiting.with("tcp_syn_count", 2_500))).isFalse();
        assertThat(rule.alarms(answered(5, 75).with("tcp_syn_count", 300))).isTrue();
        assertThat(rule.alarms(refused(5, 200).with("tcp_syn_count", 800))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 75", "30, 240", "180, 1200"})
    void answeredHandshakesThatStayHalfOpenCountAtTheLowestLimit(int seconds, int limit) {
        assertThat(rule.alarms(answered(seconds, limit - 1))).isFalse();
        rule.assertEvidence(answered(seconds, limit), limit, limit);
        assertThat(rule.verdict(answered(seconds, limit)).type()).isEqualTo(AttackType.SYN_FLOOD);
        assertThat(rule.alarms(answered(seconds, limit - 1), "syn_flood.half_open_answered." + seconds, limit - 1))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 110", "30, 500", "180, 3000"})
    void silenceCountsAtAHigherLimit(int seconds, int limit) {
        assertThat(rule.alarms(silent(seconds, limit - 1))).isFalse();
        rule.assertEvidence(silent(seconds, limit), limit, limit);
        assertThat(rule.alarms(silent(seconds, limit), "syn_flood.unanswered." + seconds, limit + 1))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 200", "30, 900", "180, 5000"})
    void theRefusedPollOfADeadServerCountsAtTheHighestLimit(int seconds, int limit) {
        assertThat(rule.alarms(refused(seconds, limit - 1))).isFalse();
        rule.assertEvidence(refused(seconds, limit), limit, limit);
        assertThat(rule.alarms(refused(seconds, limit), "syn_flood.refused." + seconds, limit + 1))
                .isFalse();
    }

    @Test
    void refusedUdpIsNoRefusedHandshake() {
        assertThat(rule.alarms(refused(5, 110))).isFalse();
        assertThat(rule.alarms(refused(5, 110).with("udp_refused_flow_count", 110)))
                .isTrue();
    }

    @Test
    void aTargetWhoseClientsMostlyConnectIsNotFlooded() {
        MadeRow busy = answered(5, 100).with("attempted_conn_count", 166);
        assertThat(rule.alarms(busy)).isTrue();
        assertThat(rule.alarms(answered(5, 100).with("attempted_conn_count", 167)))
                .isFalse();
        assertThat(rule.alarms(busy, "syn_flood.failing_share", 0.61)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 20", "30, 60", "180, 200"})
    void fewAttemptsForEachPortAreAScanOrHealthChecks(int seconds, int limit) {
        MadeRow tenPorts = answered(seconds, 10 * limit).with("distinct_targets_count", 10);
        assertThat(rule.alarms(tenPorts)).isTrue();
        assertThat(rule.alarms(tenPorts, "syn_flood.attempts_per_port." + seconds, limit + 1))
                .isFalse();
        assertThat(rule.alarms(tenPorts.with("distinct_targets_count", 11))).isFalse();
    }

    @Test
    void aHalfOpenCheckOfFortyServersEachSecondIsNoFlood() {
        MadeRow checks = MadeRow.source(A, 180)
                .with("attempted_conn_count", 40 * 180)
                .with("half_open_count", 40 * 180)
                .with("answered_half_open_count", 40 * 180)
                .with("distinct_targets_count", 40);
        assertThat(rule.alarms(checks)).isFalse();
    }

    @Test
    void manyPortsAskedFromForgedSourcesAreAFlood() {
        MadeRow forged = answered(5, 290).with("distinct_targets_count", 290).peer(Tally.OPENINGS, A, 0.01);
        assertThat(rule.alarms(forged.with("unique_src_ips", 99))).isFalse();
        assertThat(rule.alarms(forged.with("unique_src_ips", 100))).isTrue();
        rule.assertNames(forged, null, B);
        assertThat(rule.alarms(
                        answered(5, 300).with("distinct_targets_count", 300).with("unique_src_ips", 100)))
                .as("three attempts each are not forged")
                .isFalse();
    }

    @Test
    void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
        rule.assertNames(answered(5, 100), A, B);
        MadeRow source = MadeRow.source(A, 5)
                .with("attempted_conn_count", 200)
                .with("half_open_count", 200)
                .with("distinct_targets_count", 1);
        rule.assertNames(source.peer(Tally.OPENINGS, B, 0.9), A, B);
        rule.assertNames(source.peer(Tally.OPENINGS, B, 0.5), A, null);
    }
}
