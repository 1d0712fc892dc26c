package io.nta.model.xgboost.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledRowsTest {
    private static final String HEADER = String.join(",", RowsHeader.COLUMNS);
    private static final String KEY = "c1,nmap,lab,SOURCE,30,2026-01-31T12:00:00Z,192.0.2.1,port_scan";

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        LabelledRows rows = MadeRows.of(2, 10, 3);
        Path file = folder.resolve("rows.csv.gz");
        write(rows, file);
        LabelledRows again = LabelledRowsReader.read(file);
        assertThat(again.size()).isEqualTo(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            assertThat(again.key(row)).isEqualTo(rows.key(row));
            assertThat(again.origin(row)).isEqualTo(rows.origin(row));
            assertThat(again.label(row)).isEqualTo(rows.label(row));
            for (int input = 0; input < ModelInputs.count(); input++) {
                assertThat(again.input(row, input)).isEqualTo(rows.input(row, input));
            }
        }
    }

    @Test
    void roomGrowsToTheMostRowsAndNotBeyond() {
        int most = LabelledRows.MAX_ROWS;
        assertThat((long) most * ModelInputs.count()).isLessThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(LabelledRows.Builder.capacityBeyond(64)).isEqualTo(96);
        assertThat(LabelledRows.Builder.capacityBeyond(most - 1)).isEqualTo(most);
        assertThatThrownBy(() -> LabelledRows.Builder.capacityBeyond(most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than " + most + " rows");
    }

    @Test
    void equalRowsMakeEqualBytes() throws IOException {
        write(MadeRows.of(2, 10, 3), folder.resolve("a.csv.gz"));
        write(MadeRows.of(2, 10, 3), folder.resolve("b.csv.gz"));
        assertThat(folder.resolve("a.csv.gz")).hasSameBinaryContentAs(folder.resolve("b.csv.gz"));
    }

    private static void write(LabelledRows rows, Path file) throws IOException {
        try (LabelledRowsWriter writer = new LabelledRowsWriter(file)) {
            for (int row = 0; row < rows.size(); row++) {
                writer.write(rows, row);
            }
        }
    }

    @Test
    void numbersHaveAtMostSixDigitsAndZeroIsOneCharacter() {
        assertThat(text(0)).isEqualTo("0");
        assertThat(text(-0.0)).isEqualTo("0");
        assertThat(text(12)).isEqualTo("12");
        assertThat(text(1.0 / 3)).isEqualTo("0.333333");
        assertThat(text(1234567)).isEqualTo("1.23457E+6");
        assertThat(text(-2.5)).isEqualTo("-2.5");
    }

    @Test
    void everyNumberThatIsWrittenIsReadAsTheNearestFloat() {
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            String text = text(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 8));
            assertThat(Decimals.read("x" + text + ",", 1, 1 + text.length()))
                    .isEqualTo((float) Double.parseDouble(text));
        }
    }

    private static String text(double value) {
        StringBuilder text = new StringBuilder();
        Decimals.write(value, text);
        return text.toString();
    }

    @Test
    void theTwoInputsThatAreNoFeaturesComeFromTheKey() throws IOException {
        LabelledRows rows = read(HEADER + "\n" + KEY + ",7".repeat(FeatureCatalogue.size()) + "\n");
        assertThat(rows.input(0, 0)).isEqualTo(7);
        assertThat(rows.input(0, ModelInputs.all().indexOf("window_size"))).isEqualTo(30);
        assertThat(rows.input(0, ModelInputs.all().indexOf("key_kind"))).isEqualTo(0);
        assertThat(rows.kind(0)).isEqualTo(KeyKind.SOURCE);
        assertThat(rows.capture(0) + rows.tool(0) + rows.network(0)).isEqualTo("c1nmaplab");
    }

    @Test
    void aMistakeIsNamedWithFileLineColumnAndWhatIsAllowed() {
        mistake(KEY.replace("SOURCE", "BOTH"), "rows.csv, line 2, column kind: 'BOTH'; allowed are SOURCE, TARGET");
        mistake(KEY.replace(",30,", ",31,"), "column window_size: '31'; allowed are 5, 30, 180");
        mistake(KEY.replace("2026-01-31T", "yesterday "), "column window_start", "allowed are times like");
        mistake(KEY.replace("port_scan", "portscan"), "column label: 'portscan'; allowed are Normal, arp_spoof,");
        mistake(KEY.replace("c1,", ","), "column capture: it is empty");
    }

    private void mistake(String key, String... parts) {
        assertThatThrownBy(() -> read(HEADER + "\n" + key + ",0".repeat(FeatureCatalogue.size())))
                .isInstanceOf(LabelledRowsException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aValueThatIsNoFiniteNumberIsAMistake() {
        for (String value : List.of("", "x", "NaN", "Infinity", "1e99", "1.2.3", ".")) {
            String line = KEY + "," + value + ",0".repeat(FeatureCatalogue.size() - 1);
            assertThatThrownBy(() -> read(HEADER + "\n" + line))
                    .as(value)
                    .isInstanceOf(LabelledRowsException.class)
                    .hasMessageContainingAll("line 2", "column packet_count", "finite");
        }
    }

    @Test
    void aLineOfAnotherLengthIsAMistake() {
        assertThatThrownBy(() -> read(HEADER + "\n" + KEY + ",0".repeat(FeatureCatalogue.size() - 1)))
                .hasMessageContaining("the line ends before it");
        assertThatThrownBy(() -> read(HEADER + "\n" + KEY + ",0".repeat(FeatureCatalogue.size() + 1)))
                .hasMessageContaining("goes on after its last column");
    }

    @Test
    void aHeaderOfAnotherCatalogueIsRefusedWithTheDifferences() {
        assertThatThrownBy(() -> read(HEADER.replace(",packet_rate_pps,", ",packets_per_fortnight,")))
                .hasMessageContaining("missing are packet_rate_pps; unknown are packets_per_fortnight");
        assertThatThrownBy(() -> read(HEADER.replace("capture,tool", "tool,capture")))
                .hasMessageContaining("column 1 is tool and must be capture");
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
    }

    private LabelledRows read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), text);
        return LabelledRowsReader.read(file);
    }

    @Test
    void partsJoinInOrder() {
        LabelledRows one = MadeRows.of(1, 4, 1);
        LabelledRows joined = LabelledRows.concat(List.of(one, one.select(new int[] {5, 2})));
        assertThat(joined.size()).isEqualTo(one.size() + 2);
        assertThat(joined.key(one.size())).isEqualTo(one.key(5));
        assertThat(joined.origin(one.size() + 1)).isEqualTo(one.origin(2));
        assertThat(joined.input(one.size(), 9)).isEqualTo(one.input(5, 9));
    }

    @Test
    void aSampleKeepsTheLimitAndDoesNotDependOnOtherCaptures() {
        LabelledRows rows = MadeRows.of(2, 60, 1);
        int[] chosen = RowSample.perStratum(rows, 5, 9);
        assertThat(chosen).isSorted().isEqualTo(RowSample.perStratum(rows, 5, 9));
        // Each capture has 15 rows of each of 3 sizes as a source and 5 as a target.
        assertThat(chosen).hasSize(18 * 6 * 5);
        assertThat(RowSample.perStratum(rows, 5, 10)).isNotEqualTo(chosen);
        LabelledRows first = rows.select(IntStream.range(0, 60).toArray());
        assertThat(RowSample.perStratum(first, 5, 9))
                .isEqualTo(IntStream.of(chosen).filter(row -> row < 60).toArray());
    }

    @Test
    void aNameThatWouldBreakTheFileIsRefused() {
        assertThatThrownBy(() -> new RowOrigin("a,b", "-", "lab")).hasMessageContaining("capture is 'a,b'");
        assertThatThrownBy(() -> new RowOrigin("a", "", "lab")).hasMessageContaining("tool is ''");
    }
}
