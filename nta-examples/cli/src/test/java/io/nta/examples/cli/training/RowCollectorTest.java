package io.nta.examples.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.labels.CsvRows;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.Labels;
import io.nta.examples.generate.Scenarios;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.Signs;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowCollectorTest {
    private static final String HEADER = "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,notes\n";

    private static GeneratedCaptures captures;
    private static LabelledCapture guessing;

    /** One minute of guessing, with some ordinary hosts beside it. */
    @BeforeAll
    static void play() throws IOException {
        captures = new GeneratedCaptures(Duration.ofMinutes(1), 20_000);
        guessing = captures.play(Scenarios.named("ssh_brute"), 34);
    }

    @AfterAll
    static void remove() throws IOException {
        captures.close();
    }

    private static LabelledRows rows(int perStratum, long seed) {
        return rows(perStratum, seed, guessing);
    }

    private static LabelledRows rows(int perStratum, long seed, LabelledCapture capture) {
        RowCollector collector = new RowCollector(perStratum, seed);
        collector.collect(capture, "lab");
        return collector.rows();
    }

    private static boolean telling(LabelledRows rows, int row) {
        MadeRow made = rows.kind(row) == KeyKind.SOURCE
                ? MadeRow.source(rows.address(row), rows.windowSeconds(row))
                : MadeRow.target(rows.address(row), rows.windowSeconds(row));
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            made.with(FeatureCatalogue.features().get(i).name(), rows.input(row, i));
        }
        return Signs.showsAny(made.row());
    }

    /** Returns how many rows there are of each label, window length and kind, apart for rows with and without signs. */
    private static Map<Boolean, Map<String, Integer>> strata(LabelledRows rows) {
        Map<Boolean, Map<String, Integer>> counts = Map.of(true, new HashMap<>(), false, new HashMap<>());
        for (int row = 0; row < rows.size(); row++) {
            counts.get(telling(rows, row))
                    .merge(rows.label(row) + "/" + rows.windowSeconds(row) + "/" + rows.kind(row), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void atMostSoManyRowsOfAStratumAreTakenAndATenthOfThatWithoutSigns() {
        Map<Boolean, Map<String, Integer>> all = strata(rows(100_000, 1));
        assertThat(all.get(true).values()).anyMatch(count -> count > 3);
        assertThat(all.get(false).values()).anyMatch(count -> count > 3);

        Map<Boolean, Map<String, Integer>> few = strata(rows(3, 1));
        all.get(true)
                .forEach((stratum, count) ->
                        assertThat(few.get(true)).as(stratum).containsEntry(stratum, Math.min(3, count)));
        all.get(false)
                .forEach((stratum, count) ->
                        assertThat(few.get(false)).as(stratum).containsEntry(stratum, 1));

        assertThat(strata(rows(20, 1)).get(false).values())
                .allMatch(count -> count <= 2)
                .contains(2);
    }

    @Test
    void theSeedChoosesAndEqualSeedsChooseEqually() {
        assertThat(keys(rows(3, 1))).isEqualTo(keys(rows(3, 1))).isNotEqualTo(keys(rows(3, 2)));
    }

    private static List<String> keys(LabelledRows rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> rows.key(row).toString())
                .toList();
    }

    @Test
    void rowsBearTheNamesOfCaptureToolAndNetwork() {
        LabelledRows rows = rows(5, 1);
        assertThat(IntStream.range(0, rows.size())).allSatisfy(row -> {
            assertThat(rows.capture(row)).isEqualTo("ssh_brute-34");
            assertThat(rows.network(row)).isEqualTo("lab");
            assertThat(rows.tool(row)).isEqualTo(rows.normal(row) ? "-" : "nta generate");
        });
        assertThat(IntStream.range(0, rows.size()).filter(row -> !rows.normal(row)))
                .isNotEmpty();
        assertThat(IntStream.range(0, rows.size()).filter(rows::normal)).isNotEmpty();
    }

    @Test
    void anAttackByAToolThatNobodyNamedIsHeldOutWithItsNetwork() {
        LabelledCapture unnamed = new LabelledCapture(
                guessing.file(),
                "whole.pcap",
                Labels.ofManifestRow(Map.of("label", "ssh_brute", "attacker_ips", attacker(), "victim_ips", "")));
        LabelledRows rows = rows(5, 1, unnamed);
        assertThat(rows.size()).isPositive();
        assertThat(IntStream.range(0, rows.size()))
                .allMatch(row -> rows.tool(row).equals("lab"));
    }

    private static String attacker() {
        LabelledRows rows = rows(5, 1);
        return IntStream.range(0, rows.size())
                .filter(row -> !rows.normal(row) && rows.kind(row) == KeyKind.SOURCE)
                .mapToObj(rows::address)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatCannotStandInTheRowsFileIsReplaced() throws IOException {
        LabelledCapture odd = new LabelledCapture(
                guessing.file(),
                "a,\"b\".pcap",
                Labels.ofEpisodes(
                        CsvRows.parse(HEADER + "1,9999999999,ssh_brute," + attacker() + ",,\"hydra, v9\",\n", "labels"),
                        "labels"));
        LabelledRows rows = rows(1, 1, odd);
        assertThat(rows.captures()).containsExactly("a__b_.pcap");
        assertThat(IntStream.range(0, rows.size()).filter(row -> !rows.normal(row)))
                .isNotEmpty()
                .allMatch(row -> rows.tool(row).equals("hydra_ v9"));
        assertThat(RowCollector.name(" \n")).isEqualTo("_");
        assertThat(RowCollector.name("  ")).isEqualTo("-");
    }

    @Test
    void aCaptureThatCannotBeOpenedGivesItsFailureAndNoRows() throws IOException {
        RowCollector collector = new RowCollector(5, 1);
        CaptureResult result = collector.collect(
                new LabelledCapture(Path.of("gone.pcap"), "gone", Labels.ofEpisodes(List.of(), "labels")), "lab");
        assertThat(result.failure()).isNotNull();
        assertThat(collector.rows().size()).isZero();
    }
}
