package io.nta.examples.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.cli.evaluation.Evaluation;
import io.nta.examples.cli.evaluation.EvaluationText;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.Labels;
import io.nta.examples.cli.training.HeldOutEvaluation.Judge;
import io.nta.examples.generate.Scenarios;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.RowKey;
import io.nta.model.xgboost.rows.RowOrigin;
import io.nta.model.xgboost.training.SplitBy;
import io.nta.model.xgboost.training.TrainingParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan of the network {@code a} and guessing in the network {@code b} are judged; there are rows of other captures beside them. */
class HeldOutEvaluationTest {
    private static final TrainingParameters PARAMETERS = TrainingParameters.parse(
            "{\"rounds\": 40, \"eta\": 0.5, \"max_depth\": 3, \"subsample\": 1, \"colsample_bytree\": 1,"
                    + " \"min_child_weight\": 0.1}",
            "test");

    /** Others than the judged captures'. */
    private static final long[] SEEDS = {0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

    private static final List<GeneratedCaptures> OPEN = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static Map<String, LabelledCapture> judged;
    private static LabelledRows judgedRows;
    private static LabelledRows scans;
    private static LabelledRows others;

    @BeforeAll
    static void play() throws IOException {
        LabelledCapture scan = play("port_scan", 2, "scan");
        LabelledCapture guess = play("ssh_brute", 3, "guess");
        judged = Map.of("scan", scan, "guess", guess);
        RowCollector collector = new RowCollector(20, 1);
        collector.collect(scan, "a");
        collector.collect(guess, "b");
        judgedRows = collector.rows();
        scans = played("a", "port_scan", SEEDS);
        others = LabelledRows.concat(List.of(played("c", "ssh_brute", SEEDS), played("d", "mistyped_password", SEEDS)));
    }

    @AfterAll
    static void remove() throws IOException {
        for (GeneratedCaptures captures : OPEN) {
            captures.close();
        }
    }

    private static GeneratedCaptures open() throws IOException {
        GeneratedCaptures captures = new GeneratedCaptures(Duration.ofMinutes(1), 20_000);
        OPEN.add(captures);
        return captures;
    }

    private static LabelledCapture play(String scenario, long seed, String name) throws IOException {
        LabelledCapture played = open().play(Scenarios.named(scenario), seed);
        return new LabelledCapture(played.file(), name, played.labels());
    }

    private static LabelledRows played(String network, String scenario, long... seeds) throws IOException {
        GeneratedCaptures captures = open();
        RowCollector collector = new RowCollector(20, 1);
        for (long seed : seeds) {
            collector.collect(captures.play(Scenarios.named(scenario), seed), network);
        }
        return collector.rows();
    }

    private static LabelledRows all() {
        return LabelledRows.concat(List.of(judgedRows, scans, others));
    }

    private static Set<String> captures(LabelledRows rows) {
        return IntStream.range(0, rows.size()).mapToObj(rows::capture).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noRowOfTheNetworkHeldOutIsLearntWhateverItsCapture() {
        LabelledRows learnt = new HeldOutEvaluation(all(), PARAMETERS).learnt(Set.of("a"), SplitBy.NETWORK);
        assertThat(captures(learnt))
                .contains("guess", "ssh_brute-0", "mistyped_password-13")
                .noneMatch(capture -> capture.contains("scan"));
    }

    @Test
    void noCaptureOfTheToolHeldOutIsLearntNotEvenItsOrdinaryRows() {
        LabelledRows learnt = new HeldOutEvaluation(all(), PARAMETERS).learnt(Set.of("nta generate"), SplitBy.TOOL);
        assertThat(captures(learnt))
                .isEqualTo(captures(others).stream()
                        .filter(capture -> capture.startsWith("mistyped_password-"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void ofACaptureWithSeveralToolsEachIsJudgedInItsOwnFoldAndTheAlertsOnce() throws IOException {
        LabelledCapture two = relabelled(
                "tools", "1,62,port_scan,10.0.0.1,10.0.0.2,one,,", "63,120,ssh_brute,10.0.0.1,10.0.0.2,two,,");
        LabelledRows rows = LabelledRows.concat(
                List.of(made("tools", "one", "port_scan"), made("tools", "two", "ssh_brute"), scans, others));
        List<String> folds = new ArrayList<>();
        Evaluation rules = new HeldOutEvaluation(rows, PARAMETERS)
                .run(
                        Map.of("tools", two),
                        SplitBy.TOOL,
                        10,
                        (fold, of, names) -> folds.add(fold + "/" + of + " " + names))
                .get(Judge.RULES);
        assertThat(folds).containsExactly("1/2 [one]", "2/2 [two]");
        assertThat(text(rules)).startsWith("1 capture, ").contains("Missed attacks: 2");
    }

    /** Returns the capture of a scan with other labels, of which none is true. */
    private static LabelledCapture relabelled(String name, String... episodes) throws IOException {
        Path labels = Files.writeString(
                folder.resolve(name + ".labels.csv"),
                "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes\n" + String.join("\n", episodes)
                        + "\n");
        return new LabelledCapture(Objects.requireNonNull(judged.get("scan")).file(), name, Labels.ofEpisodes(labels));
    }

    /** Returns a row of an attack, for what it is held out by. */
    private static LabelledRows made(String capture, String tool, String label) {
        return new LabelledRows.Builder()
                .add(
                        new RowOrigin(capture, tool, "z"),
                        new RowKey(KeyKind.SOURCE, 5, 0, "10.0.0.1"),
                        label,
                        new float[FeatureCatalogue.size()])
                .build();
    }

    @Test
    void eachNetworkIsHeldOutOnceAndEachJudgeJudgesEachCapture() {
        List<String> folds = new ArrayList<>();
        Map<Judge, Evaluation> evaluations = new HeldOutEvaluation(all(), PARAMETERS)
                .run(judged, SplitBy.NETWORK, 10, (fold, of, names) -> folds.add(fold + "/" + of + " " + names));
        assertThat(folds).containsExactly("1/2 [a]", "2/2 [b]");
        assertThat(evaluations).containsOnlyKeys(Judge.values());
        assertThat(evaluations.values()).allMatch(evaluation -> text(evaluation).startsWith("2 captures, "));
        assertThat(text(evaluations.get(Judge.RULES))).contains("Missed attacks: 0");
    }

    @Test
    void anAttackThatOnlyItsOwnGroupTeachesIsMissedByTheModel() {
        // Who had learnt from any capture of the network a would know scans; see the next test.
        String missed = modelOf(all());
        assertThat(missed).contains("Missed attacks: 1").containsPattern("\nscan +port_scan ");
    }

    @Test
    void anAttackThatOtherGroupsTeachIsFoundByTheModel() throws IOException {
        LabelledRows elsewhere = played("e", "port_scan", SEEDS);
        assertThat(modelOf(LabelledRows.concat(List.of(judgedRows, elsewhere, others))))
                .contains("Missed attacks: 0");
    }

    private static String modelOf(LabelledRows rows) {
        Evaluation evaluation = new HeldOutEvaluation(rows, PARAMETERS)
                .run(judged, SplitBy.NETWORK, 10, (fold, of, names) -> {})
                .get(Judge.MODEL);
        return text(evaluation);
    }

    private static String text(Evaluation evaluation) {
        return EvaluationText.of(evaluation, false);
    }
}
