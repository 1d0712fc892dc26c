package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import io.nta.testkit.Alerts;
import io.nta.testkit.Scenario;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Floods, and what looks like them, from packets to alerts. Each seed has other gaps between the packets. */
class FloodTrafficTest {
    private static final String ATTACKER = "10.0.0.66";
    private static final String VICTIM = "10.0.0.2";

    private final Scenario scenario = new Scenario();
    private double now;

    private double after(Random random, double meanGap) {
        now += meanGap * (0.5 + random.nextDouble());
        return now;
    }

    private static String anywhere(Random random) {
        return (11 + random.nextInt(100)) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                + (1 + random.nextInt(254));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSynFloodFromForgedSourcesNamesNoAttacker(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            double at = after(random, 0.01);
            scenario.tcp(anywhere(random), 1_024 + random.nextInt(60_000), VICTIM, 80)
                    .at(at)
                    .syn()
                    .at(at + 0.0005)
                    .synAck();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("syn_flood - > 10.0.0.2");
    }

    /** As hping3 sends them with -k. */
    @ParameterizedTest
    @CsvSource({"10.0.0.66, syn_flood 10.0.0.66 > 10.0.0.2", "10.0.0.2, syn_flood 10.0.0.2 > 10.0.0.2"})
    void synsThatAllHaveOnePortAndTheirOwnSequenceNumbersAreOneAlert(String source, String found) {
        Random random = new Random(9);
        for (int i = 0; i < 2_000; i++) {
            scenario.tcp(source, 80, VICTIM, 80)
                    .at(after(random, 0.01))
                    .sequence(random.nextInt(1 << 30))
                    .syn();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource({"4, 0.005", "5, 0.02", "6, 0.03"})
    void aSynFloodFromForgedSourcesToRandomPortsIsNoScan(long seed, double gap) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            scenario.tcp(anywhere(random), 1_024 + i, VICTIM, 1 + random.nextInt(65_000))
                    .at(after(random, gap))
                    .syn();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("syn_flood - > 10.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "1, silent, 0.0003, 256",
        "2, answers, 0.001, 256",
        "3, refuses, 0.002, 256",
        "4, silent, 0.006, 256",
        "5, silent, 0.002, 80"
    })
    void aSynFloodToAnyPortWhoseForgedSourcesLieInOneNetworkIsOneAlert(
            long seed, String server, double gap, int addresses) {
        Random random = new Random(seed);
        for (int i = 0; i < 16_000; i++) {
            double at = after(random, gap);
            var talk = scenario.tcp(
                    "50.46.117." + random.nextInt(addresses), 1_024 + i, VICTIM, 1 + random.nextInt(65_000));
            talk.at(at).syn().at(at + 0.0001);
            if (server.equals("answers")) {
                talk.synAck();
            } else if (server.equals("refuses")) {
                talk.serverRst();
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("syn_flood - > 10.0.0.2");
    }

    @Test
    void aUdpFloodToAnyPortWhoseForgedSourcesLieInOneNetworkIsOneAlert() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            scenario.at(after(random, 0.0005))
                    .udp("50.46.117." + random.nextInt(256), 1_024 + i, VICTIM, 1 + random.nextInt(65_000), 10);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("udp_flood - > 10.0.0.2");
    }

    @Test
    void clientsOfOneNetworkThatLoseTheirServerAreNoFlood() {
        Random random = new Random(7);
        for (int i = 0; i < 280; i++) {
            scenario.tcp("10.0.1." + (1 + i % 90), 1_024 + i, VICTIM, 8_000 + random.nextInt(40))
                    .at(after(random, 0.015))
                    .syn();
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void halfOpenHealthChecksOfAPoolAreNoFlood() {
        for (int second = 0; second < 400; second += 2) {
            for (int member = 1; member <= 40; member++) {
                double at = second + 0.01 * member;
                scenario.tcp("10.0.0.5", 1_024 + 40 * second + member, "10.0.2." + member, 80)
                        .at(at)
                        .syn()
                        .at(at + 0.001)
                        .synAck()
                        .at(at + 0.002)
                        .rst();
            }
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aSynFloodFromOneSourceNamesIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            double at = after(random, 0.01);
            var talk = scenario.tcp(ATTACKER, 1_024 + i, VICTIM, 80);
            // The attacker's own kernel knows nothing of the handshake.
            talk.at(at).syn().at(at + 0.0005).synAck().at(at + 0.001).rst();
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("syn_flood 10.0.0.66 > 10.0.0.2");
    }

    @Test
    void theRefusedPollOfADeadServerIsNoFlood() {
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            double at = after(random, 0.05);
            scenario.tcp("10.0.0.7", 1_024 + i, VICTIM, 8_080)
                    .at(at)
                    .syn()
                    .at(at + 0.0005)
                    .serverRst();
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aLoadTestWhoseConnectionsCompleteIsNoFlood() {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            double at = after(random, 0.005);
            scenario.tcp("10.0.0.7", 1_024 + i, VICTIM, 80)
                    .at(at)
                    .handshake()
                    .send("GET / HTTP/1.1\r\n\r\n")
                    .at(at + 0.002)
                    .answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    .fin()
                    .serverFin()
                    .ack();
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aUdpFloodOfOneSocketIsFoundByItsRate(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 24_000; i++) {
            scenario.at(after(random, 1 / 2_400.0)).udp(ATTACKER, 50_000, VICTIM, 9_000, 64);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("udp_flood 10.0.0.66 > 10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 400})
    void aUdpFloodToOnePortWithASourcePortEachIsFoundByItsFlows(int payload) {
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            scenario.at(after(random, 0.005)).udp(ATTACKER, 1_024 + i, VICTIM, 9_000, payload);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("udp_flood 10.0.0.66 > 10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aUdpFloodOfDataToRandomPortsIsNoScanThoughTheTargetRefuses(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            int port = 1 + random.nextInt(65_000);
            double at = after(random, 0.003);
            scenario.at(at).udp(ATTACKER, 50_000, VICTIM, port, 500);
            if (i % 300 == 0) {
                scenario.at(at + 0.001).error(VICTIM, 3, 3, IpProtocol.UDP, ATTACKER, 50_000, VICTIM, port);
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("udp_flood 10.0.0.66 > 10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void dnsAnswersThatNobodyAskedForAreAFloodFromNobodyInParticular(long seed) {
        Random random = new Random(seed);
        byte[] answer = DnsMessages.response(7, "big.example.com", DnsMessages.TXT, 0, new byte[250], new byte[250]);
        for (int i = 0; i < 4_000; i++) {
            scenario.at(after(random, 0.004))
                    .frame(Frames.ethernet()
                            .ip("198.51.100." + (1 + random.nextInt(100)), VICTIM)
                            .udp(53, 1_024 + random.nextInt(60_000))
                            .payload(answer));
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("udp_flood - > 10.0.0.2");
    }

    @Test
    void oneWayVideoIsNoFlood() {
        for (int i = 0; i < 30_000; i++) {
            scenario.at(0.001 * i).udp("10.0.0.7", 50_000, VICTIM, 5_004, 1_316);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void multicastIsNoFlood() {
        for (int i = 0; i < 20_000; i++) {
            scenario.at(0.0005 * i).udp("10.0.0.7", 50_000, "239.1.1.1", 5_004, 1_316);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aBusyResolverIsNoFlood() {
        Random random = new Random(1);
        for (int i = 0; i < 4_000; i++) {
            double at = after(random, 0.005);
            String client = "10.0.1." + (1 + random.nextInt(200));
            String name = "www" + random.nextInt(300) + ".example.com";
            scenario.at(at)
                    .frame(Frames.ethernet()
                            .ip(client, VICTIM)
                            .udp(1_024 + i, 53)
                            .payload(DnsMessages.query(i, name, DnsMessages.A)));
            scenario.at(at + 0.01)
                    .frame(Frames.ethernet()
                            .ip(VICTIM, client)
                            .udp(53, 1_024 + i)
                            .payload(DnsMessages.response(i, name, DnsMessages.A, 0, new byte[4])));
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anIcmpFloodIsFoundWhetherItIsAnsweredOrNot(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_500; i++) {
            double at = after(random, 0.01);
            scenario.at(at).echo(ATTACKER, VICTIM);
            if (seed != 1) {
                scenario.at(at + 0.001).echoReply(VICTIM, ATTACKER);
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("icmp_flood 10.0.0.66 > 10.0.0.2");
    }

    @Test
    void anIcmpFloodFromForgedSourcesNamesNoAttackerAndIpv6FloodsToo() {
        Random random = new Random(1);
        for (int i = 0; i < 1_500; i++) {
            scenario.at(after(random, 0.01)).echo(anywhere(random), VICTIM);
            scenario.at(now).icmp("fd00::66", "fd00::2", 128, 0, 56);
        }
        assertThat(Alerts.of(scenario).lines())
                .containsExactly("icmp_flood - > 10.0.0.2", "icmp_flood fd00::66 > fd00::2");
    }

    @Test
    void pingAndItsFastestForUsersAreNoFlood() {
        for (int i = 0; i < 1_500; i++) {
            double at = 0.2 * i;
            scenario.at(at).echo("10.0.0.7", VICTIM).at(at + 0.001).echoReply(VICTIM, "10.0.0.7");
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void fortyHostsThatPingTheGatewayEachSecondAreNoFlood() {
        for (int second = 0; second < 60; second++) {
            for (int host = 1; host <= 40; host++) {
                double at = second + 0.02 * host;
                String client = "10.0.1." + host;
                scenario.at(at).echo(client, VICTIM).at(at + 0.001).echoReply(VICTIM, client);
            }
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aPingSweepIsNoFlood() {
        for (int i = 0; i < 5_000; i++) {
            scenario.at(0.004 * i).echo("10.0.0.7", "10.0." + i / 250 + "." + (1 + i % 250));
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }
}
