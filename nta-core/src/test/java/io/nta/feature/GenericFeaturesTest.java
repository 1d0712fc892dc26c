package io.nta.feature;

import static io.nta.testkit.Traffic.ICMP_HEADERS;
import static io.nta.testkit.Traffic.TCP_HEADERS;
import static io.nta.testkit.Traffic.UDP_HEADERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.packet.Frames;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import org.junit.jupiter.api.Test;

class GenericFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String WEB = "10.0.0.2";
    private static final String OTHER = "10.0.0.3";

    private static final int BIG = UDP_HEADERS + 58;
    private static final int SMALL = UDP_HEADERS + 8;
    /** SYN and ACK, one UDP datagram, one echo request. */
    private static final int FIRST_BYTES = 2 * TCP_HEADERS + BIG + ICMP_HEADERS;

    /** Of the client: in the first 5 s four packets of 54, 54, 100 and 42 bytes; at 6 s one of 50. Of the others: three answers. */
    private static Rows mixed() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, WEB, 80).at(0).syn().at(1).synAck().ack();
        scenario.at(2).udp(CLIENT, 50_000, OTHER, 5_000, 58);
        scenario.at(3).echo(CLIENT, WEB);
        scenario.at(3.1).echoReply(WEB, CLIENT);
        scenario.at(4).udp(OTHER, 5_000, CLIENT, 50_000, 900);
        scenario.at(6).udp(CLIENT, 50_000, OTHER, 5_000, 8);
        return scenario.run();
    }

    @Test
    void packetCountIsThePacketsOfTheInitiatorOnly() {
        Rows rows = mixed();
        assertThat(rows.bySourceLength(CLIENT, "packet_count")).containsExactly(4, 5, 5);
        assertThat(rows.byLength(KeyKind.TARGET, WEB, "packet_count")).containsExactly(3, 3, 3);
        assertThat(rows.find(KeyKind.SOURCE, WEB, 5, 0)).isEmpty();
        assertThat(rows.find(KeyKind.TARGET, CLIENT, 5, 0)).isEmpty();
    }

    @Test
    void packetRateIsPerSecondOfTheWindow() {
        assertThat(mixed().bySourceLength(CLIENT, "packet_rate_pps")).containsExactly(4 / 5.0, 5 / 30.0, 5 / 180.0);
    }

    @Test
    void byteCountIsTheLengthOnTheWireOfForwardPackets() {
        Rows rows = mixed();
        assertThat(rows.bySourceLength(CLIENT, "byte_count"))
                .containsExactly(FIRST_BYTES, FIRST_BYTES + SMALL, FIRST_BYTES + SMALL);
        assertThat(rows.target(WEB, 5, 0).get("byte_count")).isEqualTo(2 * TCP_HEADERS + ICMP_HEADERS);
    }

    @Test
    void aPacketCutByTheSnapLengthCountsWithItsLengthOnTheWire() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .cutFrame(Frames.ethernet().ip(CLIENT, WEB).udp(50_000, 5_000).payload(new byte[1_000]), 60);
        assertThat(scenario.run().source(CLIENT, 5, 0).get("byte_count")).isEqualTo(UDP_HEADERS + 1_000);
    }

    @Test
    void byteRateIsInBitsPerSecond() {
        assertThat(mixed().bySourceLength(CLIENT, "byte_rate_bps"))
                .containsExactly(
                        8.0 * FIRST_BYTES / 5, 8.0 * (FIRST_BYTES + SMALL) / 30, 8.0 * (FIRST_BYTES + SMALL) / 180);
    }

    @Test
    void averagePacketSizeIsTheMeanOfTheForwardLengths() {
        // 250 / 4, 300 / 5
        assertThat(mixed().bySourceLength(CLIENT, "avg_packet_size")).containsExactly(62.5, 60, 60);
    }

    @Test
    void packetSizeVarianceDividesByOneLessThanTheCount() {
        // Around 62.5: 2 * 8.5^2 + 37.5^2 + 20.5^2 = 1971, / 3. Around 60: 2 * 6^2 + 40^2 + 18^2 + 10^2 = 2096, / 4.
        assertThat(mixed().bySourceLength(CLIENT, "packet_size_variance"))
                .containsExactly(new double[] {1_971 / 3.0, 2_096 / 4.0, 2_096 / 4.0}, within(1e-9));
    }

    @Test
    void averageAndVarianceAreZeroWithTooFewPackets() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, OTHER, 5_000, 58);
        scenario.at(6).udp(OTHER, 5_000, CLIENT, 50_000, 58);
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, 0).get("avg_packet_size")).isEqualTo(BIG);
        assertThat(rows.source(CLIENT, 5, 0).get("packet_size_variance")).isZero();
        assertThat(rows.source(CLIENT, 5, 5).get("avg_packet_size")).isZero();
        assertThat(rows.source(CLIENT, 5, 5).get("packet_size_variance")).isZero();
    }

    @Test
    void tcpCountIsForwardTcpPackets() {
        assertThat(mixed().bySourceLength(CLIENT, "tcp_count")).containsExactly(2, 2, 2);
    }

    @Test
    void udpCountIsForwardUdpPackets() {
        Rows rows = mixed();
        assertThat(rows.bySourceLength(CLIENT, "udp_count")).containsExactly(1, 2, 2);
        assertThat(rows.target(OTHER, 30, 0).get("udp_count")).isEqualTo(2);
    }

    @Test
    void icmpCountIsForwardIcmpPacketsOfBothVersions() {
        assertThat(mixed().bySourceLength(CLIENT, "icmp_count")).containsExactly(1, 1, 1);
        Scenario six = new Scenario();
        six.at(0).icmp("2001:db8::1", "2001:db8::2", 128, 0, 0);
        six.at(0).icmp("2001:db8::2", "2001:db8::1", 129, 0, 0);
        assertThat(six.run().source("2001:db8::1", 5, 0).get("icmp_count")).isEqualTo(1);
    }

    @Test
    void arpCountIsKeyedBySenderAndTargetProtocolAddress() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpRequest(Frames.SOURCE_MAC, CLIENT, WEB);
        scenario.at(0.1).arpReply(Frames.DESTINATION_MAC, WEB, CLIENT);
        scenario.at(1).arpRequest(Frames.SOURCE_MAC, CLIENT, WEB);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "arp_count")).containsExactly(2, 2, 2);
        assertThat(rows.target(WEB, 5, 0).get("arp_count")).isEqualTo(2);
        assertThat(rows.source(WEB, 5, 0).get("arp_count")).isEqualTo(1);
        assertThat(rows.target(CLIENT, 5, 0).get("arp_count")).isEqualTo(1);
    }

    @Test
    void uniqueDestinationAddressesAreUnitedOverWindows() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, OTHER, 5_000, 0);
        scenario.at(1).udp(CLIENT, 50_000, WEB, 5_000, 0);
        scenario.at(6).udp(CLIENT, 50_000, WEB, 5_000, 0);
        scenario.at(7).udp(CLIENT, 50_000, "10.0.0.4", 5_000, 0);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "unique_dst_ips")).containsExactly(2, 3, 3);
        assertThat(rows.source(CLIENT, 5, 5).get("unique_dst_ips")).isEqualTo(2);
    }

    @Test
    void uniqueDestinationPortsCountAPortOfTcpAndUdpOnce() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp(CLIENT, 50_000, WEB, 80, 0);
        scenario.tcp(CLIENT, 40_000, WEB, 80).at(1).syn();
        scenario.tcp(CLIENT, 40_001, WEB, 443).at(2).syn();
        scenario.at(6).udp(CLIENT, 50_000, OTHER, 443, 0);
        scenario.at(7).udp(CLIENT, 50_000, OTHER, 5_000, 0);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "unique_dst_ports")).containsExactly(2, 3, 3);
        assertThat(rows.target(OTHER, 30, 0).get("unique_dst_ports")).isEqualTo(2);
    }
}
