package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.ServerProcess;
import io.nta.examples.server.testkit.StoredRows;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed again and again, answers are lost, batches come twice: at the end everything is there once, and as it would have been. */
@Timeout(300)
class ChaosTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final int KILLS = 3;

    @TempDir
    private Path quiet;

    @TempDir
    private Path wild;

    @Test
    void afterKillsEveryPacketIsStoredOnceAndEveryWindowIsAsWithoutThem() throws Exception {
        List<PacketRecord> packets = CaptureBatches.packets(DEMO);
        List<List<PacketRecord>> batches = CaptureBatches.cut(packets, 500, Long.MAX_VALUE);
        TreeMap<String, String> expected = new TreeMap<>();
        try (TestServer server = TestServer.start(quiet)) {
            for (int i = 0; i < batches.size(); i++) {
                server.ingest(CaptureBatches.body("batch-" + i, "demo", batches.get(i)));
            }
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
            expected.putAll(StoredRows.of(server.server().store()));
        }

        ServerProcess process = ServerProcess.start(wild, "-ea");
        try {
            for (int i = 0; i < batches.size(); i++) {
                byte[] body = CaptureBatches.body("batch-" + i, "demo", batches.get(i));
                if (i % (batches.size() / (KILLS + 1)) == batches.size() / (KILLS + 1) - 1) {
                    // Whether it is taken before the kill or not, nobody knows.
                    process.postAndForget(body);
                    process.kill();
                    process = ServerProcess.start(wild, "-ea");
                }
                process.post(body);
                if (i % 7 == 0) {
                    process.post(body);
                }
            }
        } finally {
            process.kill();
        }

        try (TestServer server = TestServer.start(wild)) {
            assertThat(server.server().drain(Duration.ofMinutes(1))).isTrue();
            assertThat(server.json("/api/protocols").path("packets").asInt()).isEqualTo(packets.size());
            assertThat(StoredRows.differences(
                            expected, StoredRows.of(server.server().store())))
                    .isEmpty();
        }
    }
}
