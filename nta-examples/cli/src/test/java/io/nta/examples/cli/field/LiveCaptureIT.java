package io.nta.examples.cli.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Live capture against tcpdump at the same place, with real tools at work; and an agent's spool. */
@EnabledIf(value = "io.nta.examples.cli.field.NetworkLab#isPossible", disabledReason = NetworkLab.MISSING)
class LiveCaptureIT {
    private static final int WHOLE = 262_144;
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path folder;

    private NetworkLab lab;

    @BeforeEach
    void build() throws Exception {
        lab = new NetworkLab();
    }

    @AfterEach
    void takeDown() throws Exception {
        lab.close();
    }

    /** What live analysis said of some traffic, and what the analysis of tcpdump's file says. */
    private record Both(String live, List<String> liveAlerts, String file, List<String> fileAlerts) {}

    private interface Traffic {
        void run() throws Exception;
    }

    private Both analysed(Traffic traffic) throws Exception {
        Path live = folder.resolve("live.txt");
        Path liveAlerts = folder.resolve("live.jsonl");
        Path file = folder.resolve("tcpdump.pcap");
        Path tcpdumpSays = folder.resolve("tcpdump.txt");
        Process tcpdump = lab.server(tcpdumpSays, LiveCommands.tcpdump(file, WHOLE, "ip"));
        Process nta = lab.server(
                live,
                LiveCommands.nta(
                        "analyze", "-i", "wire", "--filter", "ip", "--digest", "--stats", "--alerts", liveAlerts));
        NetworkLab.await(tcpdumpSays, "listening on");
        NetworkLab.await(live, "capturing from wire");
        traffic.run();
        // tcpdump doesn't look once more when it is told to end; the kernel hands over after a second at most.
        TimeUnit.MILLISECONDS.sleep(1_500);
        NetworkLab.end(tcpdump, "INT");
        assertThat(NetworkLab.end(nta, "INT")).as(Files.readString(live)).isZero();
        assertThat(tcpdumpSays).content().contains("0 packets dropped by kernel");
        assertThat(live).content().contains("lost: 0 by the kernel, 0 by the interface", "conserved: yes");

        Path again = folder.resolve("file.txt");
        Path fileAlerts = folder.resolve("file.jsonl");
        Process analyze = lab.server(again, LiveCommands.nta("analyze", "--digest", "--alerts", fileAlerts, file));
        assertThat(analyze.waitFor()).isZero();
        return new Both(digest(live), alerts(liveAlerts), digest(again), alerts(fileAlerts));
    }

    private static String digest(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.startsWith("digest: "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no digest in " + output));
        }
    }

    /** Type and parties of each alert. */
    private static List<String> alerts(Path jsonLines) throws IOException {
        Pattern facts = Pattern.compile("\"attack_type\":\"(\\w+)\",\"src_ip\":([^,]+),\"dst_ip\":([^,]+),");
        try (Stream<String> lines = Files.lines(jsonLines)) {
            return lines.map(line -> {
                        Matcher matcher = facts.matcher(line);
                        return matcher.find()
                                ? matcher.group(1) + ' ' + matcher.group(2) + ' ' + matcher.group(3)
                                : line;
                    })
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anNmapScanGivesTheSameRowsAndAlertsLiveAsFromTcpdumpsFile() throws Exception {
        Both both = analysed(() -> {
            lab.client("ping", "-c", "5", "-i", "0.2", NetworkLab.SERVER);
            lab.client("nmap", "-n", "-Pn", "-T4", "-p", "1-800", NetworkLab.SERVER);
        });

        assertThat(both.live()).isEqualTo(both.file());
        assertThat(both.liveAlerts())
                .isEqualTo(both.fileAlerts())
                .contains("port_scan \"" + NetworkLab.CLIENT + "\" \"" + NetworkLab.SERVER + '"');
    }

    @Test
    void anHpingSynFloodGivesTheSameRowsAndAlertsLiveAsFromTcpdumpsFile() throws Exception {
        Both both = analysed(() -> lab.hping("-S", "-p", "80", "--rand-source", "-i", "u500", "-c", "6000"));

        assertThat(both.live()).isEqualTo(both.file());
        assertThat(both.liveAlerts())
                .isEqualTo(both.fileAlerts())
                .anyMatch(alert -> alert.startsWith("syn_flood") && alert.endsWith('"' + NetworkLab.SERVER + '"'));
    }

    @Test
    void anInterfaceThatVanishesAndComesBackIsCapturedFromAgain() throws Exception {
        Path live = folder.resolve("live.txt");
        Process nta = lab.server(live, LiveCommands.nta("analyze", "-i", "wire", "--filter", "icmp", "--stats"));
        NetworkLab.await(live, "capturing from wire");
        lab.client("ping", "-c", "3", "-i", "0.2", NetworkLab.SERVER);
        lab.disconnect();
        NetworkLab.await(live, "waiting for it to come back");
        lab.connect();
        NetworkLab.await(live, "wire is back");
        lab.client("ping", "-c", "4", "-i", "0.2", NetworkLab.SERVER);

        assertThat(NetworkLab.end(nta, "TERM")).isZero();
        assertThat(live).content().containsPattern("protocols\\.icmp +14\\n");
    }

    @Test
    void anAgentThatIsTerminatedHasSpooledEverything() throws Exception {
        Path said = folder.resolve("agent.txt");
        Path spool = folder.resolve("spool");
        Process agent = lab.server(
                said, LiveCommands.nta("agent", "-i", "wire", "--filter", "icmp", "--spool", spool, "--name", "s1"));
        NetworkLab.await(said, "capturing from wire");
        lab.client("ping", "-c", "10", "-i", "0.2", NetworkLab.SERVER);

        assertThat(NetworkLab.end(agent, "TERM")).isZero();

        assertThat(said).content().contains("captured 20 packets, spooled 20 in");
        try (Stream<Path> files = Files.list(spool.resolve("pending_upload"))) {
            assertThat(files.map(Path::toString).toList()).isNotEmpty().noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    /**
     * The agent on a terminal of its own, by script(1): what is written to the process is typed. In place of the shell: one that waited beside it would be ended by the typed Ctrl-C, too, and its
     * exit code be taken for the agent's.
     */
    private Process onTerminal(Path said, Path spool) throws IOException {
        String agent = LiveCommands.nta("agent", "--filter", "icmp", "--spool", spool).stream()
                .map(argument -> "'" + argument + "'")
                .collect(Collectors.joining(" "));
        return lab.server(said, List.of("script", "-q", "-e", "-c", "exec " + agent, "/dev/null"));
    }

    private static void type(Process terminal, String keys) throws IOException {
        terminal.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
        terminal.getOutputStream().flush();
    }

    @Test
    @EnabledIf(value = "hasScript", disabledReason = "needs script of util-linux, which makes terminals")
    void onATerminalTheAgentAsksUntilItIsToldAnInterfaceAndEndsAtCtrlC() throws Exception {
        Path said = folder.resolve("agent.txt");
        Process terminal = onTerminal(said, folder.resolve("spool"));
        NetworkLab.await(said, "Capture from which?");
        type(terminal, "nowhere0\n");
        NetworkLab.await(said, "There is no interface nowhere0. They are ");
        type(terminal, "77\n");
        NetworkLab.await(said, "There is no interface 77. They are ");
        type(terminal, "\n");
        NetworkLab.await(said, "'' names no interface");
        Matcher listed = Pattern.compile("(\\d+)  wire ").matcher(Files.readString(said));
        assertThat(listed.find()).as(Files.readString(said)).isTrue();
        type(terminal, listed.group(1) + "\n");
        NetworkLab.await(said, "capturing from wire");
        lab.client("ping", "-c", "2", "-i", "0.2", NetworkLab.SERVER);
        type(terminal, CTRL_C);

        assertThat(NetworkLab.exitCode(terminal)).as(Files.readString(said)).isZero();
        assertThat(said).content().contains("captured 4 packets, spooled 4 in");
    }

    @Test
    @EnabledIf(value = "hasScript", disabledReason = "needs script of util-linux, which makes terminals")
    void aTerminalWithoutAnAnswerEndsTheAgentAsWrongUse() throws Exception {
        Path said = folder.resolve("agent.txt");
        Process terminal = onTerminal(said, folder.resolve("spool"));
        NetworkLab.await(said, "Capture from which?");
        type(terminal, CTRL_D);

        assertThat(NetworkLab.exitCode(terminal)).isEqualTo(2);
        assertThat(said).content().contains("no interface was chosen; give one with -i");
    }

    static boolean hasScript() {
        return Files.isExecutable(Path.of("/usr/bin/script"));
    }

    @Test
    void aFilterThatIsWrongAndAnInterfaceThatIsNotThereAreRefused() throws Exception {
        Path said = folder.resolve("said.txt");
        assertThat(lab.server(said, LiveCommands.nta("analyze", "-i", "wire", "--filter", "no such thing"))
                        .waitFor())
                .isEqualTo(2);
        assertThat(said).content().contains("The filter 'no such thing' is refused", "syntax error");

        assertThat(lab.server(said, LiveCommands.nta("analyze", "-i", "nowhere0"))
                        .waitFor())
                .isEqualTo(2);
        assertThat(said).content().contains("There is no interface nowhere0", "wire");
    }

    @Test
    void whoeverMayNotCaptureIsToldWhatToGrant() throws Exception {
        Path said = folder.resolve("said.txt");
        List<String> command = new java.util.ArrayList<>(
                List.of("setpriv", "--bounding-set=-net_raw,-net_admin", "--inh-caps=-net_raw,-net_admin"));
        command.addAll(LiveCommands.nta("analyze", "-i", "wire"));

        assertThat(lab.server(said, command).waitFor()).isEqualTo(3);

        assertThat(said)
                .content()
                .contains("may not capture from wire", "setcap cap_net_raw", "root", "nta analyze FILE");
    }

    @Test
    void withoutLibpcapTheMessageTellsWhatToInstall() throws Exception {
        Path said = folder.resolve("said.txt");
        List<String> command = LiveCommands.nta("interfaces");
        command.add(1, "-Dorg.pcap4j.core.pcapLibName=nosuchpcap");

        assertThat(lab.server(said, command).waitFor()).isEqualTo(3);

        assertThat(said)
                .content()
                .contains("Live capture needs libpcap", "apt-get install libpcap0.8", "nta analyze FILE");
    }
}
