package io.nta.flow;

import static io.nta.flow.ConnectionChange.SSH_ATTEMPT;
import static io.nta.flow.ConnectionChange.SSH_GIVEN_UP;
import static io.nta.flow.ConnectionChange.SSH_LOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.TcpTalk;
import org.junit.jupiter.api.Test;

/** Made-up sessions whose sizes follow RFC 4253 and 4252: with blocks of 16 the acceptance of the service is 16 bytes longer than the success of the login. */
class SshProgressTest {
    private static final int ACCEPT = 64;
    private static final int SUCCESS = ACCEPT - 16;
    private static final int FAILURE = 80;
    /** packet_length 12, padding_length 10, SSH_MSG_NEWKEYS 21, ten bytes of padding. */
    private static final byte[] NEW_KEYS = {0, 0, 0, 12, 10, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final Tracking tracking = new Tracking();

    /** Up to the server's acceptance of the service "ssh-userauth". */
    private TcpTalk accepted(int port) {
        TcpTalk talk = tracking.tcp("10.0.0.1", 40_000, "10.0.0.2", port).at(0).handshake();
        talk.answer("SSH-2.0-OpenSSH_9.6\r\n").send("SSH-2.0-client\r\n");
        talk.send(new byte[1_200]).answer(new byte[1_100]).send(new byte[48]).answer(new byte[500]);
        talk.send(NEW_KEYS);
        return reply(talk, 64, ACCEPT);
    }

    /** A message of the client and the reply to it. */
    private static TcpTalk reply(TcpTalk talk, int sent, int replied) {
        return talk.send(encrypted(sent)).answer(encrypted(replied));
    }

    private static byte[] encrypted(int size) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) 0xE5);
        return bytes;
    }

    private void assertSeen(int failures, int logins, int givenUp) {
        assertThat(tracking.sshFailures()).as("failures").isEqualTo(failures);
        assertThat(tracking.count(SSH_LOGIN)).as("logins").isEqualTo(logins);
        assertThat(tracking.count(SSH_GIVEN_UP)).as("given up").isEqualTo(givenUp);
        assertThat(tracking.count(SSH_ATTEMPT)).as("attempts").isEqualTo(1);
    }

    @Test
    void wrongPasswordsCountAndTheRightOneLogsIn() {
        TcpTalk talk = accepted(22);
        assertSeen(0, 0, 0);
        // The request "none" only asks for the methods: its rejection doesn't count.
        reply(talk, 64, FAILURE);
        assertSeen(0, 0, 0);
        reply(talk.at(2), 144, FAILURE);
        reply(talk.at(4), 144, FAILURE);
        assertSeen(2, 0, 0);
        reply(talk.at(6), 144, SUCCESS);
        assertSeen(2, 1, 0);
        // In the session, sizes say nothing any more.
        reply(reply(talk.at(7), 48, FAILURE), 48, SUCCESS).at(9).fin().serverFin();
        assertSeen(2, 1, 0);
    }

    @Test
    void aKeyThatFitsLogsInWithoutAFailure() {
        TcpTalk talk = reply(accepted(22), 64, FAILURE);
        // The server would take the key; then the client signs.
        reply(reply(talk, 400, 368), 656, SUCCESS);
        assertSeen(0, 1, 0);
    }

    @Test
    void aLoginAtTheFirstRequestIsALogin() {
        reply(accepted(22), 144, SUCCESS).fin().serverFin();
        assertSeen(0, 1, 0);
    }

    @Test
    void whoGivesUpAfterTheFirstRejectionHasFailedOnce() {
        reply(accepted(22), 64, FAILURE).at(1).fin().serverFin();
        assertSeen(1, 0, 1);
    }

    @Test
    void whoGivesUpAfterSeveralRejectionsHasFailedSoOften() {
        TcpTalk talk = reply(accepted(22), 64, FAILURE);
        for (int i = 0; i < 5; i++) {
            reply(talk, 144, FAILURE);
        }
        talk.serverRst();
        assertSeen(5, 0, 1);
    }

    @Test
    void whoLeavesBeforeAuthenticationHasGivenUpNothing() {
        TcpTalk talk = tracking.tcp("10.0.0.1", 40_000, "10.0.0.2", 22).at(0).handshake();
        talk.answer("SSH-2.0-OpenSSH_9.6\r\n").send("SSH-2.0-scanner\r\n").send(new byte[1_200]).rst();
        assertSeen(0, 0, 0);
    }

    @Test
    void retransmissionsCountNothing() {
        TcpTalk talk = reply(accepted(22), 64, FAILURE);
        reply(talk, 144, FAILURE).answerAgain().answerAgain();
        assertSeen(1, 0, 0);
    }

    @Test
    void aServerThatSendsMuchRunsASession() {
        TcpTalk talk = reply(accepted(22), 64, FAILURE);
        // The success came in one segment with what followed it.
        talk.send(encrypted(144)).answer(encrypted(SUCCESS + 96)).answer(encrypted(1_400)).rst();
        assertSeen(0, 1, 0);
    }

    @Test
    void itIsSshOnAnyPortThatShowsABanner() {
        reply(reply(accepted(2_222), 64, FAILURE), 144, FAILURE).rst();
        assertSeen(1, 0, 1);
    }
}
