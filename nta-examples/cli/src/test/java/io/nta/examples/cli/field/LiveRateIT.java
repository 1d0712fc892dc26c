package io.nta.examples.cli.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100,000 packets a second, beside tcpdump with the same snap length and buffer. */
@EnabledIf(value = "io.nta.examples.cli.field.NetworkLab#isPossible", disabledReason = NetworkLab.MISSING)
@EnabledIfSystemProperty(
        named = "nta.long",
        matches = "true",
        disabledReason = "measures, so it wants an idle machine: runs with ./nta test --long")
class LiveRateIT {
    private static final int SNAP_LENGTH = 128;
    private static final int PACKETS = 2_000_000;
    private static final double EXTRA_LOSS = 0.01;
    private static final double CPU_RATIO = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"analyze", "agent"})
    void itLosesAndTakesLittleMoreThanTcpdump(String command) throws Exception {
        try (NetworkLab lab = new NetworkLab()) {
            Path tcpdumpSays = folder.resolve("tcpdump.txt");
            Path ntaSays = folder.resolve("nta.txt");
            List<String> nta = command.equals("agent")
                    ? LiveCommands.nta(
                            "agent", "-i", "wire", "--snaplen", SNAP_LENGTH, "--spool", folder.resolve("spool"))
                    : LiveCommands.nta("analyze", "-i", "wire", "--snaplen", SNAP_LENGTH);
            Process tcpdump = lab.server(tcpdumpSays, LiveCommands.tcpdump(folder.resolve("out.pcap"), SNAP_LENGTH));
            Process ours = lab.server(ntaSays, nta);
            NetworkLab.await(tcpdumpSays, "listening on");
            NetworkLab.await(ntaSays, "capturing from wire");

            lab.client(
                    "hping3",
                    "-q",
                    "--udp",
                    "-p",
                    "9",
                    "-d",
                    "64",
                    "-i",
                    "u10",
                    "-c",
                    Integer.toString(PACKETS),
                    NetworkLab.SERVER);

            Thread.sleep(1_500);
            Duration tcpdumpCpu = cpu(tcpdump);
            Duration ourCpu = cpu(ours);
            NetworkLab.end(tcpdump, "INT");
            NetworkLab.end(ours, "INT");
            long tcpdumpLost = number(tcpdumpSays, "(\\d+) packets dropped by kernel");
            long ourLost = number(ntaSays, "lost: ([\\d ]+) by the kernel");
            long ourPackets =
                    number(ntaSays, command.equals("agent") ? "captured ([\\d ]+) packets" : "wire: ([\\d ]+) packets");
            long tcpdumpPackets = number(tcpdumpSays, "(\\d+) packets captured");
            String figures = String.format(
                    "%s: %d packets, %d lost, %s CPU; tcpdump: %d packets, %d lost, %s CPU",
                    command, ourPackets, ourLost, ourCpu, tcpdumpPackets, tcpdumpLost, tcpdumpCpu);
            System.out.println(figures);
            assertThat(ourPackets + ourLost)
                    .as("every lost packet is counted: " + figures)
                    .isEqualTo(tcpdumpPackets + tcpdumpLost);
            assertThat((double) ourLost / PACKETS)
                    .as(figures)
                    .isLessThanOrEqualTo((double) tcpdumpLost / PACKETS + EXTRA_LOSS);
            assertThat((double) ourCpu.toMillis()).as(figures).isLessThanOrEqualTo(CPU_RATIO * tcpdumpCpu.toMillis());
        }
    }

    /** "ip netns exec" replaces itself by the command. */
    private static Duration cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private static long number(Path file, String pattern) throws IOException {
        String text = Files.readString(file);
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " isn't in " + text);
        }
        return Long.parseLong(matcher.group(1).replaceAll("\\D", ""));
    }
}
