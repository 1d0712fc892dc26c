package io.nta.examples.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server that was sent the bundled capture: eight attacks within ordinary traffic. */
final class DemoServer implements AutoCloseable {
    static final Path CAPTURE = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");

    private static final int BATCH = 2_000;
    private static final long BATCH_NANOS = 1_000_000_000L;

    private final TestServer server;

    private DemoServer(TestServer server) {
        this.server = server;
    }

    /** Starts an empty server; {@code settings} are names and values in turn. */
    static DemoServer empty(Path folder, String... settings) {
        return new DemoServer(TestServer.start(folder, settings));
    }

    /** Starts a server, sends it the whole capture, and waits until all of it is analysed. */
    static DemoServer filled(Path folder) throws InterruptedException {
        DemoServer demo = empty(folder);
        demo.send(CaptureBatches.packets(CAPTURE));
        assertThat(demo.server.server().drain(Duration.ofMinutes(2))).isTrue();
        assertThat(demo.alerts().size()).isEqualTo(8);
        return demo;
    }

    /** Sends packets as an agent named {@code lab-1} does. */
    void send(List<PacketRecord> packets) {
        for (List<PacketRecord> batch : CaptureBatches.cut(packets, BATCH, BATCH_NANOS)) {
            String id = "batch-" + batch.get(0).timestampNanos();
            assertThat(server.ingest(CaptureBatches.body(id, "lab-1", batch)).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Analyses all that was sent to its end. */
    void drain() throws InterruptedException {
        assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
    }

    TestServer server() {
        return server;
    }

    URI uri() {
        return server.uri("");
    }

    JsonNode alerts() {
        return server.json("/api/alerts").path("items");
    }

    /** Returns the id of the alert of a type. */
    String alert(String type) {
        for (JsonNode alert : alerts()) {
            if (alert.path("attack_type").asText().equals(type)) {
                return alert.path("id").asText();
            }
        }
        throw new AssertionError("There is no " + type + " among " + alerts());
    }

    @Override
    public void close() {
        server.close();
    }
}
