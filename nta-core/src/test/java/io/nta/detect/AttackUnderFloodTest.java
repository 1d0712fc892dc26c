package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Alerts;
import io.nta.testkit.Limits;
import io.nta.testkit.Scenario;
import io.nta.testkit.SshTalk;
import io.nta.testkit.TcpTalk;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real attackers among forged sources: they are found whether each source has rows or hardly any has. */
class AttackUnderFloodTest {
    private static final String FLOODED = "10.0.0.2";
    private static final String SCANNER = "10.0.0.66";
    private static final String GUESSER = "10.0.0.67";
    private static final int SECONDS = 60;
    private static final int SYNS = 12_000;

    private final Scenario scenario = new Scenario();

    private void flood(Random random, boolean answered) {
        for (int i = 0; i < SYNS; i++) {
            double at = (double) i * SECONDS / SYNS;
            String source = (11 + random.nextInt(100)) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".9";
            TcpTalk talk = scenario.tcp(source, 1_024 + random.nextInt(60_000), FLOODED, 80)
                    .at(at)
                    .syn();
            if (answered) {
                talk.at(at + 0.0005).synAck();
            }
            if (answered && i % 3 == 0) {
                talk.at(at + 0.05).rst();
            }
        }
    }

    /** A half-open scan, which completes nothing, of the very host that is flooded; it begins when the limits bite. */
    private void scan(Random random) {
        for (int port = 1; port <= 1_000; port++) {
            scenario.tcp(SCANNER, 40_000, FLOODED, port)
                    .at(20 + port * 0.02 + random.nextDouble() * 0.01)
                    .syn()
                    .serverRst();
        }
    }

    private void guess(Random random) {
        for (int i = 0; i < 40; i++) {
            scenario.at(20 + i + random.nextDouble() * 0.1);
            SshTalk talk = SshTalk.accepted(scenario, GUESSER, 41_000 + i, FLOODED, 22)
                    .none()
                    .wrongPassword();
            talk.tcp().fin().serverFin().ack();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theAlertsAreTheSameWhetherTheLimitsBiteOrNot(long seed) {
        Random random = new Random(seed);
        flood(random, seed % 2 == 0);
        scan(random);
        guess(random);
        List<String> unlimited = Alerts.of(scenario, Limits.unlimited()).lines();
        assertThat(unlimited)
                .containsExactly(
                        "port_scan " + SCANNER + " > " + FLOODED,
                        "ssh_brute " + GUESSER + " > " + FLOODED,
                        "syn_flood - > " + FLOODED);
        assertThat(Alerts.of(scenario, Limits.unproven(200, 100)).lines()).isEqualTo(unlimited);
    }
}
