package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import org.junit.jupiter.api.Test;

/** Several HTTP requests, or answers, in one segment. */
class PipeliningTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String GET = "GET /index.html HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String POST = "POST /form HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde";
    private static final String CHUNKS = "PUT /f HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    private static final String LOGIN = "POST /login HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    private static final String BEGUN = "GET / HTTP/1.1\r\nHost: x\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    private static final String NO = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";

    private final Tracking tracking = new Tracking();

    private TcpTalk talk() {
        return tracking.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
    }

    @Test
    void everyRequestInASegmentIsPendingAndEveryAnswerAnswersOne() {
        TcpTalk talk = talk().send(GET + GET + POST + CHUNKS + GET);
        assertThat(tracking.pending()).isEqualTo(5);
        assertThat(tracking.partial()).isZero();
        talk.answer(OK + OK + NO);
        assertThat(tracking.answered()).isEqualTo(3);
        talk.answer(OK).answer(OK + OK);
        assertThat(tracking.answered()).as("not more than were asked").isEqualTo(5);
        assertThat(tracking.pending()).isZero();
    }

    @Test
    void theLastRequestOfASegmentMayGoOnInTheNext() {
        TcpTalk talk = talk().send(GET + BEGUN);
        assertThat(tracking.pending()).isEqualTo(2);
        assertThat(tracking.partial()).isEqualTo(1);
        talk.send("\r\n" + GET);
        assertThat(tracking.pending()).isEqualTo(3);
        assertThat(tracking.partial()).isZero();
    }

    @Test
    void aRequestMayBeginBehindTheBodyOfTheOneBefore() {
        TcpTalk talk = talk().send("POST /form HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
        talk.send("defghij" + GET);
        assertThat(tracking.pending()).isEqualTo(2);
        assertThat(tracking.partial()).isZero();
    }

    @Test
    void theContentLengthOfTheNextRequestIsNotThatOfTheFirst() {
        talk().send(GET + "POST /form HTTP/1.1\r\nContent-Length: 500\r\n\r\nabc");
        assertThat(tracking.pending()).isEqualTo(2);
        assertThat(tracking.partial()).isEqualTo(1);
    }

    @Test
    void whatIsInABodyIsNoRequest() {
        talk().send("POST /form HTTP/1.1\r\nContent-Length: " + GET.length() + "\r\n\r\n" + GET);
        assertThat(tracking.pending()).isEqualTo(1);
        assertThat(tracking.partial()).isZero();
    }

    @Test
    void textThatFollowsARequestIsNoRequest() {
        talk().send(GET + "GETTING / HTTP/1.1\r\n\r\n");
        assertThat(tracking.pending()).isEqualTo(1);
    }

    @Test
    void anAnswerWithinABodyIsOneOnlyWhileSeveralAreAwaited() {
        TcpTalk talk = talk().send(GET);
        talk.answer("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK");
        assertThat(tracking.answered()).isEqualTo(1);
        assertThat(tracking.pending()).isZero();
    }

    @Test
    void interimAnswersAnswerNothing() {
        talk().send(GET + GET).answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        assertThat(tracking.answered()).isEqualTo(1);
        assertThat(tracking.pending()).isEqualTo(1);
    }

    @Test
    void aRequestBehindAStalledOneHasItsOwnTime() {
        TcpTalk talk = talk().send(BEGUN);
        tracking.passTo(15);
        assertThat(tracking.stalled()).isEqualTo(1);
        talk.at(16).send("\r\n" + BEGUN);
        assertThat(tracking.stalled()).isZero();
        assertThat(tracking.partial()).isEqualTo(1);
        tracking.passTo(30);
        assertThat(tracking.stalled()).isEqualTo(1);
    }

    @Test
    void pipelinedLoginsAndRejectionsAreCountedOneByOne() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send(LOGIN + LOGIN + LOGIN)
                .answer(NO + NO + NO);
        assertThat(scenario.run().bySourceLength(CLIENT, "http_login_attempts")).containsExactly(3, 3, 3);
    }
}
