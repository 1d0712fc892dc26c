package io.nta.model.xgboost.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.MadeRows;
import io.nta.model.xgboost.rows.RowKey;
import io.nta.model.xgboost.rows.RowOrigin;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupSplitTest {
    private static final LabelledRows ROWS = MadeRows.of(8, 6, 1);

    @ParameterizedTest
    @EnumSource(SplitBy.class)
    void noGroupAndNoCaptureIsInBothPartsAndEachClassIs(SplitBy by) {
        RowGroups groups = RowGroups.of(ROWS, by);
        for (long seed = 0; seed < 20; seed++) {
            GroupSplit split = GroupSplit.of(ROWS, groups, 0.25, seed);
            assertThat(split.training().length + split.heldOut().length).isEqualTo(ROWS.size());
            assertThat(values(split.training(), groups::group))
                    .doesNotContainAnyElementsOf(values(split.heldOut(), groups::group));
            assertThat(values(split.training(), ROWS::capture))
                    .doesNotContainAnyElementsOf(values(split.heldOut(), ROWS::capture));
            assertThat(values(split.training(), ROWS::label)).hasSize(Labels.count());
            assertThat(values(split.heldOut(), ROWS::label)).hasSize(Labels.count());
            assertThat(split.notHeldOut()).isEmpty();
        }
    }

    private static <T> Set<T> values(int[] rows, IntFunction<T> of) {
        return Arrays.stream(rows).mapToObj(of).collect(Collectors.toSet());
    }

    @Test
    void theSeedChoosesWhatIsHeldOut() {
        RowGroups groups = RowGroups.of(ROWS, SplitBy.CAPTURE);
        Set<Object> choices = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            GroupSplit split = GroupSplit.of(ROWS, groups, 0.25, seed);
            assertThat(split.heldOut())
                    .isEqualTo(GroupSplit.of(ROWS, groups, 0.25, seed).heldOut());
            choices.add(split.heldOutGroups());
        }
        assertThat(choices).hasSizeGreaterThan(5);
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        int[] backwards =
                IntStream.range(0, ROWS.size()).map(i -> ROWS.size() - 1 - i).toArray();
        LabelledRows turned = ROWS.select(backwards);
        assertThat(GroupSplit.of(turned, RowGroups.of(turned, SplitBy.TOOL), 0.25, 1)
                        .heldOutGroups())
                .isEqualTo(GroupSplit.of(ROWS, RowGroups.of(ROWS, SplitBy.TOOL), 0.25, 1)
                        .heldOutGroups());
    }

    @Test
    void aLabelOfOneGroupIsLearntFromAndNamed() {
        LabelledRows rows = ROWS.select(ROWS.rowsWhere(row ->
                !ROWS.capture(row).startsWith("slowloris") || ROWS.capture(row).equals("slowloris-3")));
        GroupSplit split = GroupSplit.of(rows, RowGroups.of(rows, SplitBy.CAPTURE), 0.25, 1);
        assertThat(split.notHeldOut()).containsExactly("slowloris");
        assertThat(values(split.training(), rows::label)).contains(Labels.indexOf("slowloris"));
    }

    @Test
    void toolsThatShareACaptureAreOneGroup() {
        LabelledRows.Builder rows = new LabelledRows.Builder();
        add(rows, "c1", "nmap");
        add(rows, "c1", "hydra");
        add(rows, "c2", "hydra");
        add(rows, "c3", "masscan");
        add(rows, "c4", RowOrigin.NO_TOOL);
        add(rows, "c5", RowOrigin.NO_TOOL);
        RowGroups groups = RowGroups.of(rows.build(), SplitBy.TOOL);
        assertThat(IntStream.range(0, groups.count()).mapToObj(groups::name))
                .containsExactly("c4", "c5", "hydra+nmap", "masscan");
        assertThat(groups.group(0)).isEqualTo(groups.group(2));
    }

    private static void add(LabelledRows.Builder rows, String capture, String tool) {
        rows.add(
                new RowOrigin(capture, tool, "lab"),
                new RowKey(KeyKind.SOURCE, 5, 0, "192.0.2.1"),
                Labels.NORMAL,
                new float[FeatureCatalogue.size()]);
    }

    @Test
    void aLongCaptureCountsAsTheRootOfItsRows() {
        LabelledRows rows = LabelledRows.concat(List.of(MadeRows.of(1, 400, 1), MadeRows.of(3, 100, 2)));
        float[] weights = RowWeights.of(rows, TrainingParameters.defaults());
        double longCapture = IntStream.range(0, rows.size())
                .filter(row -> rows.capture(row).equals("Normal-0"))
                .mapToDouble(row -> weights[row])
                .sum();
        double shortCapture = IntStream.range(0, rows.size())
                .filter(row -> rows.capture(row).equals("Normal-1"))
                .mapToDouble(row -> weights[row])
                .sum();
        assertThat(longCapture / shortCapture).isCloseTo(Math.sqrt(5), within(1e-3));
    }
}
