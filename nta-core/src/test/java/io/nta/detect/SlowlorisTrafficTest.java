package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.Alerts;
import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slowloris, and what looks like it, from packets to alerts. Each seed has other gaps between the packets. */
class SlowlorisTrafficTest {
    private static final String ATTACKER = "10.0.0.66";
    private static final String SERVER = "10.0.0.80";
    private static final String FOUND = "slowloris 10.0.0.66 > 10.0.0.80";
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Scenario scenario = new Scenario();

    private TcpTalk open(String client, int number, double at) {
        return scenario.tcp(client, 40_000 + number, SERVER, 80).at(at).handshake();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void headersThatNeverEndAreOneAlert(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            double at = 5 * random.nextDouble();
            TcpTalk talk = open(ATTACKER, i, at).send("GET / HTTP/1.1\r\nHost: x\r\n");
            for (int header = 1; header < 8; header++) {
                talk.at(at + header * (8 + 2 * random.nextDouble())).send("X-" + header + ": y\r\n");
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @Test
    void requestLinesThatComeByteByByteAreOneAlert() {
        String request = "GET /index.html";
        for (int i = 0; i < 60; i++) {
            TcpTalk talk = open(ATTACKER, i, 0.1 * i);
            for (int piece = 0; piece < request.length(); piece++) {
                talk.at(0.1 * i + 7 * piece).send(request.substring(piece, piece + 1));
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bodiesThatComeByteByByteAreOneAlert(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            double at = 5 * random.nextDouble();
            TcpTalk talk = open(ATTACKER, i, at).send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n");
            for (int piece = 1; piece < 10; piece++) {
                talk.at(at + piece * (5 + random.nextDouble())).send("a=b");
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @Test
    void answersThatAreNotReadAreOneAlert() {
        for (int i = 0; i < 40; i++) {
            TcpTalk talk = open(ATTACKER, i, 0.1 * i).send(REQUEST).answer(new byte[1_000]);
            for (int probe = 1; probe < 6; probe++) {
                talk.at(0.1 * i + 5 * probe).zeroWindow();
            }
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly(FOUND);
    }

    @Test
    void headersFromManyClientsAreFoundAtTheServer() {
        for (int i = 0; i < 60; i++) {
            String client = "10.1.0." + (1 + i);
            TcpTalk talk = open(client, i, 0.05 * i).send("GET / HTTP/1.1\r\nHost: x\r\n");
            talk.at(20).send("X-a: b\r\n").at(28).send("X-b: c\r\n");
        }
        assertThat(Alerts.of(scenario).lines()).containsExactly("slowloris - > 10.0.0.80");
    }

    @Test
    void sixtyIdleKeepAliveConnectionsAreNoAttack() {
        for (int i = 0; i < 60; i++) {
            double at = 0.1 * i;
            open("10.0.0.7", i, at)
                    .send(REQUEST)
                    .answer(OK)
                    .at(at + 90)
                    .send(REQUEST)
                    .answer(OK);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void sixtyLongPollsAreNoAttack() {
        for (int i = 0; i < 60; i++) {
            double at = 0.1 * i;
            open("10.0.0.7", i, at)
                    .send(REQUEST)
                    .at(at + 0.1)
                    .serverAck()
                    .at(at + 60)
                    .answer(OK);
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }

    @Test
    void aFewSlowClientsAreNoAttack() {
        for (int i = 0; i < 14; i++) {
            TcpTalk talk = open("10.0.0.7", i, 0.1 * i).send("POST / HTTP/1.1\r\nContent-Length: 900000\r\n\r\n");
            for (int piece = 1; piece < 100; piece++) {
                talk.at(0.1 * i + 0.5 * piece).send(new byte[1_000]);
            }
        }
        assertThat(Alerts.of(scenario).lines()).isEmpty();
    }
}
