package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshBruteRuleTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final RuleProbe rule = new RuleProbe(SshBruteRule::new);

    private static MadeRow source(int seconds, double failures, double connections) {
        return MadeRow.source(A, seconds)
                .with("ssh_auth_failure_count", failures)
                .with("ssh_connection_attempts", connections)
                .with("ssh_given_up_count", connections)
                .with("distinct_targets_count", 1)
                .peer(Tally.LOGINS, B, 1);
    }

    private static MadeRow target(int seconds, double failures) {
        return MadeRow.target(B, seconds)
                .with("ssh_auth_failure_count", failures)
                .with("ssh_connection_attempts", failures)
                .with("ssh_given_up_count", failures);
    }

    private static MadeRow unfollowed(int seconds, double connections, double targets) {
        return MadeRow.source(A, seconds)
                .with("ssh_connection_attempts", connections)
                .with("established_conn_count", connections)
                .with("distinct_targets_count", targets)
                .peer(Tally.LOGINS, B, 1);
    }

    @ParameterizedTest
    @CsvSource({"5, 7", "30, 8", "180, 9"})
    void guessingOverSeveralConnectionsBeginsAtTheLimitOfItsWindow(int seconds, int limit) {
        assertThat(rule.alarms(source(seconds, limit - 1, 3))).isFalse();
        rule.assertEvidence(source(seconds, limit, 3), limit, limit);
        assertThat(rule.verdict(source(seconds, limit, 3)).type()).isEqualTo(AttackType.SSH_BRUTE);
        assertThat(rule.alarms(source(seconds, 2, 3), "ssh_brute.failures." + seconds, 2))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 16", "30, 18", "180, 20"})
    void oneOrTwoConnectionsMayOfferManyKeys(int seconds, int limit) {
        assertThat(rule.alarms(source(seconds, limit - 1, 2))).isFalse();
        rule.assertEvidence(source(seconds, limit, 2), limit, limit);
        assertThat(rule.alarms(source(seconds, 2, 1), "ssh_brute.failures_in_few_connections." + seconds, 2))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 16", "30, 18", "180, 20"})
    void distributedGuessingIsSeenAtItsTarget(int seconds, int limit) {
        assertThat(rule.alarms(target(seconds, limit - 1))).isFalse();
        rule.assertEvidence(target(seconds, limit), limit, limit);
        rule.assertNames(target(seconds, limit), null, B);
        assertThat(rule.alarms(target(seconds, 2), "ssh_brute.failures_at_target." + seconds, 2))
                .isTrue();
    }

    @Test
    void guessingAtAServerIsNotHiddenByTheLoginsOfOthers() {
        MadeRow busy = target(180, 180).with("ssh_login_count", 108);
        assertThat(rule.alarms(busy.with("ssh_given_up_count", 180))).isTrue();
        assertThat(rule.alarms(busy.with("ssh_given_up_count", 19))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 40", "30, 100", "180, 300"})
    void connectionsThatCantBeFollowedCountWhenNoneLogsIn(int seconds, int limit) {
        assertThat(rule.alarms(unfollowed(seconds, limit - 1, 1))).isFalse();
        rule.assertEvidence(unfollowed(seconds, limit, 1), limit, limit);
        MadeRow followed = unfollowed(seconds, limit, 1).with("ssh_given_up_count", limit);
        assertThat(rule.alarms(followed)).isTrue();
        assertThat(rule.alarms(followed.with("ssh_login_count", 1))).isFalse();
        assertThat(rule.alarms(unfollowed(seconds, limit, 1).with("established_conn_count", limit - 1)))
                .as("a server that isn't reached guesses nothing away")
                .isFalse();
        assertThat(rule.alarms(unfollowed(seconds, 2, 1), "ssh_brute.attempts_without_login." + seconds, 2))
                .isFalse();
        assertThat(rule.alarms(unfollowed(seconds, 3, 1), "ssh_brute.attempts_without_login." + seconds, 3))
                .isTrue();
    }

    @Test
    void aSweepForSshServersIsNoGuessing() {
        assertThat(rule.alarms(unfollowed(5, 60, 20))).isTrue();
        assertThat(rule.alarms(unfollowed(5, 60, 21))).isFalse();
    }

    @Test
    void automationLogsInSoItsConnectionsDontCount() {
        // 34 logins of 100 are the share that still may be guessing.
        MadeRow guessing = source(180, 66, 66).with("ssh_login_count", 34);
        assertThat(rule.alarms(guessing)).isTrue();
        assertThat(rule.alarms(source(180, 66, 66).with("ssh_login_count", 35))).isFalse();
        assertThat(rule.alarms(guessing, "ssh_brute.login_share", 0.33)).isFalse();
    }

    @Test
    void anAgentThatOffersSixKeysAndThenLogsInIsNoGuessing() {
        assertThat(rule.alarms(source(5, 20, 4).with("ssh_given_up_count", 0).with("ssh_login_count", 4)))
                .isFalse();
    }

    @Test
    void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
        rule.assertNames(source(5, 10, 5), A, B);
        rule.assertNames(source(5, 10, 5).peer(Tally.LOGINS, B, 0.4), A, null);
        rule.assertNames(target(5, 20).peer(Tally.LOGINS, A, 0.8), A, B);
    }
}
