package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.capture.agent.IngestServer.Behaviour;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that die between two steps: what they leave on the disk is all that the next one has. */
class SpoolCrashTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(SpoolStep.class)
    void anAgentThatDiesLosesNoCompleteFileAndNoneIncompleteIsSent(SpoolStep step) throws Exception {
        assertThat(SpoolVictim.start("spool", folder, step).waitFor()).isEqualTo(SpoolVictim.EXIT_CODE);
        boolean complete = step.compareTo(SpoolStep.WRITTEN) >= 0;
        int packets = SpoolVictim.PACKETS;

        try (IngestServer server = new IngestServer()) {
            // A sender of its own goes on while no agent runs.
            Spooling.send(folder, Spooling.upload(server.url()));
            boolean marked = step.compareTo(SpoolStep.MARKED) >= 0;
            assertThat(server.numbers()).isEqualTo(Packets.numbers(0, marked ? 2 * packets : packets));

            Spooling.spool(folder, packets, 100, 101);
            Spooling.send(folder, Spooling.upload(server.url()));
            Spooling.send(folder, Spooling.upload(server.url()));

            assertThat(server.numbers().subList(0, server.numbers().size() - 1))
                    .isEqualTo(Packets.numbers(0, complete ? 2 * packets : packets));
            assertThat(server.ids()).as("nothing is sent twice").doesNotHaveDuplicates();
        }
        assertThat(Spooling.names(folder, "pending_upload")).isEmpty();
        assertThat(Spooling.names(folder, "failed_uploads")).hasSize(complete ? 0 : 2);
    }

    /** The server has it, or not, and the sender dies before it hears of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aSenderThatDiesSendsTheSameBatchesAgain(int batchesBefore) throws Exception {
        Path spool = folder.resolve("spool");
        Spooling.spool(spool, SpoolVictim.PACKETS, 0, 2 * SpoolVictim.PACKETS);
        for (Behaviour last : new Behaviour[] {Behaviour.STORE_AND_HANG_UP, Behaviour.RESET}) {
            try (IngestServer server = new IngestServer()) {
                CompletableFuture<Process> victim = new CompletableFuture<>();
                for (int i = 0; i < batchesBefore; i++) {
                    server.then(Behaviour.STORE);
                }
                server.then((itself, exchange) -> {
                    last.answer(itself, exchange);
                    victim.join().destroyForcibly().waitFor();
                });
                Path copy = Spooled.copy(spool, folder);
                victim.complete(SpoolVictim.start("send", copy, server.url()));
                victim.join().waitFor();

                Spooling.send(copy, Spooling.upload(server.url()));

                assertThat(server.numbers()).isEqualTo(Packets.numbers(0, 2 * SpoolVictim.PACKETS));
                assertThat(new HashSet<>(server.ids())).as("ids are stable").hasSize(4);
                assertThat(Spooling.names(copy, "processed")).hasSize(2);
                assertThat(Spooling.names(copy, "pending_upload")).isEmpty();
            }
        }
    }

    @Test
    void whatAMoveHasLeftIsCleared() throws Exception {
        Spooling.spool(folder, 1, 0, 1);
        Path pending = folder.resolve("pending_upload");
        Path orphan = pending.resolve("packets_20260101_000000_000009.json.ready");
        SpoolFolders.mark(orphan);

        try (IngestServer server = new IngestServer()) {
            SenderStats stats = Spooling.send(folder, Spooling.upload(server.url()));
            assertThat(stats.files()).isEqualTo(1);
        }
        assertThat(orphan).doesNotExist();
    }
}
