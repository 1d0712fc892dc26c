package io.nta.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import org.junit.jupiter.api.Test;

class PortFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    private static Rows tcpTo(int... ports) {
        Scenario scenario = new Scenario();
        for (int port : ports) {
            scenario.tcp(CLIENT, 40_000, SERVER, port).at(0).syn().at(1).synAgain();
        }
        return scenario.run();
    }

    @Test
    void tcpPortsHitLeavesOutRemoteAccess() {
        Rows rows = tcpTo(80, 443, 22, 23, 513, 3_389, 5_900, 6_000, 6_063, 6_064, 5_999);
        assertThat(rows.bySourceLength(CLIENT, "tcp_ports_hit")).containsExactly(4, 4, 4);
        assertThat(rows.target(SERVER, 5, 0).get("tcp_ports_hit")).isEqualTo(4);
        assertThat(rows.source(CLIENT, 5, 0).get("udp_ports_hit")).isZero();
    }

    @Test
    void udpPortsHitLeavesOutRemoteAccess() {
        Scenario scenario = new Scenario();
        for (int port : new int[] {53, 123, 3_389, 6_010, 53}) {
            scenario.at(0).udp(CLIENT, 50_000, SERVER, port, 1);
        }
        scenario.at(6).udp(CLIENT, 50_000, SERVER, 161, 1);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "udp_ports_hit")).containsExactly(2, 3, 3);
        assertThat(rows.source(CLIENT, 5, 0).get("tcp_ports_hit")).isZero();
    }

    @Test
    void remoteAccessHitsAreConnectionsNotPackets() {
        Rows rows = tcpTo(22, 23, 513, 3_389, 5_900, 6_000, 6_063, 6_064, 80);
        assertThat(rows.bySourceLength(CLIENT, "remote_conn_port_hits")).containsExactly(7, 7, 7);
        Scenario again = new Scenario();
        again.tcp(CLIENT, 40_000, SERVER, 22).at(0).handshake().send("a").send("b");
        again.tcp(CLIENT, 40_001, SERVER, 22).at(6).handshake();
        assertThat(again.run().bySourceLength(CLIENT, "remote_conn_port_hits")).containsExactly(1, 2, 2);
    }
}
