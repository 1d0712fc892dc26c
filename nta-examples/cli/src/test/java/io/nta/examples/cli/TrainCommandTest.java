package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.LabelledRowsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    private static final String DATE = "2026-11-28T00:00:00Z";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path rows;
    private static Path parameters;
    private static Nta written;

    @BeforeAll
    static void writeRows() throws IOException {
        rows = shared.resolve("rows.csv.gz");
        parameters = Files.writeString(shared.resolve("small.json"), "{\"rounds\": 8, \"max_depth\": 3, \"eta\": 0.5}");
        written = Nta.run(
                "train",
                "--scenario",
                "port_scan,ssh_brute,mistyped_password",
                "--generate",
                "0,2-3",
                "--minutes",
                1,
                "--per-stratum",
                10,
                "--write-rows",
                rows);
    }

    private static Nta train(Path model, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "train", "--rows", rows, "--parameters", parameters, "--date", DATE, "--name", "tiny", "--out", model));
        Collections.addAll(arguments, more);
        return Nta.run(arguments.toArray());
    }

    private static Path capture(Path file, String scenario, int seed) {
        Nta nta = Nta.run("generate", "--scenario", scenario, "--seed", seed, "--minutes", 1, "--packets", 5000, file);
        assertThat(nta.exitCode()).as(nta.err()).isZero();
        return file;
    }

    @Test
    void rowsOfEachScenarioAndSeedAreWritten() throws IOException {
        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(written.out()).contains("played port_scan", "played ssh_brute", "played mistyped_password");
        LabelledRows read = LabelledRowsReader.read(rows);
        assertThat(read.captures())
                .containsExactlyInAnyOrder(
                        "port_scan-0",
                        "port_scan-2",
                        "port_scan-3",
                        "ssh_brute-0",
                        "ssh_brute-2",
                        "ssh_brute-3",
                        "mistyped_password-0",
                        "mistyped_password-2",
                        "mistyped_password-3");
        assertThat(IntStream.range(0, read.size()).mapToObj(read::network).distinct())
                .containsExactlyInAnyOrder("generated-regime-0", "generated-regime-2", "generated-regime-3");
    }

    @Test
    void equalRowsSeedAndDateGiveEqualBytes() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        assertThat(train(one).exitCode()).isZero();
        assertThat(train(other).exitCode()).isZero();
        assertThat(other.resolve("model.ubj")).hasSameBinaryContentAs(one.resolve("model.ubj"));
        assertThat(other.resolve("card.json")).hasSameBinaryContentAs(one.resolve("card.json"));
        assertThat(Files.readString(one.resolve("card.json")))
                .contains("\"tiny\"", "\"" + DATE + "\"", "generated-regime-3");
    }

    @Test
    void analyzeJudgesByTheModelThatWasWritten() throws IOException {
        Path model = folder.resolve("model");
        Nta trained = train(model, "--test-rows", rows);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("Captures held out of training: ", "Test rows: ")
                .contains("Wrote the model tiny to " + model)
                .contains("--option combined:model=" + model);
        Path alerts = folder.resolve("alerts.jsonl");
        Nta analyzed = Nta.run(
                "analyze",
                "--option",
                "combined:model=" + model,
                "--alerts",
                alerts,
                capture(folder.resolve("g.pcap"), "port_scan", 2));
        assertThat(analyzed.exitCode()).as(analyzed.err()).isZero();
        assertThat(Files.readString(alerts)).contains("\"port_scan\"", "% sure of port_scan");
    }

    @Test
    void capturesAreHeldOutByTheNetworkInTheirNames() {
        Path lab = folder.resolve("lab");
        assertThat(lab.toFile().mkdir()).isTrue();
        capture(lab.resolve("office-scan.pcap"), "port_scan", 2);
        capture(lab.resolve("hall-guess.pcap"), "ssh_brute", 3);
        Path report = folder.resolve("report");
        Nta nta = Nta.run(
                "train", lab, "--rows", rows, "--parameters", parameters, "--hold-out", "network", "--report", report);
        assertThat(nta.exitCode()).as(nta.err()).isZero();
        assertThat(nta.out())
                .contains("fold 1 of 2: without lab/hall", "fold 2 of 2: without lab/office")
                .contains("=== the rules alone", "=== model and rules");
        for (String judge : List.of("rules", "stumps", "model", "both")) {
            assertThat(report.resolve("held-out-network-" + judge + ".txt"))
                    .content()
                    .startsWith("2 captures, ");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--out m | there are no rows: give labelled captures",
                "--generate 0 | say what to do with the rows: --write-rows, --hold-out or --out",
                "--generate 0 --scenario nothing --out m | there is no scenario 'nothing'; there are",
                "--scenario nothing --out m | there is no scenario 'nothing'; there are",
                "--generate 5-3 --out m | seeds go upwards, not from 5 to 3",
                "--generate many --out m | such as 7 or 0-5, not 'many'",
                "--generate 0 --out m --date tomorrow | --date is 'tomorrow'; allowed: a time such as 2026-11-28T00:00:00Z",
                "--generate 0 --out m --minutes 0 | --minutes and --per-stratum have to be at least 1",
                "--generate 0 --out m --per-stratum 0 | --minutes and --per-stratum have to be at least 1",
                "--generate 0 --hold-out tool --folds 1 | --folds at least 2",
                "--generate 0 --hold-out tool | folds need at least two groups",
                "--generate 2 --scenario port_scan --minutes 1 --out m | nothing can be held out"
            })
    void wrongUsageIsAnsweredWithWhatWouldBeRight(String arguments, String answer) {
        Object[] all = ("train " + arguments.replace("--out m", "--out " + folder.resolve("m"))
                        + (arguments.contains("--hold-out tool") ? " --scenario port_scan --minutes 1" : ""))
                .split(" ");
        Nta nta = Nta.run(all);
        assertThat(nta.err()).contains(answer);
        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("m")).doesNotExist();
    }

    @Test
    void wrongParametersAreWrongUsage() throws IOException {
        Path wrong = Files.writeString(folder.resolve("p.json"), "{\"rounds\": -1, \"speed\": 3}");
        Nta nta = Nta.run("train", "--rows", rows, "--parameters", wrong, "--out", folder.resolve("m"));
        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains(wrong.toString(), "rounds", "speed");
    }

    @Test
    void rowsThatCannotBeReadAreUnreadableInputByName() throws IOException {
        Path gone = folder.resolve("gone.csv");
        Path plain = Files.writeString(folder.resolve("plain.csv.gz"), "not gzipped");
        Path other = Files.writeString(folder.resolve("other.csv"), "when,what\n1,2\n");
        for (Path file : List.of(gone, plain, other)) {
            Nta nta = Nta.run("train", "--rows", rows, "--rows", file, "--out", folder.resolve("m"));
            assertThat(nta.exitCode()).as(file.toString()).isEqualTo(3);
            assertThat(nta.err()).startsWith("nta: " + file).hasLineCount(1);
        }
        assertThat(folder.resolve("m")).doesNotExist();
    }

    @Test
    void captureAndLabelsThatCannotBeReadAreToldAndTheRestIsLearnt() throws IOException {
        Files.writeString(folder.resolve("manifest.csv"), "file,label\ngone.pcap,benign\n");
        Path model = folder.resolve("m");
        Nta nta = train(model, folder, folder.resolve("no-such-folder"));
        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.err())
                .contains(folder.resolve("gone.pcap") + ": there is no such file")
                .contains(folder.resolve("no-such-folder") + ": there is no such file or folder");
        assertThat(model.resolve("model.ubj")).exists();
    }

    @Test
    void capturesOfOneNameCannotBeHeldOutApart() throws IOException {
        for (String name : List.of("a", "b")) {
            Path lab = Files.createDirectory(folder.resolve(name));
            SmallCapture.write(lab.resolve("x.pcap"), 5);
            Files.writeString(lab.resolve("manifest.csv"), "file,label\nx.pcap,benign\n");
        }
        Nta nta = Nta.run("train", folder.resolve("a"), folder.resolve("b"), "--hold-out", "network");
        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err())
                .contains("tells captures apart by name", folder.resolve("b").toString());
    }
}
