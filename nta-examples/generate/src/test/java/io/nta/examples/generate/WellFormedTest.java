package io.nta.examples.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.AnalyzerStats;
import io.nta.capture.PcapFileSource;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.packet.DecodeAnomaly;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated reads as what it is meant to be: by our decoder, and by tshark where that is installed. */
class WellFormedTest {
    /** Damage. tshark guesses at noise over UDP and at what ICMP errors quote, and stumbles over segments that come twice; none of that is ours. */
    private static final String DAMAGE =
            "(_ws.malformed && (tcp || dns || arp || dhcp) && !(udp && !dns) && !icmp && !tcp.analysis.retransmission"
                    + " && !tcp.analysis.fast_retransmission && !tcp.analysis.out_of_order)"
                    + " || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0 || icmp.checksum.status == 0";

    /** An end acknowledges what was never sent. In backscatter what is acknowledged was sent by forgers elsewhere. */
    private static final String UNSEEN = " || tcp.analysis.ack_lost_segment";

    @TempDir
    private Path folder;

    private static Stream<Scenario> scenarios() {
        return Scenarios.all().stream();
    }

    private static boolean hasTshark() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tshark")));
    }

    private static Stream<Scenario> quiet() {
        return Scenarios.normal().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyPacketDecodesWithoutAnAnomaly(Scenario scenario) throws IOException {
        Played played = Played.play(scenario, 5);

        AnalyzerStats stats = analyzed(played);

        assertThat(stats.isConserved()).isTrue();
        assertThat(stats.decoded()).isEqualTo(played.result().packets());
        assertThat(anomalies(stats, scenario.name().contains("flood")))
                .as(stats.toString())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("quiet")
    @EnabledIf(value = "hasTshark", disabledReason = "tshark is not installed")
    void tsharkFindsNothingBroken(Scenario scenario) throws Exception {
        Path capture = folder.resolve("x.pcap");
        Files.write(capture, Played.play(scenario, 6).capture());

        Process process = new ProcessBuilder(List.of(
                        "tshark",
                        "-r",
                        capture.toString(),
                        "-Y",
                        faults(scenario),
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-o",
                        "udp.check_checksum:TRUE"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(found).isEmpty();
    }

    private static String faults(Scenario scenario) {
        return scenario.name().equals("backscatter") ? DAMAGE : DAMAGE + UNSEEN;
    }

    private static AnalyzerStats analyzed(Played played) throws IOException {
        PcapFileSource source = PcapFileSource.open(new ByteArrayInputStream(played.capture()), "generated");
        try (Analyzer analyzer = Analyzer.builder().source(source).build()) {
            analyzer.run();
            return analyzer.stats();
        }
    }

    private static long anomalies(AnalyzerStats stats, boolean flood) {
        long sum = 0;
        for (DecodeAnomaly anomaly : DecodeAnomaly.values()) {
            // Floods send noise to any port, and so to that of DNS.
            sum += anomaly.name().startsWith("DNS_") && flood
                    ? 0
                    : stats.anomalies().getOrDefault(anomaly, 0L);
        }
        return sum;
    }
}
