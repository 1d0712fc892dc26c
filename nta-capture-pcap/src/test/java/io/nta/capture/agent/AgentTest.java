package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.capture.LiveDrops;
import io.nta.spi.PacketSource;
import io.nta.testkit.MemorySource;
import io.nta.testkit.RecordSource;
import io.nta.testkit.Scenario;
import io.nta.testkit.TimedFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    @TempDir
    Path folder;

    private static List<String> rows(PacketSource source) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Analyzer analyzer = Analyzer.builder()
                .source(source)
                .onRow(row -> rows.add(row.kind() + " " + row.address() + ' ' + row.seconds() + ' ' + row.startNanos()
                        + Arrays.toString(row.toArray())))
                .build()) {
            analyzer.run();
        }
        rows.sort(null);
        return rows;
    }

    private IngestServer uploaded(PacketSource source, int packetsPerFile) throws Exception {
        try (Agent agent = Agent.open(
                source, List.of("eth7"), () -> new LiveDrops(3, 4), Spooling.config(folder, packetsPerFile))) {
            agent.run();
        }
        IngestServer server = new IngestServer();
        Spooling.send(folder, Spooling.upload(server.url()));
        return server;
    }

    @Test
    void whatAnAgentUploadsGivesTheRowsOfTheSamePacketsInAFile() throws Exception {
        Scenario scenario = new Scenario();
        for (int i = 0; i < 50; i++) {
            scenario.tcp("10.0.0.1", 40_000 + i, "10.0.0.2", 80)
                    .at(i * 0.2)
                    .handshake()
                    .send("GET /" + i + " HTTP/1.1\r\n");
            scenario.at(i * 0.2 + 0.1).query("10.0.0.1", "10.0.0.53", i + ".example.org", 1);
        }
        List<TimedFrame> frames = scenario.frames();

        try (IngestServer server = uploaded(new MemorySource(frames), 60)) {
            assertThat(server.packets()).hasSize(frames.size());
            assertThat(server.packets().get(0).interfaceName()).isEqualTo("eth7");
            assertThat(rows(new RecordSource(server.packets()))).isEqualTo(rows(new MemorySource(frames)));
        }
    }

    @Test
    void itsCountsTravelWithItsLastFile() throws Exception {
        Scenario scenario = new Scenario();
        scenario.udp("10.0.0.1", 1, "10.0.0.2", 2, 10);
        scenario.bytes(new byte[60]);

        try (IngestServer server = uploaded(new MemorySource(scenario.frames()), 1)) {
            assertThat(server.agentStats().captured()).isEqualTo(2);
            assertThat(server.agentStats().undecoded()).isEqualTo(1);
            assertThat(server.agentStats().droppedByKernel()).isEqualTo(3);
            assertThat(server.agentStats().droppedByInterface()).isEqualTo(4);
            assertThat(server.agentStats().asOfNanos())
                    .isGreaterThanOrEqualTo(server.agentStats().startedNanos());
        }
    }
}
