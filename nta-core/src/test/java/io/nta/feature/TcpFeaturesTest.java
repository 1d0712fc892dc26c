package io.nta.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.TcpFlags;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import org.junit.jupiter.api.Test;

class TcpFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String OTHER = "10.0.0.3";

    /** Two connections: one answered (its SYN and its SYN-ACK repeated), one not. */
    private static Rows oneOfTwoAnswered() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .syn()
                .at(1)
                .synAgain()
                .synAck()
                .synAckAgain()
                .ack();
        scenario.tcp(CLIENT, 40_001, SERVER, 81).at(2).syn();
        return scenario.run();
    }

    @Test
    void synCountHasRepeatedSynsButNoSynAcks() {
        Rows rows = oneOfTwoAnswered();
        assertThat(rows.bySourceLength(CLIENT, "tcp_syn_count")).containsExactly(3, 3, 3);
        assertThat(rows.target(SERVER, 5, 0).get("tcp_syn_count")).isEqualTo(3);
        assertThat(rows.find(KeyKind.SOURCE, SERVER, 5, 0)).isEmpty();
    }

    @Test
    void ackCountIsForwardPacketsWithAck() {
        Scenario scenario = new Scenario();
        // Forward with ACK: the handshake's last, data, FIN. Back: SYN-ACK, data.
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .handshake()
                .send("x")
                .answer("y")
                .fin();
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "tcp_ack_count")).containsExactly(3, 3, 3);
        assertThat(rows.target(SERVER, 5, 0).get("tcp_ack_count")).isEqualTo(3);
    }

    @Test
    void synRateIsPerSecondOfTheWindow() {
        assertThat(oneOfTwoAnswered().bySourceLength(CLIENT, "syn_rate_pps"))
                .containsExactly(3 / 5.0, 3 / 30.0, 3 / 180.0);
    }

    @Test
    void synAckRateCountsAConnectionOnceHoweverOftenItsSynAckIsRepeated() {
        Rows rows = oneOfTwoAnswered();
        assertThat(rows.bySourceLength(CLIENT, "syn_ack_rate_pps")).containsExactly(1 / 5.0, 1 / 30.0, 1 / 180.0);
        assertThat(rows.target(SERVER, 5, 0).get("syn_ack_rate_pps")).isEqualTo(1 / 5.0);
    }

    @Test
    void synToSynAckRatioIsSynsPerAnsweredConnection() {
        assertThat(oneOfTwoAnswered().bySourceLength(CLIENT, "syn_to_synack_ratio"))
                .containsExactly(3, 3, 3);
        Scenario two = new Scenario();
        two.tcp(CLIENT, 40_000, SERVER, 80).at(0).syn().synAgain().synAck();
        two.tcp(CLIENT, 40_001, SERVER, 80).at(1).syn().synAck();
        assertThat(two.run().source(CLIENT, 5, 0).get("syn_to_synack_ratio")).isEqualTo(3 / 2.0);
    }

    @Test
    void synToSynAckRatioIsTheSynCountWhenNoneWasAnswered() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).syn();
        scenario.tcp(CLIENT, 40_001, SERVER, 81).at(1).syn().serverRst();
        assertThat(scenario.run().bySourceLength(CLIENT, "syn_to_synack_ratio")).containsExactly(2, 2, 2);
    }

    @Test
    void halfOpenIsToldForEachWindowLengthByItsOwnWindow() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(4.9).syn().synAck().at(5.1).ack();
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(29).syn().synAck().at(31).ack();
        scenario.tcp(CLIENT, 40_002, SERVER, 80).at(32).handshake();
        scenario.tcp(CLIENT, 40_003, SERVER, 80).at(33).syn();
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, 0).get("half_open_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, 5).get("half_open_count")).isZero();
        assertThat(rows.source(CLIENT, 5, 25).get("half_open_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, 30).get("half_open_count")).isEqualTo(1);
        // The first completes in its 30 s; the second doesn't.
        assertThat(rows.source(CLIENT, 30, 0).get("half_open_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 30, 30).get("half_open_count")).isEqualTo(1);
        // In 180 s only the last one stays half open.
        assertThat(rows.source(CLIENT, 180, 0).get("half_open_count")).isEqualTo(1);
        assertThat(rows.target(SERVER, 180, 0).get("half_open_count")).isEqualTo(1);
    }

    @Test
    void aRepeatedSynIsOneHalfOpenConnection() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(0)
                .syn()
                .at(1)
                .synAgain()
                .at(3)
                .synAgain();
        assertThat(scenario.run().bySourceLength(CLIENT, "half_open_count")).containsExactly(1, 1, 1);
    }

    @Test
    void sequentialPortsAreNeighboursInTheUnionOfTcpAndUdpPorts() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).syn();
        scenario.at(1).udp(CLIENT, 50_000, SERVER, 81, 0);
        scenario.tcp(CLIENT, 40_000, SERVER, 82).at(2).syn();
        scenario.at(2).udp(CLIENT, 50_000, SERVER, 82, 0);
        scenario.tcp(CLIENT, 40_000, SERVER, 90).at(3).syn();
        scenario.at(6).udp(CLIENT, 50_000, SERVER, 65_534, 0);
        scenario.tcp(CLIENT, 40_000, SERVER, 65_535).at(7).syn();
        // 80-81, 81-82; then 65534-65535 too.
        assertThat(scenario.run().bySourceLength(CLIENT, "sequential_port_count"))
                .containsExactly(2, 3, 3);
    }

    /** To three (address, port) pairs, one of them twice, and to a host without ports. */
    private static Rows threeTargets() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).syn();
        scenario.tcp(CLIENT, 40_001, SERVER, 80).at(1).syn();
        scenario.tcp(CLIENT, 40_000, OTHER, 80).at(2).syn();
        scenario.tcp(CLIENT, 40_000, SERVER, 81).at(3).syn();
        scenario.at(4).echo(CLIENT, "10.0.0.9");
        return scenario.run();
    }

    @Test
    void scanRateIsDistinctTargetsPerSecondOfTheWindow() {
        assertThat(threeTargets().bySourceLength(CLIENT, "scan_rate_pps"))
                .containsExactly(3 / 5.0, 3 / 30.0, 3 / 180.0);
    }

    @Test
    void distinctTargetsArePairsOfAddressAndPort() {
        Rows rows = threeTargets();
        assertThat(rows.bySourceLength(CLIENT, "distinct_targets_count")).containsExactly(3, 3, 3);
        assertThat(rows.target(SERVER, 5, 0).get("distinct_targets_count")).isEqualTo(2);
    }

    @Test
    void synOnlyRatioIsTheShareOfSynsAmongSynsAndAcks() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake().send("x").send("y");
        assertThat(scenario.run().bySourceLength(CLIENT, "syn_only_ratio")).containsExactly(1 / 4.0, 1 / 4.0, 1 / 4.0);
        Scenario none = new Scenario();
        none.at(0).segment(CLIENT, 40_000, SERVER, 80, TcpFlags.FIN);
        assertThat(none.run().source(CLIENT, 5, 0).get("syn_only_ratio")).isZero();
    }

    @Test
    void icmpRateIsPerSecondOfTheWindow() {
        Scenario scenario = new Scenario();
        scenario.at(0).echo(CLIENT, SERVER).echoReply(SERVER, CLIENT).at(1).echo(CLIENT, SERVER);
        assertThat(scenario.run().bySourceLength(CLIENT, "icmp_rate_pps"))
                .containsExactly(2 / 5.0, 2 / 30.0, 2 / 180.0);
    }

    @Test
    void udpRateIsPerSecondOfTheWindow() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .udp(CLIENT, 50_000, SERVER, 5_000, 1)
                .udp(SERVER, 5_000, CLIENT, 50_000, 1)
                .udp(CLIENT, 50_000, SERVER, 5_000, 1);
        assertThat(scenario.run().bySourceLength(CLIENT, "udp_rate_pps")).containsExactly(2 / 5.0, 2 / 30.0, 2 / 180.0);
    }

    @Test
    void udpDestinationPortsAreThoseOfUdpOnly() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1).udp(CLIENT, 50_000, OTHER, 5_000, 1);
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(1).syn();
        scenario.at(6).udp(CLIENT, 50_000, SERVER, 22, 1);
        assertThat(scenario.run().bySourceLength(CLIENT, "udp_dest_port_count")).containsExactly(1, 2, 2);
    }
}
