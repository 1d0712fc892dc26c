package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Millions of forged sources, in a process with a small heap. */
class ForgedFloodTest {
    private static List<String> analyse(int packets, boolean anywhere) throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgedFlood.class.getName(),
                        String.valueOf(packets),
                        String.valueOf(anywhere))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    @Test
    void aFloodFromTwoMillionSourcesIsOneAlertOnItsTargetWithin10sOfPacketTime()
            throws IOException, InterruptedException {
        assertThat(analyse(2_000_000, false))
                .containsExactly("syn_flood null > 10.0.0.2 after 5 s", "conserved true", "few rows true");
    }

    @Test
    void aFloodFromAMillionSourcesToAMillionAddressesFitsIntoTheSameHeap() throws IOException, InterruptedException {
        assertThat(analyse(1_000_000, true)).containsExactly("conserved true", "few rows true");
    }
}
