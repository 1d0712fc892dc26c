package io.nta.examples.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nta.Analyzer;
import io.nta.AnalyzerStats;
import io.nta.capture.PcapFileSource;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.packet.DecodeAnomaly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated reads as what it is meant to be: by our decoder, and by tshark where that is installed. */
class WellFormedTest {
    /** Damage, and what only happens when packets are missing or wrong; tshark also guesses at noise over UDP, which is no matter. */
    private static final String FAULTS =
            "(_ws.malformed && (tcp.port || dns || arp || icmp || dhcp) && !(udp && !dns)) || tcp.analysis.ack_lost_segment"
                    + " || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0 || icmp.checksum.status == 0";

    @TempDir
    private Path folder;

    private static Stream<Scenario> scenarios() {
        return Scenarios.all().stream();
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
        assertThat(anomalies(stats)).as(stats.toString()).isZero();
    }

    @ParameterizedTest
    @MethodSource("quiet")
    void tsharkFindsNothingBroken(Scenario scenario) throws Exception {
        Path tshark = Path.of("/usr/bin/tshark");
        assumeTrue(Files.isExecutable(tshark), "tshark is not installed");
        Path capture = folder.resolve("x.pcap");
        Files.write(capture, Played.play(scenario, 6).capture());

        Process process = new ProcessBuilder(List.of(
                        tshark.toString(),
                        "-r",
                        capture.toString(),
                        "-Y",
                        FAULTS,
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

    private static AnalyzerStats analyzed(Played played) throws IOException {
        PcapFileSource source = PcapFileSource.open(new ByteArrayInputStream(played.capture()), "generated");
        try (Analyzer analyzer = Analyzer.builder().source(source).build()) {
            analyzer.run();
            return analyzer.stats();
        }
    }

    private static long anomalies(AnalyzerStats stats) {
        long sum = 0;
        for (DecodeAnomaly anomaly : DecodeAnomaly.values()) {
            sum += stats.anomalies().getOrDefault(anomaly, 0L);
        }
        return sum;
    }
}
