package io.nta.examples.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The capture that comes with the command: real tools, and exactly the alerts that they deserve. */
class DemoCaptureTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/nta/examples/cli");

    private static CaptureResult result;

    @BeforeAll
    static void analyse() {
        result = new CaptureRun(List::of).analyze(FOLDER.resolve("demo.pcap.gz").toString());
    }

    private static String line(Alert alert) {
        return alert.attackType().label() + " " + Objects.toString(alert.srcIp(), "-") + " > "
                + Objects.toString(alert.dstIp(), "-");
    }

    @Test
    void itsAlertsAreTheseInThisOrder() {
        assertThat(result.failure()).isNull();
        assertThat(result.alerts().stream().map(DemoCaptureTest::line))
                .containsExactly(
                        "port_scan 10.20.0.200 > 10.20.0.10",
                        "ssh_brute 10.20.0.201 > 10.20.0.22",
                        "slowloris 10.20.0.200 > 10.20.0.10",
                        "arp_spoof 10.20.0.201 > -",
                        "dns_tunnel 10.20.0.200 > 10.20.0.1",
                        "syn_flood - > 10.20.0.10",
                        "udp_flood 10.20.0.200 > 10.20.0.22",
                        "icmp_flood 10.20.0.201 > 10.20.0.103");
    }

    @Test
    void eachLabelledAttackIsToldByOneAlertAndEachAlertTellsOfOne() throws IOException {
        List<Episode> episodes =
                Labels.ofEpisodes(FOLDER.resolve("demo.labels.csv")).episodes(result);
        AlertJudge judge = new AlertJudge("demo", episodes);
        List<Judgement> judgements = result.alerts().stream().map(judge::judge).toList();
        assertThat(judgements).extracting(Judgement::outcome).containsOnly(Judgement.Outcome.FOUND);
        for (Episode episode : episodes) {
            if (episode.kind() == Episode.Kind.ATTACK) {
                assertThat(judgements.stream()
                                .filter(judgement -> judgement.found().contains(episode)))
                        .as(episode.label() + " " + episode.notes())
                        .hasSize(1);
            }
        }
    }

    @Test
    void everyAlertIsClosedAndItsTimesAreInOrder() {
        assertThat(result.alerts())
                .allMatch(Alert::closed)
                .allMatch(alert -> !alert.firstSeen().isAfter(alert.lastSeen()))
                .allMatch(alert ->
                        alert.windowStart().plusSeconds(alert.windowSize()).equals(alert.windowEnd()))
                .allMatch(alert -> alert.packetCount() > 0 && alert.byteCount() > alert.packetCount());
        assertThat(result.alerts()).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void analysedAgainItGivesTheSameAlerts() {
        CaptureResult again =
                new CaptureRun(List::of).analyze(FOLDER.resolve("demo.pcap.gz").toString());
        assertThat(again.alerts()).isEqualTo(result.alerts());
    }
}
