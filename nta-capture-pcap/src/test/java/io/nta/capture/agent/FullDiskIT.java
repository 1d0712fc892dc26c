package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A spool on a file system of 256 KiB. */
@EnabledIf(value = "isRoot", disabledReason = "needs root: it mounts a small file system")
class FullDiskIT {
    @TempDir
    Path folder;

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void aFullDiskLosesNoCompleteFileAndWhatIsDroppedIsCounted() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString());
        try (IngestServer server = new IngestServer()) {
            long written = 0;
            try (Spool spool = Spooling.open(folder, 100)) {
                while (spool.dropped() == 0) {
                    spool.write(Packets.number(written++));
                }
                spool.flush();
                assertThat(spool.spooled()).isPositive();
                assertThat(spool.spooled() + spool.dropped()).isEqualTo(written);
                long complete = spool.spooled();

                Spooling.send(folder, Spooling.upload(server.url()));
                try (BatchSender sender = BatchSender.open(
                        Spooling.sender(folder).withKept(java.time.Duration.ZERO, 0), Spooling.upload(server.url()))) {
                    sender.sendReady();
                }
                assertThat(server.numbers())
                        .as("all that is complete, in order")
                        .isEqualTo(Packets.numbers(0, complete));

                long deadline = System.nanoTime() + java.util.concurrent.TimeUnit.SECONDS.toNanos(20);
                while (spool.spooled() == complete && System.nanoTime() < deadline) {
                    spool.write(Packets.number(written++));
                    spool.flush();
                }
                assertThat(spool.spooled()).as("it goes on when there is room").isGreaterThan(complete);
                assertThat(spool.spooled() + spool.dropped()).isEqualTo(written);
            }
            assertThat(server.ids()).doesNotHaveDuplicates();
        } finally {
            run("umount", folder.toString());
        }
    }
}
