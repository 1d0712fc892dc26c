package io.nta.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static String answer(int status) {
        return "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void anSshAttemptToPort22CountsAtItsSynAndOnce() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 22)
                .at(0)
                .syn()
                .at(6)
                .synAck()
                .ack()
                .answer("SSH-2.0-OpenSSH_9.6\r\n")
                .send("SSH-2.0-client\r\n")
                .send("more");
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "ssh_connection_attempts")).containsExactly(1, 1, 1);
        assertThat(rows.source(CLIENT, 5, 5).get("ssh_connection_attempts")).isZero();
        assertThat(rows.target(SERVER, 5, 0).get("ssh_connection_attempts")).isEqualTo(1);
    }

    @Test
    void anSshAttemptToAnotherPortCountsWhenTheBannerShows() {
        Scenario scenario = new Scenario();
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 2_222).at(0).handshake();
        talk.at(6).answer("SSH-2.0-OpenSSH_9.6\r\n").answer("SSH-2.0-again\r\n");
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "ssh_connection_attempts")).containsExactly(0, 1, 1);
        assertThat(rows.source(CLIENT, 5, 5).get("ssh_connection_attempts")).isEqualTo(1);
    }

    @Test
    void aBannerOfTheInitiatorAloneIsNoSshAttempt() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 2_222).at(0).handshake().send("SSH-2.0-scanner\r\n");
        assertThat(scenario.run().source(CLIENT, 5, 0).get("ssh_connection_attempts"))
                .isZero();
    }

    @Test
    void ftpAttemptsAreConnectionsOpenedToPorts20And21() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 21).at(0).handshake().send("USER x\r\n");
        scenario.tcp(CLIENT, 40_001, SERVER, 20).at(1).syn().synAgain();
        scenario.tcp(CLIENT, 40_002, SERVER, 990).at(2).syn();
        // Joined midway: nobody saw it being opened.
        scenario.tcp(CLIENT, 40_003, SERVER, 21).at(3).ack();
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "ftp_connection_attempts")).containsExactly(2, 2, 2);
        assertThat(rows.target(SERVER, 5, 0).get("ftp_connection_attempts")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/user/login?x=1, 1",
        "/login, 1",
        "/LogIn, 1",
        "/wp-login.php, 1",
        "/api/auth, 1",
        "/oauth/authenticate, 1",
        "/?next=signin, 1",
        "/a?b&sign-in, 1",
        "/loginpage, 0",
        "/author, 0",
        "/relogin, 0",
        "/login-form, 0",
        "/, 0"
    })
    void aLoginIsAWholeSegmentOfThePath(String path, int logins) {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 8_080).at(0).handshake().send(get(path));
        assertThat(scenario.run().source(CLIENT, 5, 0).get("http_login_attempts"))
                .isEqualTo(logins);
    }

    @Test
    void httpLoginAttemptsAreRequestsNotConnectionsNorPackets() {
        Scenario scenario = new Scenario();
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        talk.send(get("/login")).at(1).sendAgain().answer(answer(401)).answerAgain();
        talk.at(2).send(get("/login")).answer(answer(403));
        talk.at(6).send(get("/login")).answer(answer(200));
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "http_login_attempts")).containsExactly(2, 3, 3);
        assertThat(rows.target(SERVER, 30, 0).get("http_login_attempts")).isEqualTo(3);
    }

    @Test
    void loginRequestRateIsPerSecondOfTheWindow() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send(get("/login"))
                .answer(answer(200))
                .send(get("/login"));
        assertThat(scenario.run().bySourceLength(CLIENT, "login_request_rate"))
                .containsExactly(2 / 5.0, 2 / 30.0, 2 / 180.0);
    }

    @Test
    void failedLoginsAreTheAnswers401And403InTheRowOfWhoAsked() {
        Scenario scenario = new Scenario();
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        talk.send(get("/login")).answer(answer(401)).answerAgain();
        talk.at(1).send(get("/login")).answer(answer(403));
        talk.at(2).send(get("/x")).answer(answer(404));
        talk.at(3).send(get("/login")).answer(answer(302));
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "failed_login_count")).containsExactly(2, 2, 2);
        assertThat(rows.target(SERVER, 5, 0).get("failed_login_count")).isEqualTo(2);
    }

    @Test
    void authAttemptsPerMinuteAddSshFtpAndHttp() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 22).at(0).syn();
        scenario.tcp(CLIENT, 40_001, SERVER, 22).at(1).syn();
        scenario.tcp(CLIENT, 40_002, SERVER, 21).at(2).syn();
        scenario.tcp(CLIENT, 40_003, SERVER, 80).at(3).handshake().send(get("/login"));
        // 4 in 1/12, 1/2 and 3 minutes.
        assertThat(scenario.run().bySourceLength(CLIENT, "auth_attempts_per_min"))
                .containsExactly(4 * 12.0, 4 * 2.0, 4 / 3.0);
    }
}
