package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.CaptureLoad;
import io.nta.examples.server.testkit.GeneratedPackets;
import io.nta.examples.server.testkit.LauncherOptions;
import io.nta.examples.server.testkit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a packet costs the server from end to end: accepted, stored with its frame, counted in windows, judged. Bodies are built beforehand. */
@EnabledIfSystemProperty(named = "nta.long", matches = "true")
class IngestCostIT {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final int PASSES = 20;
    private static final int OFFICE_PACKETS = 60_000;
    /** Until then Java's compiler takes more time than what it compiles. */
    private static final int WARM_PASSES = 10;
    /** 50,000 packets a second would fit one core: docs/adr/0029-what-a-packet-costs-the-server.md tells what is in the way. */
    private static final double GOAL_MICROS = 20;
    /** On a machine that does much else everything costs more, and on another it costs something else. */
    private static final double GENEROSITY = 3;

    @TempDir
    private Path folder;

    /** Eight attacks in five minutes of little else: few packets to a body, and many rows and sums to a packet. */
    @Test
    void aPacketOfTheBundledCaptureCostsTheServerMicroseconds() throws Exception {
        measure(new CaptureLoad(DEMO));
    }

    /** All kinds of traffic of 2 500 hosts: bodies are full, and so are packets, of which the JSON has every byte. */
    @Test
    void aPacketOfAnOfficeCostsTheServerMicroseconds() throws Exception {
        measure(new CaptureLoad(GeneratedPackets.of("mixed", 1, OFFICE_PACKETS)));
    }

    private void measure(CaptureLoad load) throws Exception {
        ServerProcess server = ServerProcess.start(folder, LauncherOptions.with());
        try (load) {
            Duration before = Duration.ZERO;
            long begun = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                List<byte[]> bodies = load.bodies(pass);
                if (pass == WARM_PASSES) {
                    before = server.cpu();
                    begun = System.nanoTime();
                }
                Duration passBefore = server.cpu();
                load.send(server, bodies);
                server.awaitIdle();
                System.out.printf(
                        "pass %d: %.1f us%n",
                        pass, server.cpu().minus(passBefore).toNanos() / 1e3 / load.packets());
            }
            double counted = (double) load.packets() * (PASSES - WARM_PASSES);
            double micros = server.cpu().minus(before).toNanos() / 1e3 / counted;
            double perSecond = counted / ((System.nanoTime() - begun) / 1e9);
            System.out.printf("server: %.1f us CPU a packet, %.0f packets/s%n", micros, perSecond);
            assertThat(micros).isLessThanOrEqualTo(GENEROSITY * GOAL_MICROS);
        } finally {
            server.kill();
        }
    }
}
