package io.nta.flow;

import static io.nta.flow.ConnectionChange.SSH_ATTEMPT;
import static io.nta.flow.ConnectionChange.SSH_GIVEN_UP;
import static io.nta.flow.ConnectionChange.SSH_LOGIN;
import static io.nta.testkit.SshTalk.ACCEPT;
import static io.nta.testkit.SshTalk.FAILURE;
import static io.nta.testkit.SshTalk.SUCCESS;
import static io.nta.testkit.SshTalk.encrypted;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.SshTalk;
import io.nta.testkit.TcpTalk;
import org.junit.jupiter.api.Test;

class SshProgressTest {
    private final Tracking tracking = new Tracking();

    private SshTalk accepted(int port) {
        return SshTalk.accepted(tracking.at(0), "10.0.0.1", 40_000, "10.0.0.2", port);
    }

    private void assertSeen(int failures, int logins, int givenUp) {
        assertThat(tracking.sshFailures()).as("failures").isEqualTo(failures);
        assertThat(tracking.count(SSH_LOGIN)).as("logins").isEqualTo(logins);
        assertThat(tracking.count(SSH_GIVEN_UP)).as("given up").isEqualTo(givenUp);
        assertThat(tracking.count(SSH_ATTEMPT)).as("attempts").isEqualTo(1);
    }

    @Test
    void wrongPasswordsCountAndTheRightOneLogsIn() {
        SshTalk talk = accepted(22);
        assertSeen(0, 0, 0);
        talk.none();
        assertSeen(0, 0, 0);
        talk.at(2).wrongPassword().at(4).wrongPassword();
        assertSeen(2, 0, 0);
        talk.at(6).rightPassword();
        assertSeen(2, 1, 0);
        // In the session, sizes say nothing any more.
        talk.at(7).round(48, FAILURE).round(48, SUCCESS).tcp().fin().serverFin();
        assertSeen(2, 1, 0);
    }

    @Test
    void aKeyThatFitsLogsInWithoutAFailure() {
        // The server would take the key; then the client signs.
        accepted(22).none().round(400, 368).round(656, SUCCESS);
        assertSeen(0, 1, 0);
    }

    @Test
    void aLoginAtTheFirstRequestIsALogin() {
        accepted(22).rightPassword().tcp().fin().serverFin();
        assertSeen(0, 1, 0);
    }

    /** Sizes of Dropbear 2022.83 with chacha20-poly1305: a success fills the 16 bytes that a packet has at least. */
    @Test
    void aSuccessPaddedToTheLeastPacketIsALogin() {
        SshTalk talk = accepted(22).round(68, 72);
        talk.round(148, 72).round(148, ACCEPT - 8).round(52, 44).tcp().fin().serverFin();
        assertSeen(1, 1, 0);
    }

    /** A failure that names nothing but "password", in blocks of 8 that hold the length field as well. */
    @Test
    void failuresOfThatSizeAreNoLogins() {
        SshTalk talk = accepted(22);
        for (int i = 0; i < 3; i++) {
            talk.round(144, ACCEPT - 8);
        }
        talk.tcp().serverRst();
        assertSeen(2, 0, 1);
    }

    /** As Ruby's net-ssh meets them, which also asks for no "none". */
    @Test
    void failuresMayBeOfTheAcceptancesSize() {
        accepted(22)
                .round(132, ACCEPT)
                .round(132, ACCEPT)
                .round(132, ACCEPT)
                .tcp()
                .serverRst();
        assertSeen(2, 0, 1);
    }

    @Test
    void whoGivesUpAfterTheFirstRejectionHasFailedOnce() {
        accepted(22).none().at(1).tcp().fin().serverFin();
        assertSeen(1, 0, 1);
    }

    @Test
    void whoGivesUpAfterSeveralRejectionsHasFailedSoOften() {
        SshTalk talk = accepted(22).none();
        for (int i = 0; i < 5; i++) {
            talk.wrongPassword();
        }
        talk.tcp().serverRst();
        assertSeen(5, 0, 1);
    }

    @Test
    void whoLeavesBeforeAuthenticationHasGivenUpNothing() {
        TcpTalk talk = tracking.tcp("10.0.0.1", 40_000, "10.0.0.2", 22).at(0).handshake();
        talk.answer("SSH-2.0-OpenSSH_9.6\r\n")
                .send("SSH-2.0-scanner\r\n")
                .send(new byte[1_200])
                .rst();
        assertSeen(0, 0, 0);
    }

    @Test
    void retransmissionsCountNothing() {
        accepted(22).none().wrongPassword().tcp().answerAgain().answerAgain();
        assertSeen(1, 0, 0);
    }

    @Test
    void aServerThatSendsMuchRunsASession() {
        TcpTalk talk = accepted(22).none().tcp();
        // The success came in one segment with what followed it.
        talk.send(encrypted(144))
                .answer(encrypted(SUCCESS + 96))
                .answer(encrypted(1_404))
                .rst();
        assertSeen(0, 1, 0);
    }

    @Test
    void aServerThatSendsLittleDoesNot() {
        TcpTalk talk = accepted(22).none().tcp();
        talk.send(encrypted(144))
                .answer(encrypted(SUCCESS + 96))
                .answer(encrypted(1_300))
                .rst();
        assertSeen(1, 0, 1);
    }

    /** The sensor lost packets, the server didn't. */
    @Test
    void aSuccessThatIsLostIsALoginAllTheSame() {
        accepted(22).none().tcp().send(encrypted(144)).answerLost(SUCCESS).fin().serverFin();
        assertSeen(0, 1, 0);
    }

    @Test
    void aRejectionThatIsLostCounts() {
        SshTalk talk = accepted(22).none().wrongPassword();
        talk.tcp().send(encrypted(144)).answerLost(FAILURE);
        talk.wrongPassword().tcp().serverRst();
        assertSeen(3, 0, 1);
    }

    @Test
    void aReplyToARequestThatIsLostIsAReply() {
        TcpTalk talk = accepted(22).none().tcp();
        talk.sendLost(144).answer(encrypted(FAILURE)).sendLost(144).answer(encrypted(SUCCESS));
        assertSeen(1, 1, 0);
    }

    @Test
    void oneRequestThatIsLostHasOneReply() {
        TcpTalk talk = accepted(22).none().tcp();
        talk.sendLost(144).answer(encrypted(FAILURE)).answer(encrypted(FAILURE));
        assertSeen(1, 0, 0);
    }

    @Test
    void afterAHoleThatNoReplyExplainsNobodyKnowsTheEnd() {
        accepted(22)
                .none()
                .tcp()
                .send(encrypted(144))
                .answerLost(SUCCESS + 96)
                .fin()
                .serverFin();
        assertSeen(0, 0, 0);
    }

    @Test
    void itIsSshOnAnyPortThatShowsABanner() {
        accepted(2_222).none().wrongPassword().tcp().rst();
        assertSeen(1, 0, 1);
    }
}
