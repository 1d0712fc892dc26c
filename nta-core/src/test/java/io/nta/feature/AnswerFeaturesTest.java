package io.nta.feature;

import static io.nta.testkit.Traffic.TCP_HEADERS;
import static io.nta.testkit.Traffic.UDP_HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpProtocol;
import io.nta.packet.TcpFlags;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import org.junit.jupiter.api.Test;

/** The extension features of the other direction: answers, refusals, probes. */
class AnswerFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String OTHER = "10.0.0.3";
    private static final String ROUTER = "10.0.0.254";
    private static final int UNREACHABLE = 3;
    private static final int PORT_UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int TIME_EXCEEDED = 11;

    @Test
    void uniqueSourcesAreTheInitiatorsOfATarget() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        scenario.tcp(OTHER, 40_000, SERVER, 80).at(1).syn();
        scenario.at(6).echo(ROUTER, SERVER);
        assertThat(scenario.run().byLength(KeyKind.TARGET, SERVER, "unique_src_ips"))
                .containsExactly(2, 3, 3);
    }

    @Test
    void reversePacketsBytesAndTheAnswerRatioTellTheOtherDirection() {
        Scenario scenario = new Scenario();
        // Forward: SYN, ACK, request of 10, datagram of 1. Back: SYN-ACK, answer of 1000, the error that quotes the
        // datagram's 28 bytes.
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send("x".repeat(10))
                .answer("y".repeat(1_000));
        scenario.at(1).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        scenario.error(SERVER, UNREACHABLE, PORT_UNREACHABLE, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "reverse_packet_count")).containsExactly(3, 3, 3);
        int bytes = TCP_HEADERS + TCP_HEADERS + 1_000 + 42 + 28;
        assertThat(rows.bySourceLength(CLIENT, "reverse_byte_count")).containsExactly(bytes, bytes, bytes);
        assertThat(rows.bySourceLength(CLIENT, "answer_ratio")).containsExactly(3 / 4.0, 3 / 4.0, 3 / 4.0);
        assertThat(rows.target(SERVER, 5, 0).get("reverse_packet_count")).isEqualTo(3);
    }

    @Test
    void unsolicitedPacketsAreAnswersThatNobodyAskedFor() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(SERVER, 53, CLIENT, 50_000, 100).udp(SERVER, 53, CLIENT, 50_000, 100);
        scenario.at(1).segment(SERVER, 80, CLIENT, 40_000, TcpFlags.SYN | TcpFlags.ACK);
        scenario.at(2).echoReply(OTHER, CLIENT);
        scenario.at(3).udp(CLIENT, 50_001, SERVER, 53, 10).udp(SERVER, 53, CLIENT, 50_001, 100);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "unsolicited_packet_count")).containsExactly(4, 4, 4);
        assertThat(rows.target(SERVER, 5, 0).get("unsolicited_packet_count")).isEqualTo(3);
    }

    /** Completed at once; completed in the next window; answered and never completed; never answered; joined midway. */
    private static Rows openings() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(4).syn().synAck().at(6).ack();
        scenario.tcp(CLIENT, 40_002, SERVER, 80).at(1).syn().synAck().synAckAgain();
        scenario.tcp(CLIENT, 40_003, SERVER, 81).at(2).syn().synAgain();
        scenario.tcp(CLIENT, 40_004, SERVER, 82).at(3).ack();
        return scenario.run();
    }

    @Test
    void attemptedConnectionsAreThoseWhoseFirstSynLiesInTheWindow() {
        Rows rows = openings();
        assertThat(rows.bySourceLength(CLIENT, "attempted_conn_count")).containsExactly(4, 4, 4);
        assertThat(rows.source(CLIENT, 5, 5).get("attempted_conn_count")).isZero();
    }

    @Test
    void establishedConnectionsCountWhenTheHandshakeCompletes() {
        Rows rows = openings();
        assertThat(rows.bySourceLength(CLIENT, "established_conn_count")).containsExactly(1, 2, 2);
        assertThat(rows.source(CLIENT, 5, 5).get("established_conn_count")).isEqualTo(1);
        assertThat(rows.target(SERVER, 30, 0).get("established_conn_count")).isEqualTo(2);
    }

    @Test
    void answeredHalfOpenIsAnsweredMinusEstablishedAndNotBelowZero() {
        Rows rows = openings();
        // Answered in the first window 3, completed 1; in the next 0 and 1.
        assertThat(rows.bySourceLength(CLIENT, "answered_half_open_count")).containsExactly(2, 1, 1);
        assertThat(rows.source(CLIENT, 5, 5).get("answered_half_open_count")).isZero();
    }

    @Test
    void answeredTargetsGaveAPositiveAnswer() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(1).syn().synAck();
        scenario.tcp(CLIENT, 40_002, SERVER, 81).at(2).syn().serverRst();
        scenario.tcp(CLIENT, 40_003, SERVER, 82).at(2).syn();
        scenario.at(6).udp(CLIENT, 50_000, OTHER, 5_000, 1).udp(OTHER, 5_000, CLIENT, 50_000, 1);
        assertThat(scenario.run().bySourceLength(CLIENT, "answered_targets_count"))
                .containsExactly(1, 2, 2);
    }

    /** Refused by RST (twice the same connection), by RST, by ICMP for TCP, by ICMP for UDP (told twice). */
    private static Rows refusals() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 81).at(0).syn().serverRst().serverRst();
        scenario.tcp(CLIENT, 40_001, SERVER, 81).at(1).syn().serverRst();
        scenario.tcp(CLIENT, 40_002, SERVER, 82).at(2).syn();
        scenario.error(ROUTER, UNREACHABLE, 13, IpProtocol.TCP, CLIENT, 40_002, SERVER, 82);
        scenario.at(3).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        scenario.error(SERVER, UNREACHABLE, PORT_UNREACHABLE, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        scenario.error(SERVER, UNREACHABLE, PORT_UNREACHABLE, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        // Not refused: it must only send smaller packets.
        scenario.at(4).udp(CLIENT, 50_001, SERVER, 5_001, 1);
        scenario.error(ROUTER, UNREACHABLE, FRAGMENTATION_NEEDED, IpProtocol.UDP, CLIENT, 50_001, SERVER, 5_001);
        return scenario.run();
    }

    @Test
    void refusalsReachTheRowOfTheHostThatCausedThemOnceEach() {
        Rows rows = refusals();
        assertThat(rows.bySourceLength(CLIENT, "refused_conn_count")).containsExactly(4, 4, 4);
        assertThat(rows.target(SERVER, 5, 0).get("refused_conn_count")).isEqualTo(4);
        assertThat(rows.find(KeyKind.SOURCE, ROUTER, 5, 0)).isEmpty();
        assertThat(rows.find(KeyKind.SOURCE, SERVER, 5, 0)).isEmpty();
    }

    @Test
    void refusedTargetsAreDistinct() {
        assertThat(refusals().bySourceLength(CLIENT, "refused_targets_count")).containsExactly(3, 3, 3);
    }

    /** Who sends on from one socket is refused once a second at most: hosts limit their ICMP errors. */
    @Test
    void aFlowThatGoesOnAfterItsRefusalIsCountedOnceAndItsTargetInEachWindowThatRefuses() {
        Scenario scenario = new Scenario();
        for (int second : new int[] {0, 1, 6, 11}) {
            scenario.at(second).udp(CLIENT, 50_000, SERVER, 5_000, 1);
            if (second != 11) {
                scenario.error(SERVER, UNREACHABLE, PORT_UNREACHABLE, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
            }
        }
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "udp_refused_flow_count")).containsExactly(1, 1, 1);
        assertThat(rows.bySourceLength(CLIENT, "refused_targets_count")).containsExactly(1, 1, 1);
        assertThat(rows.source(CLIENT, 5, 5).get("udp_refused_flow_count")).isZero();
        assertThat(rows.source(CLIENT, 5, 5).get("refused_targets_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, 10).get("refused_targets_count")).isZero();
    }

    @Test
    void oddProbesAreOpeningsThatNoConnectionBeginsWith() {
        Scenario scenario = new Scenario();
        scenario.at(0).segment(CLIENT, 40_000, SERVER, 1, 0);
        scenario.at(0).segment(CLIENT, 40_000, SERVER, 2, TcpFlags.FIN);
        scenario.at(0).segment(CLIENT, 40_000, SERVER, 3, TcpFlags.FIN | TcpFlags.PSH | TcpFlags.URG);
        scenario.at(0).segment(CLIENT, 40_000, SERVER, 4, TcpFlags.FIN | TcpFlags.ACK);
        // An ACK scan: only its RST tells it from a connection joined midway.
        scenario.tcp(CLIENT, 40_000, SERVER, 5).at(1).ack().serverRst().serverRst();
        scenario.tcp(CLIENT, 40_000, SERVER, 6).at(2).ack();
        scenario.tcp(CLIENT, 40_000, SERVER, 7).at(2).syn().serverRst();
        scenario.at(3).segment(CLIENT, 40_000, SERVER, 8, TcpFlags.RST);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "odd_probe_count")).containsExactly(5, 5, 5);
        assertThat(rows.target(SERVER, 5, 0).get("odd_probe_count")).isEqualTo(5);
    }

    @Test
    void timeExceededReachesTheRowOfTheHostWhosePacketsDied() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, SERVER, 33_434, 1);
        scenario.error(ROUTER, TIME_EXCEEDED, 0, IpProtocol.UDP, CLIENT, 50_000, SERVER, 33_434);
        // Of a flow that nobody saw: whoever sends such errors must not write them into the rows of others.
        scenario.error(ROUTER, TIME_EXCEEDED, 0, IpProtocol.UDP, CLIENT, 50_000, SERVER, 33_435);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "time_exceeded_count")).containsExactly(1, 1, 1);
        assertThat(rows.target(SERVER, 5, 0).get("time_exceeded_count")).isEqualTo(1);
    }

    @Test
    void udpFlowsAreOpenedAnsweredOrRefusedOnceEach() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        scenario.at(1).udp(CLIENT, 50_001, SERVER, 5_001, 1);
        scenario.error(SERVER, UNREACHABLE, PORT_UNREACHABLE, IpProtocol.UDP, CLIENT, 50_001, SERVER, 5_001);
        scenario.at(2).udp(CLIENT, 50_002, SERVER, 5_002, 1);
        // The first packet of this flow is an answer.
        scenario.at(3).udp(SERVER, 53, CLIENT, 50_003, 1);
        scenario.at(6).udp(SERVER, 5_000, CLIENT, 50_000, 1).udp(SERVER, 5_000, CLIENT, 50_000, 1);
        scenario.at(7).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "udp_flow_count")).containsExactly(3, 3, 3);
        assertThat(rows.bySourceLength(CLIENT, "udp_answered_flow_count")).containsExactly(1, 2, 2);
        assertThat(rows.bySourceLength(CLIENT, "udp_refused_flow_count")).containsExactly(1, 1, 1);
        assertThat(rows.source(CLIENT, 5, 5).get("udp_flow_count")).isZero();
        assertThat(rows.target(SERVER, 5, 0).get("byte_count")).isEqualTo(4 * (UDP_HEADERS + 1));
    }

    @Test
    void echoRequestsAndRepliesAreToldFromOtherIcmp() {
        Scenario scenario = new Scenario();
        scenario.at(0).echo(CLIENT, SERVER).echoReply(SERVER, CLIENT).echo(CLIENT, SERVER);
        scenario.at(1).icmp(CLIENT, SERVER, 13, 0, 12).icmp(SERVER, CLIENT, 14, 0, 12);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "echo_request_count")).containsExactly(2, 2, 2);
        assertThat(rows.bySourceLength(CLIENT, "echo_reply_count")).containsExactly(1, 1, 1);
        assertThat(rows.target(SERVER, 5, 0).get("echo_request_count")).isEqualTo(2);
        Scenario six = new Scenario();
        six.at(0).icmp("2001:db8::1", "2001:db8::2", 128, 0, 0).icmp("2001:db8::2", "2001:db8::1", 129, 0, 0);
        FeatureVector row = six.run().source("2001:db8::1", 5, 0);
        assertThat(row.get("echo_request_count")).isEqualTo(1);
        assertThat(row.get("echo_reply_count")).isEqualTo(1);
    }

    @Test
    void whenBothPingEachOtherEachIsTheSourceOfItsOwnRequests() {
        Scenario scenario = new Scenario();
        scenario.at(0).echo(CLIENT, SERVER).echoReply(SERVER, CLIENT);
        for (int i = 0; i < 10; i++) {
            scenario.at(1).echo(SERVER, CLIENT);
        }
        Rows rows = scenario.run();
        assertThat(rows.find(KeyKind.SOURCE, SERVER, 5, 0))
                .as("the flooder has a row")
                .isPresent();
        assertThat(rows.source(SERVER, 5, 0).get("echo_request_count")).isEqualTo(10);
        assertThat(rows.target(CLIENT, 5, 0).get("icmp_count")).isEqualTo(10);
        assertThat(rows.source(CLIENT, 5, 0).get("echo_request_count")).isEqualTo(1);
    }
}
