package io.nta.examples.cli.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.output.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as the labels of a capture, and as a manifest. */
class LabelsFuzz {
    private static final Path FILE = Path.of("labels.csv");
    private static final CaptureResult CAPTURE =
            new CaptureResult("a.pcap", null, List.of(), 0, 0, 1_000_000_000L, 2_000_000_000L, null);
    private static final List<Alert> ALERTS = List.of(
            SampleAlert.of(AttackType.ARP_SPOOF, "10.0.0.1", "10.0.0.2", 0, 1, "02:00:00:00:00:01 claims"),
            SampleAlert.of(AttackType.PORT_SCAN, "10.0.0.1", null, 1_795_382_912L, 1_795_382_920L),
            SampleAlert.of(AttackType.DNS_TUNNEL, null, "fd00::2", 1_795_382_912L, 1_795_382_920L));

    static Stream<byte[]> labels() {
        return Stream.of(
                        "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes\n"
                                + "1795382912.642,1795382932.726,port_scan,10.0.0.1,10.0.0.0/24,nmap,\"nmap -p 1-5\",\"WEAK, \"\"quoted\"\"\"\n"
                                + "1795382912,1795382932,arp_spoof,MAC 02:00:00:00:00:01 (10.0.0.9),fd00::2,,,resolver leg\n",
                        "file,label,attacker_ips,victim_ips,notes\r\n"
                                + "a.pcap,syn_flood;udp_flood,spoofed (random sources),10.0.0.2:80,\r\n"
                                + "b.pcap,robustness,,,\r\n",
                        "start_epoch,end_epoch,label,attacker_ip,victim_ip\n1,2,host_discovery;benign,10.0.0.1;10.0.0.2,\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("labels")
    @DictionaryFile(resourcePath = "/io/nta/examples/cli/labels/labels.dict")
    @FuzzTest
    void anyTextIsLabelsOrAnErrorThatNamesTheFile(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<Map<String, String>> rows;
        try {
            rows = CsvRows.parse(text, FILE.toString());
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("labels.csv: row ");
            return;
        }
        assertThat(rows.size()).as("rows of %d characters", text.length()).isLessThanOrEqualTo(text.length());
        checkWrittenRowsAreReadAlike(rows);
        checkEpisodes(rows);
        checkManifest(rows);
    }

    /** Fields are stripped and so survive being quoted. */
    private static void checkWrittenRowsAreReadAlike(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        TreeSet<String> header = new TreeSet<>(rows.get(0).keySet());
        String written = Stream.concat(
                        Stream.of(header.stream()),
                        rows.stream().map(row -> header.stream().map(row::get)))
                .map(fields -> fields.map(field -> '"' + field.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        boolean blankLineIsNoRow = header.size() == 1;
        try {
            if (!blankLineIsNoRow) {
                assertThat(CsvRows.parse(written, "written")).isEqualTo(rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(written, e);
        }
    }

    private static void checkEpisodes(List<Map<String, String>> rows) {
        try {
            Labels.ofEpisodes(rows, FILE.toString()).episodes(CAPTURE).forEach(LabelsFuzz::check);
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("labels.csv: ");
        }
    }

    private static void checkManifest(List<Map<String, String>> rows) {
        try {
            List<LabelledCapture> captures = LabelledCaptures.ofManifest(rows, FILE);
            assertThat(captures.size()).isLessThanOrEqualTo(rows.size());
            for (LabelledCapture capture : captures) {
                List<Episode> episodes = capture.labels().episodes(CAPTURE);
                assertThat(episodes).isNotEmpty();
                episodes.forEach(LabelsFuzz::check);
            }
        } catch (UsageException e) {
            assertThat(e).hasMessageStartingWith("labels.csv: ");
        }
    }

    private static void check(Episode episode) {
        assertThat(episode.end()).as("no episode ends before it starts").isAfterOrEqualTo(episode.start());
        assertThat(episode.start()).isAfterOrEqualTo(Instant.EPOCH);
        for (Alert alert : ALERTS) {
            boolean told = episode.isToldBy(alert);
            assertThat(told && alert.attackType() != episode.type())
                    .as("only an alert of its type tells of it")
                    .isFalse();
            episode.sharesHostWith(alert);
            episode.isRelayedBy(alert);
        }
    }
}
