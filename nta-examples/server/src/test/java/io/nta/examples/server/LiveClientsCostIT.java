package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.Listeners;
import io.nta.examples.server.testkit.RepeatedCapture;
import io.nta.examples.server.testkit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What those who watch cost: server CPU a packet while a hundred listen, and while nobody does, in turns of one run. Since minutes of capture are sent within seconds, they are told of far more alerts in
 * a second than a real network has.
 */
@EnabledIfSystemProperty(named = "nta.long", matches = "true")
class LiveClientsCostIT {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final int AGENTS = 4;
    private static final int CLIENTS = 100;
    private static final int WARM_PASSES = 8;
    private static final int ROUNDS = 3;
    /** Issue 9: a tenth of the rate. The machine may be busy: a run of a few seconds differs from the next by as much. */
    private static final double MOST = 1.25;

    @TempDir
    private Path folder;

    private final RepeatedCapture capture = new RepeatedCapture(DEMO, AGENTS);
    private int pass;

    @Test
    void aHundredLiveClientsCostIngestAtMostATenth() throws Exception {
        ServerProcess server = ServerProcess.start(folder);
        try {
            for (int i = 0; i < WARM_PASSES / 2; i++) {
                micros(server, 0);
                micros(server, CLIENTS);
            }
            double alone = 0;
            double watched = 0;
            for (int i = 0; i < ROUNDS; i++) {
                // What still gets better from pass to pass does so for both.
                alone += micros(server, 0);
                watched += micros(server, CLIENTS);
                watched += micros(server, CLIENTS);
                alone += micros(server, 0);
            }
            System.out.printf("server: with %d clients %.2f times the CPU a packet%n", CLIENTS, watched / alone);
            assertThat(watched / alone).isLessThan(MOST);
        } finally {
            server.kill();
        }
    }

    /** Sends the capture once while so many listen; returns what a packet cost the server. */
    private double micros(ServerProcess server, int clients) throws Exception {
        try (Listeners listeners = new Listeners(server, clients)) {
            Duration before = server.cpu();
            capture.send(server, pass++);
            server.awaitIdle();
            double micros = server.cpu().minus(before).toNanos() / 1e3 / capture.packets();
            System.out.printf(
                    "server: %d clients, %.1f us CPU a packet, %d changes of alerts told%n",
                    clients, micros, listeners.alerts());
            assertThat(listeners.ended())
                    .as("clients that lost their connection")
                    .isZero();
            if (clients > 0) {
                assertThat(listeners.alerts()).isGreaterThan(clients);
            }
            return micros;
        }
    }
}
