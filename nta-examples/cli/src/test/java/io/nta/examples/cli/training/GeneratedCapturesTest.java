package io.nta.examples.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.generate.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GeneratedCapturesTest {
    private static GeneratedCaptures captures(long packets) throws IOException {
        return new GeneratedCaptures(Duration.ofMinutes(1), packets);
    }

    private static CaptureResult analyze(LabelledCapture capture) {
        return new CaptureRun(List::of).analyze(capture.file().toString());
    }

    @Test
    void theLabelsAreThoseOfTheCapture() throws IOException {
        try (GeneratedCaptures captures = captures(20_000)) {
            LabelledCapture capture = captures.play(Scenarios.named("port_scan"), 2);
            CaptureResult result = analyze(capture);
            assertThat(capture.name()).isEqualTo("port_scan-2");
            assertThat(result.failure()).isNull();
            List<Episode> scans = capture.labels().episodes(result).stream()
                    .filter(episode -> episode.label().equals("port_scan"))
                    .toList();
            assertThat(scans).isNotEmpty();
            assertThat(result.alerts())
                    .isNotEmpty()
                    .allMatch(alert -> scans.stream().anyMatch(scan -> scan.isToldBy(alert)));
            assertThat(scans).allMatch(scan -> scan.tool().equals("nta generate"));
        }
    }

    @Test
    void theNextCaptureTakesThePlaceOfTheLastAndKeepsItsOwnLabels() throws IOException {
        try (GeneratedCaptures captures = captures(20_000)) {
            LabelledCapture scan = captures.play(Scenarios.named("port_scan"), 2);
            LabelledCapture quiet = captures.play(Scenarios.named("mistyped_password"), 2);
            assertThat(quiet.file()).isEqualTo(scan.file());
            assertThat(quiet.labels().episodes(analyze(quiet)))
                    .noneMatch(episode -> episode.kind() == Episode.Kind.ATTACK);
            assertThat(scan.labels().episodes(analyze(quiet)))
                    .as("read when it was played")
                    .anyMatch(episode -> episode.label().equals("port_scan"));
        }
    }

    @Test
    void aSeedAlwaysGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        try (GeneratedCaptures captures = captures(2_000)) {
            byte[] one = Files.readAllBytes(
                    captures.play(Scenarios.named("ssh_brute"), 2).file());
            byte[] other = Files.readAllBytes(
                    captures.play(Scenarios.named("ssh_brute"), 3).file());
            byte[] again = Files.readAllBytes(
                    captures.play(Scenarios.named("ssh_brute"), 2).file());
            assertThat(again).isEqualTo(one).isNotEqualTo(other);
        }
    }

    @Test
    void aCaptureHasAtMostSoManyPackets() throws IOException {
        try (GeneratedCaptures captures = captures(100)) {
            CaptureResult result = analyze(captures.play(Scenarios.named("ssh_brute"), 2));
            assertThat(Objects.requireNonNull(result.stats()).source().received())
                    .isEqualTo(100);
        }
    }

    @Test
    void seedsOfOneRegimeAreOneNetwork() {
        assertThat(GeneratedCaptures.network(3)).isEqualTo("generated-regime-3");
        assertThat(GeneratedCaptures.network(11)).isEqualTo("generated-regime-3");
        assertThat(GeneratedCaptures.network(8)).isEqualTo("generated-regime-0");
    }

    @Test
    void theFolderIsRemovedInTheEnd() throws IOException {
        Path folder;
        try (GeneratedCaptures captures = captures(100)) {
            folder = captures.play(Scenarios.named("port_scan"), 0).file().getParent();
            assertThat(folder).isDirectory();
        }
        assertThat(folder).doesNotExist();
    }
}
