package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AttackType;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private static final int PATIENCE_SECONDS = 120;

    @Test
    void theDemoShowsEveryKindOfAttackBesideWhatWasSaidOfIt() {
        Nta nta = Nta.run("demo", "--exit");

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.err()).isEmpty();
        for (AttackType type : AttackType.known()) {
            assertThat(nta.out().lines().filter(line -> line.matches(".*\\b" + type.label() + "\\b.*")))
                    .as(type.label())
                    .hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(nta.out()).contains("9 of 9 attacks found, no false alert.");
        assertThat(nta.out()).contains("The dashboard works: the 37 requests of a first view were answered.");
        assertThat(nta.out()).startsWith("READY http://127.0.0.1:");
        assertThat(nta.out().lines().filter(line -> line.startsWith("ALERT ")))
                .hasSize(AttackType.known().size());
    }

    /** In the middle of the replay. SIGTERM takes the way of Ctrl-C, which is ignored by all that a shell's background build starts. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "kill -TERM")
    void aSignalEndsItInOrderAndLeavesNothing(@TempDir Path temporary) throws Exception {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NtaCommand.class.getName(),
                        "demo")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // No timeout reaches a thread that reads from a process; when that has ended, it does.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .execute(() -> demo.toHandle().destroyForcibly());
        try (BufferedReader out = demo.inputReader()) {
            assertThat(out.lines().filter(line -> line.startsWith("ALERT ")).findFirst())
                    .isPresent();
            assertThat(temporary).isDirectoryContaining("glob:**/nta-demo*");

            new ProcessBuilder("kill", "-TERM", String.valueOf(demo.pid()))
                    .start()
                    .waitFor();
            assertThat(out.lines()).noneMatch(line -> line.startsWith("All is replayed"));
            assertThat(demo.waitFor()).isZero();
            assertThat(temporary).isEmptyDirectory();
        } finally {
            demo.toHandle().destroyForcibly();
        }
    }
}
