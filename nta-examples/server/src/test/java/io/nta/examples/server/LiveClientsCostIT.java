package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.CaptureLoad;
import io.nta.examples.server.testkit.LauncherOptions;
import io.nta.examples.server.testkit.Listeners;
import io.nta.examples.server.testkit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private static final int CLIENTS = 100;
    private static final int WARM_PASSES = 8;
    private static final int ROUNDS = 3;
    /** They are told of minutes within seconds: a hundred times as much as of a network. The machine may be busy, and a pass differs from the next by a tenth. */
    private static final double MOST = 1.5;

    @TempDir
    private Path folder;

    private int pass;

    @Test
    void aHundredLiveClientsCostIngestLittle() throws Exception {
        ServerProcess server = ServerProcess.start(folder, LauncherOptions.with());
        try (CaptureLoad load = new CaptureLoad(DEMO)) {
            for (int i = 0; i < WARM_PASSES; i++) {
                micros(server, load, i % 2 * CLIENTS);
            }
            double alone = 0;
            double watched = 0;
            for (int i = 0; i < ROUNDS; i++) {
                // What still gets better from pass to pass does so for both.
                alone += micros(server, load, 0);
                watched += micros(server, load, CLIENTS);
                watched += micros(server, load, CLIENTS);
                alone += micros(server, load, 0);
            }
            System.out.printf("server: with %d clients %.3f times the CPU a packet%n", CLIENTS, watched / alone);
            assertThat(watched / alone).isLessThan(MOST);
        } finally {
            server.kill();
        }
    }

    /** Sends the capture once while so many listen; returns what a packet cost the server. */
    private double micros(ServerProcess server, CaptureLoad load, int clients) throws Exception {
        List<byte[]> bodies = load.bodies(pass++);
        assertThat(server.health().body()).contains("\"status\":\"ok\"");
        try (Listeners listeners = new Listeners(server, clients)) {
            Duration before = server.cpu();
            load.send(server, bodies);
            server.awaitIdle();
            double micros = server.cpu().minus(before).toNanos() / 1e3 / load.packets();
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
