package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpProtocol;
import io.nta.packet.TcpFlags;
import io.nta.testkit.Alerts;
import io.nta.testkit.Scenario;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans, and what looks like them, from packets to alerts. Each seed has other gaps between the packets. */
class ScanTrafficTest {
    private static final String SCANNER = "10.0.0.66";
    private static final String VICTIM = "10.0.0.2";
    private static final String FOUND = "port_scan 10.0.0.66 > 10.0.0.2";
    private static final int UNREACHABLE = 3;
    private static final int PORT_UNREACHABLE = 3;

    private final Scenario scenario = new Scenario();
    private double now;

    private double after(Random random, double meanGap) {
        now += meanGap * (0.5 + random.nextDouble());
        return now;
    }

    /** As nmap -sS: one source port, no connection is completed; port 80 is open. */
    private void synScan(Random random, String scanner, String victim, int ports, double gap) {
        for (int port = 1; port <= ports; port++) {
            double at = after(random, gap);
            var talk = scenario.tcp(scanner, 50_000, victim, port).at(at).syn().at(at + 0.001);
            if (port == 80) {
                talk.synAck().at(at + 0.002).rst();
            } else {
                talk.serverRst();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.01", "2, 0.1", "3, 0.4", "4, 2", "5, 6"})
    void aSynScanIsOneAlertAtAnySpeed(long seed, double gap) {
        synScan(new Random(seed), SCANNER, VICTIM, 100, gap);
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @Test
    void aSynScanOverIpv6IsFoundToo() {
        synScan(new Random(1), "fd00::66", "fd00::2", 100, 0.1);
        assertThat(Alerts.of(scenario).lines()).containsExactly("port_scan fd00::66 > fd00::2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aConnectScanIsFoundAmidHonestConnections(long seed) {
        Random random = new Random(seed);
        for (int port = 1; port <= 60; port++) {
            double at = after(random, 0.2);
            var talk = scenario.tcp(SCANNER, 50_000 + port, VICTIM, port).at(at).syn();
            if (port % 10 == 0) {
                talk.at(at + 0.001).synAck().ack().fin().serverFin().ack();
            } else {
                talk.at(at + 0.001).serverRst();
            }
            scenario.tcp("10.0.0.7", 40_000 + port, VICTIM, 80)
                    .at(at)
                    .handshake()
                    .send("GET / HTTP/1.1\r\n\r\n")
                    .answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    .fin()
                    .serverFin()
                    .ack();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 41", "4, 16"})
    void probesWithOddFlagsAreAScan(long seed, int flags) {
        Random random = new Random(seed);
        for (int port = 1; port <= 100; port++) {
            double at = after(random, 0.05);
            scenario.at(at).segment(SCANNER, 50_000, VICTIM, port, flags);
            if ((flags & TcpFlags.ACK) != 0) {
                scenario.at(at + 0.001).segment(VICTIM, port, SCANNER, 50_000, TcpFlags.RST);
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aUdpScanIsFoundByItsRefusals(long seed) {
        Random random = new Random(seed);
        for (int port = 1; port <= 60; port++) {
            double at = after(random, 0.3);
            scenario.at(at).udp(SCANNER, 50_000, VICTIM, port, 0);
            // Linux answers about one a second.
            if (port % 3 == 0) {
                scenario.at(at + 0.001)
                        .error(VICTIM, UNREACHABLE, PORT_UNREACHABLE, IpProtocol.UDP, SCANNER, 50_000, VICTIM, port);
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSweepOfOneNetworkIsOneAlertWithoutATarget(long seed) {
        Random random = new Random(seed);
        for (int host = 1; host <= 120; host++) {
            scenario.tcp(SCANNER, 50_000, "10.0.1." + host, 445)
                    .at(after(random, 0.1))
                    .syn();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("port_scan 10.0.0.66 > -");
    }

    @Test
    void decoysAreAlertsOfTheirOwnAndTheVictimIsTheSame() {
        for (String scanner : new String[] {"10.0.0.66", "10.0.0.67", "10.0.0.68"}) {
            now = 0;
            synScan(new Random(1), scanner, VICTIM, 60, 0.05);
        }
        assertThat(Alerts.of(scenario).lines())
                .containsExactly(
                        "port_scan 10.0.0.66 > 10.0.0.2",
                        "port_scan 10.0.0.67 > 10.0.0.2",
                        "port_scan 10.0.0.68 > 10.0.0.2");
    }

    @Test
    void aScanSharedByManySourcesIsFoundAtItsTarget() {
        Random random = new Random(1);
        for (int port = 1; port <= 200; port++) {
            double at = after(random, 0.05);
            scenario.tcp("10.1.0." + (1 + port % 40), 50_000 + port, VICTIM, port)
                    .at(at)
                    .syn()
                    .at(at + 0.001)
                    .serverRst();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("port_scan - > 10.0.0.2");
    }

    @Test
    void aHundredDecoysOfOneNetworkAskForTheSamePortsAndAreNoFlood() {
        for (int port = 1; port <= 150; port++) {
            for (int decoy = 1; decoy <= 100; decoy++) {
                scenario.tcp("10.1.0." + decoy, 50_000, VICTIM, port)
                        .at(0.02 * port + 0.0001 * decoy)
                        .syn()
                        .serverRst();
            }
        }
        assertThat(Alerts.of(scenario).lines())
                .filteredOn(line -> line.startsWith("port_scan 10.1.0."))
                .hasSize(100);
    }

    @Test
    void aScanSharedByManySourcesOfManyNetworksIsFoundAtItsTarget() {
        Random random = new Random(1);
        for (int port = 1; port <= 2_000; port++) {
            scenario.tcp("10." + (1 + port % 250) + ".0.9", 50_000 + port, VICTIM, port)
                    .at(after(random, 0.005))
                    .syn();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("port_scan - > 10.0.0.2");
    }

    @Test
    void whoScansFromTheNetworkThatAFloodIsForgedInIsFound() {
        Random random = new Random(1);
        for (int i = 0; i < 15_000; i++) {
            double at = after(random, 0.001);
            scenario.tcp("10.1.0." + random.nextInt(256), 1_024 + i, VICTIM, 1 + random.nextInt(65_000))
                    .at(at)
                    .syn();
            if (i % 10 == 0) {
                scenario.tcp("10.1.0.66", 50_000, VICTIM, 1 + i / 10).at(at).syn();
            }
        }
        assertThat(Alerts.of(scenario).lines())
                .containsExactlyInAnyOrder("port_scan 10.1.0.66 > 10.0.0.2", "syn_flood - > 10.0.0.2");
    }

    @Test
    void aTracerouteOverUdpIsNoScan() {
        for (int probe = 0; probe < 45; probe++) {
            int port = 33_434 + probe;
            int hop = 1 + probe / 3;
            double at = 0.2 * probe;
            scenario.at(at).udp("10.0.0.7", 50_000 + probe, "192.0.2.9", port, 32);
            boolean arrived = hop == 15;
            scenario.at(at + 0.01)
                    .error(
                            arrived ? "192.0.2.9" : "10.9.9." + hop,
                            arrived ? UNREACHABLE : 11,
                            arrived ? PORT_UNREACHABLE : 0,
                            IpProtocol.UDP,
                            "10.0.0.7",
                            50_000 + probe,
                            "192.0.2.9",
                            port);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aClientThatKeepsTryingADeadServerIsNoScanner() {
        for (int i = 0; i < 300; i++) {
            double at = i;
            scenario.tcp("10.0.0.7", 40_000 + i, VICTIM, 5_432)
                    .at(at)
                    .syn()
                    .at(at + 0.001)
                    .serverRst();
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void browsingManyHostsIsNoSweep() {
        for (int host = 1; host <= 200; host++) {
            scenario.tcp("10.0.0.7", 40_000 + host, "198.51." + host + ".1", 443)
                    .at(0.1 * host)
                    .handshake()
                    .send(new byte[200])
                    .answer(new byte[1_000])
                    .fin()
                    .serverFin()
                    .ack();
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void peerToPeerThatTriesScatteredHostsOnScatteredPortsIsNoSweep() {
        Random random = new Random(1);
        for (int host = 1; host <= 200; host++) {
            scenario.tcp("10.0.0.7", 40_000 + host, "198." + random.nextInt(200) + "." + host + ".1", 6_881 + host)
                    .at(after(random, 0.2))
                    .syn();
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }
}
