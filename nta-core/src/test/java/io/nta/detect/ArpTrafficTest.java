package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Alerts;
import io.nta.testkit.Scenario;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ARP spoofing, and what looks like it, from packets to alerts. Each seed has other gaps between the packets. */
class ArpTrafficTest {
    private static final String GATEWAY = "10.0.0.1";
    private static final String VICTIM = "10.0.0.7";
    private static final String LIAR = "10.0.0.66";
    private static final long GATEWAY_MAC = 0x02_00_00_00_00_01L;
    private static final long VICTIM_MAC = 0x02_00_00_00_00_07L;
    private static final long LIAR_MAC = 0x02_00_00_00_00_66L;
    private static final long STANDBY_MAC = 0x02_00_00_00_00_09L;

    private final Scenario scenario = new Scenario();

    /** Who asks whom, so that the holders of the addresses are known; at the gateway's answer each time. */
    private void ordinary(Random random, double from, double to) {
        for (double at = from + random.nextDouble(); at < to; at += 10 + 10 * random.nextDouble()) {
            scenario.at(at).arpRequest(VICTIM_MAC, VICTIM, GATEWAY);
            scenario.at(at + 0.001).arpReply(GATEWAY_MAC, GATEWAY, VICTIM);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void repliesToOneVictimNameLiarAndVictim(long seed) {
        Random random = new Random(seed);
        ordinary(random, 0, 120);
        scenario.at(20).arpRequest(LIAR_MAC, LIAR, VICTIM).at(20.001).arpReply(VICTIM_MAC, VICTIM, LIAR);
        for (double at = 30; at < 90; at += 1.5 + random.nextDouble()) {
            scenario.at(at).arpReply(LIAR_MAC, GATEWAY, VICTIM);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("arp_spoof 10.0.0.66 > 10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void repliesBothWaysAreOneAlertOfManyTargets(long seed) {
        Random random = new Random(seed);
        ordinary(random, 0, 120);
        scenario.at(20).arpRequest(LIAR_MAC, LIAR, VICTIM).at(20.001).arpReply(VICTIM_MAC, VICTIM, LIAR);
        for (double at = 30; at < 90; at += 1.5 + random.nextDouble()) {
            scenario.at(at).arpReply(LIAR_MAC, GATEWAY, VICTIM);
            scenario.at(at + 0.1).arpReply(LIAR_MAC, VICTIM, GATEWAY);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("arp_spoof 10.0.0.66 > -");
    }

    @Test
    void aLiarThatWasNeverSeenToHaveAnAddressIsNotNamed() {
        Random random = new Random(1);
        ordinary(random, 0, 60);
        for (double at = 30; at < 60; at += 2) {
            scenario.at(at).arpReply(LIAR_MAC, GATEWAY, VICTIM);
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("arp_spoof - > 10.0.0.7");
    }

    @Test
    void aFailoverIsAnnouncedAndNoAttack() {
        Random random = new Random(1);
        ordinary(random, 0, 60);
        for (int i = 0; i < 5; i++) {
            scenario.at(60 + i).arpRequest(STANDBY_MAC, GATEWAY, GATEWAY);
        }
        for (double at = 70; at < 200; at += 15) {
            scenario.at(at).arpRequest(VICTIM_MAC, VICTIM, GATEWAY);
            scenario.at(at + 0.001).arpReply(STANDBY_MAC, GATEWAY, VICTIM);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aLeaseThatPassesToAnotherHostIsNoAttack() {
        Random random = new Random(1);
        ordinary(random, 0, 100);
        scenario.at(110).arpRequest(STANDBY_MAC, "0.0.0.0", VICTIM);
        scenario.at(112).arpRequest(STANDBY_MAC, VICTIM, VICTIM);
        scenario.at(113).arpRequest(STANDBY_MAC, VICTIM, GATEWAY).at(113.001).arpReply(GATEWAY_MAC, GATEWAY, VICTIM);
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aRouterThatAnswersForManyWhoAreAskedForIsNoAttack() {
        for (int i = 0; i < 100; i++) {
            scenario.at(i).arpRequest(VICTIM_MAC, VICTIM, "10.0.5." + i);
            scenario.at(i + 0.001).arpReply(GATEWAY_MAC, "10.0.5." + i, VICTIM);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }
}
