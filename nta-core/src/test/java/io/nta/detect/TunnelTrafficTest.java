package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.DnsMessages;
import io.nta.testkit.Alerts;
import io.nta.testkit.Scenario;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DNS tunnels, and what looks like them, from packets to alerts. Each seed has other names and gaps. */
class TunnelTrafficTest {
    private static final String CLIENT = "10.0.0.66";
    private static final String RESOLVER = "10.0.0.53";
    private static final String UPSTREAM = "192.0.2.53";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final byte[] ADDRESS = {10, 0, 0, 1};

    private final Scenario scenario = new Scenario();

    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private void ask(double at, String from, String to, String name, int type) {
        scenario.at(at).query(from, to, name, type);
        scenario.at(at + 0.01).response(from, to, name, type, 0, ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.05, 1", "2, 0.3, 1", "3, 1, 16", "4, 2, 1", "5, 1, 10"})
    void dataInNamesIsFoundAtAnySpeed(long seed, double gap, int type) {
        Random random = new Random(seed);
        double at = 0;
        for (int i = 0; i < 120; i++) {
            at += gap * (0.5 + random.nextDouble());
            ask(at, CLIENT, RESOLVER, random(random, 40) + "." + random(random, 20) + ".t.example.net", type);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("dns_tunnel 10.0.0.66 > 10.0.0.53");
    }

    @Test
    void theResolverThatPassesATunnelOnIsNotAccused() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            String name = random(random, 50) + ".t.example.net";
            double at = 0.3 * i;
            scenario.at(at).query(CLIENT, RESOLVER, name, 1);
            ask(at + 0.001, RESOLVER, UPSTREAM, name, 1);
            scenario.at(at + 0.02).response(CLIENT, RESOLVER, name, 1, 0, ADDRESS);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("dns_tunnel 10.0.0.66 > 10.0.0.53");
    }

    @Test
    void longNamesOfAContentNetworkRepeatAndAreNoTunnel() {
        Random random = new Random(1);
        String[] names = new String[30];
        for (int i = 0; i < names.length; i++) {
            names[i] = "r" + i + "---sn-" + random(random, 30) + ".cdn.example.com";
        }
        for (int i = 0; i < 400; i++) {
            ask(0.5 * i, CLIENT, RESOLVER, names[random.nextInt(names.length)], 1);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void addressesLookedUpInAnRblOrInReverseAreNoTunnel() {
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            String reversed = random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                    + random.nextInt(256);
            ask(0.3 * i, CLIENT, RESOLVER, reversed + ".rbl.example", DnsMessages.A);
            ask(0.3 * i + 0.1, CLIENT, RESOLVER, reversed + ".in-addr.arpa", 12);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void addressesOfIpv6InReverseAreNoTunnel() {
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            StringBuilder nibbles = new StringBuilder();
            for (int nibble = 0; nibble < 32; nibble++) {
                nibbles.append(Integer.toHexString(random.nextInt(16))).append('.');
            }
            ask(0.3 * i, CLIENT, RESOLVER, nibbles + "ip6.arpa", 12);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aLookUpOfHashesEveryFewSecondsIsNoTunnel() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            ask(4 * i, CLIENT, RESOLVER, random(random, 40) + ".hash.example.com", DnsMessages.TXT);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void mailLookUpsOfManyDomainsAreNoTunnel() {
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            ask(0.3 * i, CLIENT, RESOLVER, "selector1._domainkey." + random(random, 12) + ".com", DnsMessages.TXT);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }
}
