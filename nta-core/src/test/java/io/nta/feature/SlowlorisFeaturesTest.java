package io.nta.feature;

import static io.nta.testkit.Traffic.TCP_HEADERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import org.junit.jupiter.api.Test;

class SlowlorisFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String BEGUN = "GET / HTTP/1.1\r\nHost: x\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    /** One connection from 0 to 2 s, one from 1 s on. */
    private static Rows oneClosedOneOpen() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake().at(2).rst();
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(1).handshake();
        return scenario.run();
    }

    @Test
    void openConnectionsAreThoseClosedInTheWindowAndThoseOpenAtItsEnd() {
        Rows rows = oneClosedOneOpen();
        assertThat(rows.bySourceLength(CLIENT, "open_conn_count")).containsExactly(2, 2, 2);
        assertThat(rows.byLength(KeyKind.TARGET, SERVER, "open_conn_count")).containsExactly(2, 2, 2);
    }

    @Test
    void aConnectionOpenedLongBeforeStillCountsAsOpen() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        scenario.at(31).echo(CLIENT, SERVER);
        scenario.at(61).echo(CLIENT, SERVER);
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, 30).get("open_conn_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 30, 60).get("open_conn_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 180, 0).get("open_conn_count")).isEqualTo(1);
    }

    @Test
    void averageDurationIsTheAgeAtTheCloseOrAtTheWindowsEnd() {
        // 2 s, and 4, 29 or 179 s.
        assertThat(oneClosedOneOpen().bySourceLength(CLIENT, "avg_conn_duration"))
                .containsExactly(new double[] {(2 + 4) / 2.0, (2 + 29) / 2.0, (2 + 179) / 2.0}, within(1e-9));
        Scenario none = new Scenario();
        none.at(0).echo(CLIENT, SERVER);
        assertThat(none.run().source(CLIENT, 5, 0).get("avg_conn_duration")).isZero();
    }

    @Test
    void bytesPerConnectionAreThoseOfBothWays() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send("x".repeat(100))
                .answer("y".repeat(1_000));
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(1).syn();
        scenario.at(2).udp(CLIENT, 50_000, SERVER, 5_000, 500);
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(6).synAck();
        // Handshake, 100 and 1000 bytes of payload, a SYN; then a SYN-ACK.
        double bytes = 3 * TCP_HEADERS + TCP_HEADERS + 100 + TCP_HEADERS + 1_000 + TCP_HEADERS;
        double more = (bytes + TCP_HEADERS) / 2;
        assertThat(scenario.run().bySourceLength(CLIENT, "bytes_per_conn")).containsExactly(bytes / 2, more, more);
        Scenario none = new Scenario();
        none.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 500);
        assertThat(none.run().source(CLIENT, 5, 0).get("bytes_per_conn")).isZero();
    }

    @Test
    void partialRequestsAreThoseIncompleteAtTheWindowsEnd() {
        Scenario scenario = new Scenario();
        TcpTalk slow =
                scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake().at(1).send(BEGUN);
        TcpTalk posting = scenario.tcp(CLIENT, 40_001, SERVER, 80).at(0).handshake();
        posting.at(2).send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
        slow.at(6).send("\r\n");
        posting.at(31).send("67890");
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, 0).get("partial_http_count")).isEqualTo(2);
        assertThat(rows.source(CLIENT, 5, 5).get("partial_http_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 30, 0).get("partial_http_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 30, 30).get("partial_http_count")).isZero();
        assertThat(rows.source(CLIENT, 180, 0).get("partial_http_count")).isZero();
        assertThat(rows.target(SERVER, 5, 0).get("partial_http_count")).isEqualTo(2);
    }

    @Test
    void completionIsTheShareOfAnsweredAmongAnsweredAbandonedAndPending() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send(REQUEST)
                .at(1)
                .answer(OK);
        TcpTalk pending =
                scenario.tcp(CLIENT, 40_001, SERVER, 80).at(2).handshake().send(REQUEST);
        scenario.tcp(CLIENT, 40_002, SERVER, 80)
                .at(3)
                .handshake()
                .send(REQUEST)
                .at(4)
                .rst();
        pending.at(6).serverAck();
        pending.at(31).answer(OK);
        Rows rows = scenario.run();
        // Answered 1, abandoned 1, pending 1.
        assertThat(rows.source(CLIENT, 5, 0).get("request_completion_ratio")).isEqualTo(1 / 3.0);
        assertThat(rows.source(CLIENT, 5, 5).get("request_completion_ratio"))
                .as("1 pending")
                .isZero();
        assertThat(rows.source(CLIENT, 30, 0).get("request_completion_ratio")).isEqualTo(1 / 3.0);
        assertThat(rows.source(CLIENT, 30, 30).get("request_completion_ratio")).isEqualTo(1);
        // Answered 2, abandoned 1.
        assertThat(rows.source(CLIENT, 180, 0).get("request_completion_ratio")).isEqualTo(2 / 3.0);
        assertThat(rows.target(SERVER, 180, 0).get("request_completion_ratio")).isEqualTo(2 / 3.0);
    }

    @Test
    void completionIsOneWhenThereIsNoRequest() {
        assertThat(oneClosedOneOpen().bySourceLength(CLIENT, "request_completion_ratio"))
                .containsExactly(1, 1, 1);
    }

    @Test
    void pendingRequestsAreThoseNotAnsweredAtTheWindowsEnd() {
        Scenario scenario = new Scenario();
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send(REQUEST)
                .send(REQUEST);
        talk.at(6).answer(OK);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "pending_request_count")).containsExactly(2, 1, 1);
        assertThat(rows.source(CLIENT, 5, 5).get("pending_request_count")).isEqualTo(1);
    }

    @Test
    void stalledRequestsAreIncompleteForLongerThanTenSecondsAtTheWindowsEnd() {
        Scenario scenario = new Scenario();
        TcpTalk slow =
                scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake().at(1).send(BEGUN);
        slow.at(6).send("X-a: b\r\n").at(16).send("\r\n");
        scenario.at(40).echo(CLIENT, SERVER);
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, 5).get("stalled_request_count")).isZero();
        // Due at 11 s, though no packet came then, and though the one that completes it comes before the window has
        // closed.
        assertThat(rows.source(CLIENT, 5, 10).get("stalled_request_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, 15).get("stalled_request_count")).isZero();
        assertThat(rows.source(CLIENT, 30, 0).get("stalled_request_count")).isZero();
        assertThat(rows.target(SERVER, 5, 10).get("stalled_request_count")).isEqualTo(1);
    }

    @Test
    void blockedConnectionsHaveAZeroWindowAtTheWindowsEnd() {
        Scenario scenario = new Scenario();
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send(REQUEST)
                .at(1)
                .zeroWindow()
                .zeroWindow();
        talk.at(6).zeroWindow();
        talk.at(31).ack();
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, 0).get("blocked_conn_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, 5).get("blocked_conn_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 30, 0).get("blocked_conn_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 30, 30).get("blocked_conn_count")).isZero();
        assertThat(rows.target(SERVER, 5, 0).get("blocked_conn_count")).isEqualTo(1);
    }
}
