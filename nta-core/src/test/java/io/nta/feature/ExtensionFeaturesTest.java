package io.nta.feature;

import static io.nta.testkit.Traffic.UDP_HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.TcpFlags;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.SshTalk;
import org.junit.jupiter.api.Test;

/** The extension features that tell of logins, networks and sizes. */
class ExtensionFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    /** One that logs in at the third password, one that gives up after the first rejection. */
    private static Rows sessions() {
        Scenario scenario = new Scenario();
        SshTalk logsIn = SshTalk.accepted(scenario.at(0), CLIENT, 40_000, SERVER, 22)
                .none()
                .wrongPassword();
        SshTalk.accepted(scenario.at(1), CLIENT, 40_001, SERVER, 22)
                .none()
                .tcp()
                .rst();
        logsIn.at(6).wrongPassword().rightPassword();
        return scenario.run();
    }

    @Test
    void sshFailuresAreRejectionsAndAtLeastOneOfWhoGaveUp() {
        Rows rows = sessions();
        assertThat(rows.bySourceLength(CLIENT, "ssh_auth_failure_count")).containsExactly(2, 3, 3);
        assertThat(rows.byLength(KeyKind.TARGET, SERVER, "ssh_auth_failure_count"))
                .containsExactly(2, 3, 3);
    }

    @Test
    void sshLoginsAreCountedWhenTheySucceed() {
        assertThat(sessions().bySourceLength(CLIENT, "ssh_login_count")).containsExactly(0, 1, 1);
    }

    @Test
    void sshGivenUpAreConnectionsClosedWithoutALogin() {
        assertThat(sessions().bySourceLength(CLIENT, "ssh_given_up_count")).containsExactly(1, 1, 1);
    }

    @Test
    void unsolicitedUdpLeavesOutOtherProtocols() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(SERVER, 53, CLIENT, 50_000, 100).udp(SERVER, 53, CLIENT, 50_000, 100);
        scenario.segment(SERVER, 80, CLIENT, 40_000, TcpFlags.SYN | TcpFlags.ACK)
                .echoReply(SERVER, CLIENT);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "unsolicited_udp_packet_count")).containsExactly(2, 2, 2);
        assertThat(rows.bySourceLength(CLIENT, "unsolicited_packet_count")).containsExactly(4, 4, 4);
    }

    @Test
    void destinationNetworksAreOf24Or64Bits() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, "192.0.2.1", 5_000, 1).udp(CLIENT, 50_000, "192.0.2.255", 5_000, 1);
        scenario.at(1).udp(CLIENT, 50_000, "192.0.3.1", 5_000, 1);
        scenario.at(6).udp(CLIENT, 50_000, "198.51.2.1", 5_000, 1);
        assertThat(scenario.run().bySourceLength(CLIENT, "unique_dst_networks")).containsExactly(2, 3, 3);
        Scenario six = new Scenario();
        six.at(0).udp("2001:db8::1", 50_000, "2001:db8:0:1::1", 5_000, 1);
        six.at(0).udp("2001:db8::1", 50_000, "2001:db8:0:1:ffff::1", 5_000, 1);
        six.at(0).udp("2001:db8::1", 50_000, "2001:db8:0:2::1", 5_000, 1);
        assertThat(six.run().bySourceLength("2001:db8::1", "unique_dst_networks"))
                .containsExactly(2, 2, 2);
    }

    @Test
    void traceroutePortsAreUdpFrom33434To33625() {
        Scenario scenario = new Scenario();
        for (int port : new int[] {33_433, 33_434, 33_500, 33_500, 33_625, 33_626}) {
            scenario.at(0).udp(CLIENT, 50_000, SERVER, port, 1);
        }
        scenario.tcp(CLIENT, 40_000, SERVER, 33_435).at(1).syn();
        assertThat(scenario.run().bySourceLength(CLIENT, "traceroute_port_count"))
                .containsExactly(3, 3, 3);
    }

    @Test
    void udpPacketSizeIsTheMeanOfForwardUdpPackets() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .udp(CLIENT, 50_000, SERVER, 5_000, 10)
                .udp(SERVER, 5_000, CLIENT, 50_000, 900)
                .echo(CLIENT, SERVER);
        scenario.at(6).udp(CLIENT, 50_000, SERVER, 5_000, 30);
        assertThat(scenario.run().bySourceLength(CLIENT, "avg_udp_packet_size"))
                .containsExactly(UDP_HEADERS + 10, UDP_HEADERS + 20, UDP_HEADERS + 20);
    }

    @Test
    void theHeaviestPeerIsTheOtherEndSeenFromTheKey() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        for (int i = 0; i < 3; i++) {
            scenario.at(1).udp(CLIENT, 50_000, "10.0.0.3", 5_000, 1).udp("10.0.0.9", 50_000 + i, SERVER, 5_000, 1);
        }
        Rows rows = scenario.run();
        Peer target = rows.source(CLIENT, 5, 0).context().peer(Tally.PACKETS);
        assertThat(target.address()).hasToString("10.0.0.3");
        assertThat(target.share()).isEqualTo(3 / 4.0);
        Peer source = rows.target(SERVER, 30, 0).context().peer(Tally.PACKETS);
        assertThat(source.address()).hasToString("10.0.0.9");
        assertThat(source.weight()).isEqualTo(3);
        assertThat(source.total()).isEqualTo(4);
        assertThat(rows.target(SERVER, 5, 0).context().peer(Tally.OPENINGS).weight())
                .isEqualTo(3);
        assertThat(rows.target(SERVER, 5, 0).context().peer(Tally.QUERIES)).isNull();
    }
}
