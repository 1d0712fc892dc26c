package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Alerts;
import io.nta.testkit.Scenario;
import io.nta.testkit.SshTalk;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSH guessing, and what looks like it, from packets to alerts. Each seed has other gaps between the packets. */
class LoginTrafficTest {
    private static final String GUESSER = "10.0.0.66";
    private static final String SERVER = "10.0.0.22";
    private static final String FOUND = "ssh_brute 10.0.0.66 > 10.0.0.22";

    private final Scenario scenario = new Scenario();

    private SshTalk guess(String from, int port, double at, int wrong, double pause) {
        scenario.at(at);
        SshTalk talk = SshTalk.accepted(scenario, from, port, SERVER, 22).none();
        for (int i = 1; i <= wrong; i++) {
            talk.at(at + i * pause).wrongPassword();
        }
        return talk;
    }

    private static void hangUp(SshTalk talk) {
        talk.tcp().fin().serverFin().ack();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void guessingSeveralPasswordsAConnectionIsOneAlert(long seed) {
        Random random = new Random(seed);
        double at = 0;
        for (int i = 0; i < 12; i++) {
            at += 5 + 5 * random.nextDouble();
            hangUp(guess(GUESSER, 40_000 + i, at, 3, 1 + random.nextDouble()));
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void guessingOnePasswordAConnectionIsFoundByTheConnectionsGivenUp(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            hangUp(guess(GUESSER, 40_000 + i, 8 * i + 2 * random.nextDouble(), 1, 1));
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void guessingByManyIsOneAlertOnTheTarget(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            hangUp(guess("10.1.0." + (1 + i % 30), 40_000 + i, 5 * i + 2 * random.nextDouble(), 1, 1));
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("ssh_brute - > 10.0.0.22");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void guessingThatSucceedsAtLastIsStillFound(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            hangUp(guess(GUESSER, 40_000 + i, 6 * i + random.nextDouble(), 2, 1));
        }
        hangUp(guess(GUESSER, 41_000, 130, 0, 1).at(131).rightPassword());
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void automationThatLogsInEverySecondIsNoGuessing(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            SshTalk talk = guess("10.0.0.7", 40_000 + i, i + random.nextDouble(), 0, 1);
            hangUp(talk.rightPassword());
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anAgentThatOffersFiveKeysBeforeTheRightOneIsNoGuessing(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            SshTalk talk = guess("10.0.0.7", 40_000 + i, 8 * i + random.nextDouble(), 5, 0.01);
            hangUp(talk.rightPassword());
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whoMistypesThatOftenAndThenLogsInIsNoGuesser(int mistakes) {
        hangUp(guess("10.0.0.7", 40_000, 0, mistakes, 3).at(12).rightPassword());
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }
}
