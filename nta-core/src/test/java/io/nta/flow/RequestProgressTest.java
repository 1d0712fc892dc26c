package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.TcpTalk;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestProgressTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String REQUEST = "GET /index.html HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String BEGUN = "GET / HTTP/1.1\r\nHost: x\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private final Tracking tracking = new Tracking();

    private TcpTalk talk() {
        return tracking.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
    }

    /** Asserts how many requests are incomplete, and how many unanswered. */
    private void assertNow(int partial, int pending) {
        assertThat(tracking.partial()).as("partial").isEqualTo(partial);
        assertThat(tracking.pending()).as("pending").isEqualTo(pending);
    }

    @Test
    void aWholeRequestIsPendingUntilItsAnswer() {
        TcpTalk talk = talk().send(REQUEST);
        assertNow(0, 1);
        talk.at(1).answer(OK);
        assertNow(0, 0);
        assertThat(tracking.answered()).isEqualTo(1);
        talk.at(2).rst();
        assertThat(tracking.abandoned()).isZero();
    }

    @Test
    void aRequestIsPartialUntilTheEmptyLine() {
        TcpTalk talk = talk().send(BEGUN);
        assertNow(1, 1);
        talk.at(1).send("Accept: y\r\n");
        assertNow(1, 1);
        talk.at(2).send("\r\n");
        assertNow(0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 24, 26, 33, 34, 35, 36})
    void theHeaderMayBeSplitAnywhereTheEmptyLineToo(int at) {
        TcpTalk talk = talk().send(REQUEST.substring(0, at));
        assertNow(1, 1);
        talk.send(REQUEST.substring(at));
        assertNow(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REQUEST,
                "DELETE /x HTTP/1.1\r\n\r\n",
                "PROPFIND http://x/ HTTP/1.1\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\n\r\n",
                "CONNECT x:443 HTTP/1.1\r\n\r\n"
            })
    void theHeaderMayComeByteByByteFromItsStart(String request) {
        int begun = request.indexOf(' ') + (request.contains("http:") ? 4 : 1);
        TcpTalk talk = talk();
        for (int i = 0; i < request.length(); i++) {
            assertNow(i > begun ? 1 : 0, i > begun ? 1 : 0);
            talk.send(request.substring(i, i + 1));
        }
        assertNow(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUIT\r\n",
                "PROPFINDX / HTTP/1.1\r\n",
                "GETS / x\r\n",
                "OPTIONS sip:x SIP/2.0\r\n",
                "GET  / HTTP/1.1\r\n"
            })
    void whatOnlyBeginsLikeARequestIsNone(String line) {
        TcpTalk talk = talk();
        for (int i = 0; i < line.length(); i++) {
            talk.send(line.substring(i, i + 1));
        }
        assertNow(0, 0);
    }

    @Test
    void bytesOnBothSidesOfAnAnswerAreNotOneRequest() {
        talk().send("GE").answer("?\r\n").send("T / HTTP/1.1\r\n\r\n");
        assertNow(0, 0);
    }

    @Test
    void bareLineFeedsEndTheHeaderToo() {
        TcpTalk talk = talk().send("GET / HTTP/1.1\nHost: x\n");
        assertNow(1, 1);
        talk.send("\n");
        assertNow(0, 1);
    }

    @Test
    void aLineEndInsideTheHeaderEndsNothing() {
        talk().send("GET / HTTP/1.1\r\nHost: x").send("\r\nAccept: y").send("\r\n");
        assertNow(1, 1);
    }

    @Test
    void anAnnouncedBodyIsPartOfTheRequest() {
        TcpTalk talk = talk().send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n123");
        assertNow(1, 1);
        talk.send("456789");
        assertNow(1, 1);
        talk.send("0");
        assertNow(0, 1);
    }

    @Test
    void aBodyMayStartInTheSegmentBehindTheSplitEmptyLine() {
        TcpTalk talk = talk().send("POST / HTTP/1.1\r\nContent-Length: 10\r\n").send("\r\n12345");
        assertNow(1, 1);
        talk.send("67890");
        assertNow(0, 1);
    }

    @Test
    void aChunkedBodyEndsWithItsLastChunk() {
        TcpTalk talk = talk().send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertNow(1, 1);
        talk.send("5\r\nhello\r\n");
        assertNow(1, 1);
        talk.send("0\r\n\r\n");
        assertNow(0, 1);
    }

    @Test
    void retransmittedDataIsNoneOfTheBody() {
        TcpTalk talk = talk().send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n")
                .send("12345")
                .sendAgain();
        assertThat(tracking.lastChange().partial()).isZero();
        assertNow(1, 1);
        talk.send("67890");
        assertNow(0, 1);
    }

    @Test
    void aRetransmittedRequestIsOneRequest() {
        talk().send(REQUEST).sendAgain();
        assertNow(0, 1);
    }

    @Test
    void sequenceNumbersMayWrapAround() {
        tracking.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .sequence(0xFFFF_FFF0L)
                .handshake()
                .send(BEGUN)
                .sendAgain()
                .send("\r\n");
        assertNow(0, 1);
    }

    @Test
    void pipelinedRequestsAreAnsweredOneByOne() {
        TcpTalk talk = talk().send(REQUEST).send(REQUEST).send(BEGUN);
        assertNow(1, 3);
        talk.answer(OK);
        assertNow(1, 2);
        talk.answer(OK);
        assertNow(1, 1);
        talk.send("\r\n").answer(OK);
        assertNow(0, 0);
        assertThat(tracking.answered()).isEqualTo(3);
    }

    @Test
    void anInterimAnswerIsNoAnswer() {
        TcpTalk talk = talk().send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        talk.answer("HTTP/1.1 100 Continue\r\n\r\n");
        assertNow(1, 1);
        talk.send("ab").answer(OK);
        assertNow(0, 0);
        assertThat(tracking.answered()).isEqualTo(1);
    }

    @Test
    void anAnswerWhileTheRequestIsIncompleteEndsIt() {
        TcpTalk talk = talk().send(BEGUN).at(15);
        tracking.passTo(15);
        assertThat(tracking.stalled()).isEqualTo(1);
        talk.answer("HTTP/1.1 408 Request Timeout\r\n\r\n");
        assertNow(0, 0);
        assertThat(tracking.stalled()).isZero();
        assertThat(tracking.answered()).isEqualTo(1);
        talk.send("X-more: drips\r\n");
        assertNow(0, 0);
    }

    @Test
    void theEndOfTheConnectionAbandonsWhatIsPending() {
        talk().send(REQUEST).send(BEGUN).at(1).rst();
        assertNow(0, 0);
        assertThat(tracking.abandoned()).isEqualTo(2);
        assertThat(tracking.answered()).isZero();
    }

    @Test
    void theTimeoutOfTheConnectionAbandonsToo() {
        talk().send(REQUEST);
        tracking.passTo(605);
        assertNow(0, 0);
        assertThat(tracking.abandoned()).isEqualTo(1);
    }

    @Test
    void whatTheSnapLengthCutOffIsTakenToBeThere() {
        talk().sendCut("GET / HTTP/1.1\r\nHost: x\r\nCookie: " + "c".repeat(500) + "\r\n", 40);
        assertNow(0, 1);
    }

    @Test
    void anUnansweredAnswerBelongsToNoRequest() {
        talk().answer(OK);
        assertNow(0, 0);
        assertThat(tracking.answered()).isZero();
    }

    @Test
    void aRequestStallsExactlyTenSecondsAfterItBegan() {
        talk().at(1.5).send(BEGUN).at(8).send("X-a: b\r\n");
        tracking.passTo(10);
        assertThat(tracking.stalled()).isZero();
        tracking.passTo(15);
        assertThat(tracking.stalled()).isEqualTo(1);
        assertThat(tracking.changesByTime()).hasSize(1);
        assertThat(tracking.lastChange().atSeconds()).isEqualTo(11.5);
        tracking.passTo(60);
        assertThat(tracking.stalled()).as("once").isEqualTo(1);
    }

    @Test
    void aStalledRequestThatCompletesOrClosesIsStalledNoMore() {
        TcpTalk completes = talk().send(BEGUN);
        TcpTalk closes =
                tracking.tcp(CLIENT, 40_001, SERVER, 80).at(0).handshake().send(BEGUN);
        tracking.passTo(15);
        assertThat(tracking.stalled()).isEqualTo(2);
        completes.at(16).send("\r\n");
        assertThat(tracking.lastChange().stalled()).isEqualTo(-1);
        closes.at(17).rst();
        assertThat(tracking.stalled()).isZero();
        assertNow(0, 1);
    }

    @Test
    void aRequestThatCompletesInTimeNeverStalls() {
        talk().send(BEGUN).at(10).send("\r\n");
        tracking.passTo(100);
        assertThat(tracking.changesByTime()).isEmpty();
    }

    @Test
    void theNextRequestOnTheConnectionStallsByItsOwnTime() {
        talk().send(BEGUN).at(9).send("\r\n").answer(OK).at(20).send(BEGUN);
        tracking.passTo(30);
        assertThat(tracking.stalled()).isZero();
        tracking.passTo(35);
        assertThat(tracking.lastChange().atSeconds()).isEqualTo(30);
    }

    @Test
    void unansweredDripsOfAnotherProtocolStall() {
        TcpTalk talk = tracking.tcp(CLIENT, 40_000, SERVER, 443).at(0).handshake();
        talk.answer("a greeting").at(1).send("a").at(6).send("b");
        assertThat(tracking.stalled()).isZero();
        talk.at(10.9).send("c");
        assertThat(tracking.stalled()).as("not yet ten seconds").isZero();
        talk.at(11.5).send("d");
        assertThat(tracking.stalled()).as("the rest of one write is no drip").isZero();
        talk.at(12.5).send("d");
        assertThat(tracking.stalled()).isEqualTo(1);
        talk.at(16).send("e");
        assertThat(tracking.stalled()).isEqualTo(1);
        talk.at(17).answer("at last");
        assertThat(tracking.stalled()).isZero();
        talk.at(30).send("f").at(35).send("g");
        assertThat(tracking.stalled()).as("a new wait").isZero();
    }

    @Test
    void oneLatePieceIsNoDripYet() {
        TcpTalk talk = tracking.tcp(CLIENT, 40_000, SERVER, 443).at(0).handshake();
        talk.answer("a greeting").at(1).send("a").at(20).send("b");
        assertThat(tracking.stalled()).isZero();
        talk.at(21).send("c");
        assertThat(tracking.stalled()).isEqualTo(1);
    }

    @Test
    void whoOnlyListensLeavesNothingUnanswered() {
        TcpTalk talk = tracking.tcp(CLIENT, 40_000, SERVER, 6514).at(0).handshake();
        talk.at(1)
                .send("a line")
                .at(10)
                .send("a line")
                .at(20)
                .send("a line")
                .at(30)
                .send("a line");
        assertThat(tracking.stalled()).isZero();
    }

    @Test
    void aLongBodyIsNotSlow() {
        TcpTalk talk = tracking.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        talk.at(1).send("PUT /f HTTP/1.1\r\nContent-Length: 100000\r\n\r\n");
        for (int second = 2; second <= 24; second++) {
            talk.at(second).send("x".repeat(150));
        }
        tracking.passTo(25);
        assertThat(tracking.stalled()).as("150 bytes a second").isZero();
        tracking.passTo(45);
        assertThat(tracking.stalled()).as("nothing for 20 seconds").isEqualTo(1);
    }

    /** A report that is sent as it comes about, with a pause in which nothing did. */
    @Test
    void aBodyThatGoesOnAfterAPauseIsStalledNoMore() {
        TcpTalk talk = tracking.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        talk.at(1).send("POST /logs HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
        tracking.passTo(15);
        assertThat(tracking.stalled()).isEqualTo(1);
        talk.at(16).send("x".repeat(1_000));
        assertThat(tracking.stalled()).as("a pace takes ten seconds").isEqualTo(1);
        talk.at(21).send("x");
        assertThat(tracking.stalled()).as("100 bytes a second").isZero();
        tracking.passTo(40);
        assertThat(tracking.stalled()).as("another pause").isEqualTo(1);
        talk.at(41).send("x".repeat(900));
        assertThat(tracking.stalled()).as("900 bytes in 10 seconds").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.02", "0.4", "0.99"})
    void aSteadyUploadThatNobodyAnswersIsNoDrip(double gapSeconds) {
        TcpTalk talk = tracking.tcp(CLIENT, 40_000, SERVER, 514).at(0).handshake();
        for (double at = 1; at < 20; at += gapSeconds) {
            talk.at(at).send("<13>a line of a log\n").serverAck();
        }
        assertThat(tracking.stalled()).isZero();
    }

    @Test
    void aZeroWindowBlocksUntilItOpensOrTheConnectionCloses() {
        TcpTalk talk = talk().send(REQUEST).zeroWindow().zeroWindow();
        assertThat(tracking.blocked()).isEqualTo(1);
        talk.ack();
        assertThat(tracking.blocked()).isZero();
        talk.zeroWindow().at(1).serverRst();
        assertThat(tracking.blocked()).isZero();
        tracking.tcp(CLIENT, 40_001, SERVER, 80).at(2).handshake().zeroWindow();
        assertThat(tracking.blocked()).isEqualTo(1);
        tracking.passTo(605);
        assertThat(tracking.blocked()).isZero();
    }

    @Test
    void whenRequestsStallLaterThanConnectionsEndTheConnectionEndsInTime() {
        FlowConfig d = FlowConfig.defaults();
        Tracking patient = new Tracking(new FlowConfig(
                100,
                d.attemptTimeout(),
                Duration.ofSeconds(60),
                d.datagramTimeout(),
                d.closedLinger(),
                FlowConfig.MAX_TIMEOUT,
                d.arpRequestTimeout(),
                d.maxArpRequests(),
                d.fragments()));
        patient.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake().send(BEGUN);
        patient.passTo(65);
        assertThat(patient.times(ConnectionChange.CLOSED)).containsExactly(60.0);
        assertThat(patient.stalled()).isZero();
    }
}
