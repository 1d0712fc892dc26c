package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowlorisRuleTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final RuleProbe rule = new RuleProbe(SlowlorisRule::new);

    private static MadeRow source(String feature, double value) {
        return MadeRow.source(A, 5)
                .with(feature, value)
                .with("open_conn_count", value)
                .peer(Tally.STALLS, B, 1);
    }

    private static MadeRow target(double stalled, double open) {
        return MadeRow.target(B, 5)
                .with("stalled_request_count", stalled)
                .with("partial_http_count", stalled)
                .with("open_conn_count", open)
                .peer(Tally.STALLS, A, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 180})
    void theLimitsAreTheSameInEveryWindowForTheyCountAtItsEnd(int seconds) {
        MadeRow below = MadeRow.source(A, seconds).with("stalled_request_count", 14);
        MadeRow at = MadeRow.source(A, seconds).with("stalled_request_count", 15);
        assertThat(rule.alarms(below)).isFalse();
        rule.assertEvidence(at, 15, 15);
        assertThat(rule.verdict(at).type()).isEqualTo(AttackType.SLOWLORIS);
    }

    @Test
    void aTargetHasAHigherLimitForItHasManyClients() {
        assertThat(rule.alarms(target(29, 29))).isFalse();
        rule.assertEvidence(target(30, 30), 30, 30);
    }

    @Test
    void aTargetAlarmsOnlyWhenTheStalledAreAGoodShareOfItsConnections() {
        assertThat(rule.alarms(target(30, 100))).isTrue();
        assertThat(rule.alarms(target(30, 101))).isFalse();
        assertThat(rule.alarms(target(30, 101), "slowloris.stalled_share_at_target", 0.29))
                .isTrue();
    }

    @Test
    void atATargetOnlyHttpRequestsCountForManyClientsMayJustReportToIt() {
        assertThat(rule.alarms(target(500, 500).with("partial_http_count", 29))).isFalse();
        assertThat(rule.alarms(target(500, 500).with("partial_http_count", 150)))
                .isTrue();
    }

    @Test
    void aClientThatReadsNoAnswersAlarmsByItsBlockedConnections() {
        assertThat(rule.alarms(source("blocked_conn_count", 19))).isFalse();
        rule.assertEvidence(source("blocked_conn_count", 20), 20, 20);
        assertThat(rule.alarms(MadeRow.target(B, 5).with("blocked_conn_count", 500)))
                .isFalse();
    }

    @Test
    void manyConnectionsThatAreCompleteAreNoAttack() {
        assertThat(rule.alarms(source("open_conn_count", 1_000))).isFalse();
        assertThat(rule.alarms(source("pending_request_count", 1_000))).isFalse();
    }

    @Test
    void eachLimitIsAnOption() {
        assertThat(rule.alarms(source("stalled_request_count", 3), "slowloris.stalled_requests", 3))
                .isTrue();
        assertThat(rule.alarms(source("stalled_request_count", 2), "slowloris.stalled_requests", 3))
                .isFalse();
        assertThat(rule.alarms(target(3, 3), "slowloris.stalled_requests_at_target", 3))
                .isTrue();
        assertThat(rule.alarms(source("blocked_conn_count", 3), "slowloris.unread_answers", 3))
                .isTrue();
    }

    @Test
    void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
        rule.assertNames(source("stalled_request_count", 20), A, B);
        rule.assertNames(target(40, 40), A, B);
        rule.assertNames(target(40, 40).peer(Tally.STALLS, A, 0.5), null, B);
        rule.assertNames(source("stalled_request_count", 20).peer(Tally.STALLS, B, 0.5), A, null);
    }

    @Test
    void beforeAnythingStallsTheTargetIsWhomTheConnectionsAreOpenedTo() {
        MadeRow waiting =
                MadeRow.source(A, 5).with("pending_request_count", 120).peer(Tally.OPENINGS, B, 0.9);
        assertThat(Parties.of(waiting.row(), AttackType.SLOWLORIS).target()).hasToString(B);
        assertThat(Parties.of(waiting.peer(Tally.STALLS, B, 0.5).row(), AttackType.SLOWLORIS)
                        .target())
                .isNull();
    }

    /** Who began to stall within the window isn't to blame for what others have held since before. */
    @Test
    void thePeerIsNamedOnlyIfItHoldsTheMainShareOfAllThatIsHeld() {
        rule.assertNames(target(1_600, 1_600).peer(Tally.STALLS, A, 1), A, B);
        rule.assertNames(target(1_700, 1_700).peer(Tally.STALLS, A, 1), null, B);
        assertThat(Parties.of(target(1_700, 1_700).peer(Tally.STALLS, A, 1).row(), AttackType.SLOWLORIS)
                        .attacker())
                .isNull();
    }
}
