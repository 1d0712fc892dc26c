package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortScanRuleTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    private final RuleProbe rule = new RuleProbe(PortScanRule::new);

    /** TCP ports of one host, none of which answers. */
    private static MadeRow tcpPorts(int seconds, double ports) {
        return MadeRow.source(A, seconds)
                .with("distinct_targets_count", ports)
                .with("unique_dst_ports", ports)
                .with("unique_dst_ips", 1)
                .with("attempted_conn_count", ports)
                .peer(Tally.OPENINGS, B, 1);
    }

    private static MadeRow udpPorts(int seconds, double ports) {
        return MadeRow.source(A, seconds)
                .with("distinct_targets_count", ports)
                .with("unique_dst_ports", ports)
                .with("udp_dest_port_count", ports)
                .with("unique_dst_ips", 1)
                .with("udp_count", ports)
                .peer(Tally.OPENINGS, B, 1);
    }

    /** One TCP port of many hosts, none of which answers. */
    private static MadeRow hosts(int seconds, double hosts, double networks) {
        return MadeRow.source(A, seconds)
                .with("distinct_targets_count", hosts)
                .with("unique_dst_ips", hosts)
                .with("unique_dst_networks", networks)
                .with("unique_dst_ports", 1)
                .with("attempted_conn_count", hosts)
                .peer(Tally.OPENINGS, B, 0.01);
    }

    @Nested
    class Vertical {
        @ParameterizedTest
        @CsvSource({"5, 9", "30, 12", "180, 24"})
        void failingPortsOfOneHostCountAtTheLimitOfTheirWindow(int seconds, int limit) {
            assertThat(rule.alarms(tcpPorts(seconds, limit - 1))).isFalse();
            rule.assertEvidence(tcpPorts(seconds, limit), limit, limit);
            assertThat(rule.verdict(tcpPorts(seconds, limit)).type()).isEqualTo(AttackType.PORT_SCAN);
            assertThat(rule.alarms(tcpPorts(seconds, 5), "port_scan.failing_ports." + seconds, 5))
                    .isTrue();
        }

        @Test
        void portsThatAnswerDontCount() {
            MadeRow open = tcpPorts(5, 20).with("established_conn_count", 8).with("answered_targets_count", 8);
            assertThat(rule.alarms(open)).isTrue();
            assertThat(rule.alarms(open, "port_scan.failing_share", 0.61)).isFalse();
            assertThat(rule.alarms(open.with("answered_targets_count", 9))).isFalse();
        }

        @Test
        void probesWithOddFlagsAreAttempts() {
            MadeRow fin = tcpPorts(5, 9).with("attempted_conn_count", 0);
            assertThat(rule.alarms(fin)).isFalse();
            assertThat(rule.alarms(fin.with("odd_probe_count", 9))).isTrue();
        }

        @Test
        void refusalsAreFailuresThoughNoAttemptWasSeen() {
            MadeRow refused = tcpPorts(5, 9).with("attempted_conn_count", 0).with("refused_conn_count", 9);
            assertThat(rule.alarms(refused)).isTrue();
            assertThat(rule.alarms(refused.with("udp_refused_flow_count", 1))).isFalse();
        }

        @Test
        void retriesOfOnePortAreNoScan() {
            assertThat(rule.alarms(tcpPorts(5, 1).with("attempted_conn_count", 500)))
                    .isFalse();
        }

        @Test
        void aFewPortsOnEachOfSeveralHostsAreNoVerticalScan() {
            assertThat(rule.alarms(tcpPorts(5, 20).with("unique_dst_ips", 4))).isTrue();
            assertThat(rule.alarms(tcpPorts(5, 19).with("unique_dst_ips", 4))).isFalse();
        }

        @Test
        void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
            rule.assertNames(tcpPorts(5, 100), A, B);
            MadeRow target = MadeRow.target(B, 5)
                    .with("distinct_targets_count", 100)
                    .with("unique_dst_ports", 100)
                    .with("unique_dst_ips", 1)
                    .with("attempted_conn_count", 100)
                    .with("unique_src_ips", 3);
            rule.assertNames(target.peer(Tally.OPENINGS, A, 0.8), A, B);
            rule.assertNames(target.peer(Tally.OPENINGS, A, 0.33), null, B);
        }

        @Test
        void portsAskedFromForgedSourcesAreAFlood() {
            MadeRow target = MadeRow.target(B, 5)
                    .with("distinct_targets_count", 299)
                    .with("unique_dst_ports", 299)
                    .with("attempted_conn_count", 299);
            assertThat(rule.alarms(target.with("unique_src_ips", 100))).isFalse();
            assertThat(rule.alarms(target.with("unique_src_ips", 99)))
                    .as("decoys are fewer")
                    .isTrue();
            assertThat(rule.alarms(target.with("unique_src_ips", 60).with("distinct_targets_count", 89)))
                    .as("the window at the edge of a flood")
                    .isFalse();
            assertThat(rule.alarms(target.with("distinct_targets_count", 90))).isTrue();
            assertThat(rule.alarms(target.with("unique_src_ips", 100).with("distinct_targets_count", 300)))
                    .as("sources that ask for several ports each scan")
                    .isTrue();
        }
    }

    @Nested
    class Udp {
        @ParameterizedTest
        @CsvSource({"5, 30", "30, 50", "180, 90"})
        void silenceSaysLittleSoItTakesManyPorts(int seconds, int limit) {
            assertThat(rule.alarms(udpPorts(seconds, limit - 1))).isFalse();
            rule.assertEvidence(udpPorts(seconds, limit), limit, limit);
            assertThat(rule.alarms(udpPorts(seconds, limit), "port_scan.silent_udp_ports." + seconds, limit + 1))
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({"5, 9", "30, 12", "180, 24"})
        void threeRefusalsLowerTheLimit(int seconds, int limit) {
            assertThat(rule.alarms(udpPorts(seconds, limit).with("refused_targets_count", 2)))
                    .isFalse();
            rule.assertEvidence(udpPorts(seconds, limit).with("refused_targets_count", 3), limit, limit);
            assertThat(rule.alarms(udpPorts(seconds, limit - 1).with("refused_targets_count", 3)))
                    .isFalse();
        }

        @Test
        void traceroutesPortsDontCount() {
            MadeRow traceroute = udpPorts(5, 48).with("refused_targets_count", 3);
            assertThat(rule.alarms(traceroute.with("traceroute_port_count", 39)))
                    .isTrue();
            assertThat(rule.alarms(traceroute.with("traceroute_port_count", 40)))
                    .isFalse();
        }

        @Test
        void probesThatExpireOnTheirWayTraceAPath() {
            MadeRow elsewhere = udpPorts(5, 40).with("refused_targets_count", 3);
            assertThat(rule.alarms(elsewhere.with("time_exceeded_count", 8))).isTrue();
            assertThat(rule.alarms(elsewhere.with("time_exceeded_count", 9))).isFalse();
        }

        @Test
        void datagramsThatCarryDataAtARateSwamp() {
            MadeRow data = udpPorts(5, 100).with("avg_udp_packet_size", 121);
            assertThat(rule.alarms(data.with("udp_count", 99))).isTrue();
            assertThat(rule.alarms(data.with("udp_count", 100))).isFalse();
            assertThat(rule.alarms(data, "port_scan.flood_packet_rate", 21)).isTrue();
            assertThat(rule.alarms(data, "port_scan.flood_packet_size", 121)).isTrue();
        }

        /** One of many reflectors sends little, to ever other ports, but at length. */
        @Test
        void longDatagramsAreNoProbesHoweverFew() {
            MadeRow few = udpPorts(5, 40).with("udp_count", 40);
            assertThat(rule.alarms(few.with("avg_udp_packet_size", 400))).isTrue();
            MadeRow longer = few.with("avg_udp_packet_size", 401);
            assertThat(rule.alarms(longer)).isFalse();
            assertThat(rule.alarms(longer, "port_scan.longest_probe", 401)).isTrue();
        }
    }

    @Nested
    class Horizontal {
        @ParameterizedTest
        @CsvSource({"5, 64", "30, 100", "180, 120"})
        void failingHostsAllOverCountAtTheHigherLimit(int seconds, int limit) {
            assertThat(rule.alarms(hosts(seconds, limit - 1, limit - 1))).isFalse();
            rule.assertEvidence(hosts(seconds, limit, limit), limit, limit);
            assertThat(rule.alarms(hosts(seconds, 50, 50), "port_scan.failing_hosts." + seconds, 50))
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource({"5, 16", "30, 20", "180, 30"})
        void failingHostsOfOneNetworkCountAtTheLowerLimit(int seconds, int limit) {
            assertThat(rule.alarms(hosts(seconds, limit - 1, 1))).isFalse();
            rule.assertEvidence(hosts(seconds, limit, 1), limit, limit);
            assertThat(rule.alarms(hosts(seconds, limit, 1), "port_scan.failing_neighbour_hosts." + seconds, limit + 1))
                    .isFalse();
        }

        @Test
        void eightHostsOfANetworkAreNeighbours() {
            assertThat(rule.alarms(hosts(5, 40, 5))).isTrue();
            assertThat(rule.alarms(hosts(5, 40, 6))).isFalse();
        }

        @Test
        void peerToPeerTriesScatteredHostsOnScatteredPorts() {
            // Gnutella in the reference captures: 59 failing hosts in 30 s.
            assertThat(rule.alarms(hosts(30, 59, 59))).isFalse();
            assertThat(rule.alarms(hosts(30, 200, 200).with("unique_dst_ports", 40)))
                    .isTrue();
            assertThat(rule.alarms(hosts(30, 200, 200).with("unique_dst_ports", 41)))
                    .isFalse();
        }

        @Test
        void whoTriesScatteredHostsAgainAndAgainIsNoScanner() {
            assertThat(rule.alarms(hosts(30, 200, 200).with("attempted_conn_count", 600)))
                    .isTrue();
            assertThat(rule.alarms(hosts(30, 200, 200).with("attempted_conn_count", 601)))
                    .isFalse();
            assertThat(rule.alarms(hosts(30, 200, 1).with("attempted_conn_count", 601)))
                    .as("a sweep of one network may retry")
                    .isTrue();
        }

        @Test
        void aSweepNamesTheScannerAndNoTarget() {
            rule.assertNames(hosts(5, 100, 1), A, null);
        }

        @Test
        void aTargetsRowShowsNoSweep() {
            MadeRow manyClients = MadeRow.target(B, 5)
                    .with("distinct_targets_count", 1)
                    .with("unique_dst_ports", 1)
                    .with("unique_src_ips", 500)
                    .with("attempted_conn_count", 500);
            assertThat(rule.alarms(manyClients)).isFalse();
        }
    }
}
