package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsALineAndItsAlerts() throws IOException {
        Nta nta = Nta.run("analyze", SmallCapture.write(folder.resolve("small.pcap"), 10));

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.err()).isEmpty();
        assertThat(nta.out().lines())
                .containsExactly(
                        folder.resolve("small.pcap")
                                + ": 10 packets, 420 bytes, 2023-11-14 22:13:20 UTC, 9.0 s, 1 host",
                        "no alerts");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void alertsAreTheSameForAnyNumberOfShards(int shards) throws IOException {
        Path alertsOfOne = folder.resolve("one.jsonl");
        Path alertsOfSeveral = folder.resolve("several.jsonl");
        Nta one = Nta.run("analyze", "--alerts", alertsOfOne, Nta.DEMO);
        Nta several = Nta.run("analyze", "--alerts", alertsOfSeveral, "--shards", shards, Nta.DEMO);

        assertThat(several.exitCode()).isZero();
        // The capture's flood has forged sources, so that the first line tells of more or fewer hosts.
        assertThat(several.out().lines().skip(1))
                .containsExactlyElementsOf(one.out().lines().skip(1).toList());
        assertThat(alertsOfSeveral).hasSameTextualContentAs(alertsOfOne);
        assertThat(Files.readString(alertsOfOne)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9})
    void aNumberOfShardsThatMakesNoSenseIsWrongUsage(int shards) throws IOException {
        Nta nta = Nta.run("analyze", "--shards", shards, SmallCapture.write(folder.resolve("small.pcap"), 3));

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains("--shards is " + shards + "; allowed: 1 to 8");
    }

    @Test
    void anUnreadableFileDoesNotStopTheOthersAndTheExitCodeComesAtTheEnd() throws IOException {
        Path missing = folder.resolve("missing.pcap");
        Path text = Files.writeString(folder.resolve("notes.txt"), "this is no capture, whatever its name may be");
        Path good = SmallCapture.write(folder.resolve("good.pcap"), 3);

        Nta nta = Nta.run("analyze", missing, text, good);

        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.out()).contains("good.pcap: 3 packets");
        assertThat(nta.err().lines()).hasSize(2).allMatch(line -> line.startsWith("nta: " + folder));
        assertThat(nta.err()).contains(missing + ": there is no such file").doesNotContain("\tat ");
    }

    @Test
    void whatComesBeforeDamageIsAnalysedAndShown() throws IOException {
        Nta nta = Nta.run("analyze", "--stats", SmallCapture.writeCutShort(folder.resolve("cut.pcap"), 10, 5));

        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.out()).contains("cut.pcap: 9 packets").contains("conserved: yes");
        assertThat(nta.err())
                .startsWith("nta: " + folder.resolve("cut.pcap"))
                .contains("9 packets were read before it");
    }

    @Test
    void eachFileIsATimelineOfItsOwn() throws IOException {
        Path capture = SmallCapture.write(folder.resolve("small.pcap"), 600);

        Nta nta = Nta.run("analyze", "--stats", capture, capture);

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.out().lines().filter(line -> line.matches("folded +600")))
                .as("in the second, time has not come further than its own packets")
                .hasSize(2);
    }

    @Test
    void stackTracesComeOnlyWhenAskedFor() {
        assertThat(Nta.run("analyze", "--verbose", folder.resolve("missing.pcap"))
                        .err())
                .contains("\tat io.nta.capture.");
    }

    @Test
    void anOutputThatCanNotBeWrittenIsWrongUsage() throws IOException {
        Path capture = SmallCapture.write(folder.resolve("small.pcap"), 1);

        Nta nta = Nta.run("analyze", "--alerts", folder.resolve("no/such/folder.jsonl"), capture);

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains("can't be written").contains("folder must exist");
        assertThat(nta.out()).isEmpty();
    }

    @Test
    void anUnknownDetectorIsWrongUsageAndTheMessageNamesThoseThatThereAre() throws IOException {
        Nta nta = Nta.run("analyze", "--detector", "clairvoyant", SmallCapture.write(folder.resolve("small.pcap"), 1));

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains("clairvoyant").contains("threshold");
    }

    @Test
    void theRulesAreTheDefaultAndCanBeNamed() {
        assertThat(Nta.run("analyze", "--detector", "combined", Nta.DEMO)).isEqualTo(Nta.run("analyze", Nta.DEMO));
    }

    @Test
    void anOptionReachesItsDetector() {
        Nta nta = Nta.run(
                "analyze",
                "--detector",
                "threshold",
                "--option",
                "threshold:port_scan.failing_ports.5=60000",
                "--option",
                "threshold:port_scan.failing_share=7",
                Nta.DEMO);

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err())
                .startsWith("nta: The options of detector 'threshold' are not valid: port_scan.failing_share = '7': ")
                .contains("allowed: ");
    }

    @ParameterizedTest
    @CsvSource({
        "threshold, it has to be NAME:KEY=VALUE",
        "threshold:x, it has to be NAME:KEY=VALUE",
        ":x=1, it has to be NAME:KEY=VALUE",
        "threshold:=1, it has to be NAME:KEY=VALUE",
        "other:x=1, the detector 'other' is not in use",
    })
    void anOptionOfAnotherFormOrOfNoDetectorIsWrongUsage(String option, String error) {
        Nta nta = Nta.run("analyze", "--detector", "threshold", "--option", option, Nta.DEMO);

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).startsWith("nta: --option " + option + ": " + error);
    }

    @Test
    void aCaptureOfNoSecondsIsWrongUsage() {
        Nta nta = Nta.run("analyze", "-i", "lo", "--duration", "0");

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains("--duration is 0; allowed: 1 second or more");
    }

    @Test
    void anOptionGivenTwiceIsWrongUsage() {
        Nta nta = Nta.run(
                "analyze",
                "--detector",
                "threshold",
                "--option",
                "threshold:x=1",
                "--option",
                "threshold:x=2",
                Nta.DEMO);

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).isEqualTo("nta: --option threshold:x is given twice\n");
    }

    @Test
    void pluginsThatNobodyChoosesAreWrongUsage() throws IOException {
        Path capture = SmallCapture.write(folder.resolve("small.pcap"), 1);
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        new JarOutputStream(Files.newOutputStream(plugins.resolve("empty.jar")), new Manifest()).close();

        Nta nta = Nta.run("analyze", "--plugins", plugins, capture);

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err())
                .startsWith("nta: --plugins needs --detector to say what to use; available: ")
                .contains("threshold");
    }

    @Test
    void aMissingFolderOfPluginsIsWrongUsage() {
        Nta nta = Nta.run("analyze", "--plugins", folder.resolve("nowhere"), "--detector", "mine", Nta.DEMO);

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).startsWith("nta: ").contains("nowhere");
        assertThat(nta.err().lines()).hasSize(1);
    }

    @Test
    void eachAlertIsOneLineOfJsonInItsFinalState() throws IOException {
        Path alerts = folder.resolve("alerts.jsonl");

        Nta nta = Nta.run("analyze", "--alerts", alerts, Nta.DEMO);

        List<String> lines = Files.readAllLines(alerts);
        assertThat(nta.out()).contains(lines.size() + " alerts\n");
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(namesIn(line))
                        .containsExactly(
                                "id",
                                "attack_type",
                                "src_ip",
                                "dst_ip",
                                "severity",
                                "confidence",
                                "first_seen",
                                "last_seen",
                                "window_size",
                                "window_start",
                                "window_end",
                                "detected_at",
                                "packet_count",
                                "byte_count",
                                "details",
                                "message",
                                "evidence",
                                "technique"));
        assertThat(lines.stream().map(line -> line.substring(0, 30))).doesNotHaveDuplicates();
        assertThat(lines).allMatch(line -> line.matches(".*\"detected_at\":\"2026-11-22T21:\\d\\d:\\d\\dZ\".*"));
    }

    private static List<String> namesIn(String json) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = JsonFactory.builder().build().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void theFeatureFileHasTheCataloguesColumnsAndARowForEachHostAndWindow() throws IOException {
        Path csv = folder.resolve("rows.csv");

        Nta.run("analyze", "--features", csv, SmallCapture.write(folder.resolve("small.pcap"), 10));

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0))
                .isEqualTo("key_kind,key,window_start,window_size,"
                        + String.join(
                                ",",
                                FeatureCatalogue.features().stream()
                                        .map(Feature::name)
                                        .toList()));
        // Two windows of 5 s and one each of 30 s and 180 s, for the source and for the target.
        assertThat(lines).hasSize(1 + 8);
        assertThat(lines.get(1))
                .matches(
                        "(SOURCE,10\\.0\\.0\\.1|TARGET,10\\.0\\.0\\.2),2023-11-14T22:13:20Z,5,5,1,210,336,42,0,0,5,.*");
        assertThat(lines).noneMatch(line -> line.contains(".0,"));
    }

    @Test
    void theDigestOfOneInputIsTheSameInEveryRunAndOfAnotherIsAnother() throws IOException {
        Path ten = SmallCapture.write(folder.resolve("ten.pcap"), 10);
        Path eleven = SmallCapture.write(folder.resolve("eleven.pcap"), 11);

        String digest = digest(Nta.run("analyze", "--digest", ten));

        assertThat(digest).matches("digest: [0-9a-f]{32} \\(8 rows, \\d+ features, catalogue [0-9a-f]{16}\\)");
        assertThat(digest(Nta.run("analyze", "--digest", ten))).isEqualTo(digest);
        assertThat(digest(Nta.run("analyze", "--digest", eleven))).isNotEqualTo(digest);
        assertThat(digest(Nta.run("analyze", "--digest", ten, eleven)))
                .isEqualTo(digest(Nta.run("analyze", "--digest", eleven, ten)));
    }

    private static String digest(Nta nta) {
        return nta.out()
                .lines()
                .filter(line -> line.startsWith("digest: "))
                .findFirst()
                .orElseThrow();
    }
}
