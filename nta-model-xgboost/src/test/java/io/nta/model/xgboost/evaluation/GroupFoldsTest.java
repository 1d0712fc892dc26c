package io.nta.model.xgboost.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.MadeRows;
import io.nta.model.xgboost.training.RowGroups;
import io.nta.model.xgboost.training.SplitBy;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFoldsTest {
    private static final LabelledRows ROWS = MadeRows.of(6, 4, 1);

    @Test
    void fewGroupsHaveAFoldEach() {
        RowGroups networks = RowGroups.of(ROWS, SplitBy.NETWORK);
        GroupFolds folds = GroupFolds.of(ROWS, networks, 10);
        assertThat(folds.count()).isEqualTo(4);
        assertThat(folds.groups(2)).containsExactly("net2");
    }

    @Test
    void manyGroupsAreSpreadSoThatNoFoldHasAllOfALabel() {
        RowGroups tools = RowGroups.of(ROWS, SplitBy.TOOL);
        GroupFolds folds = GroupFolds.of(ROWS, tools, 3);
        assertThat(folds.count()).isEqualTo(3);
        for (int label = 0; label < Labels.count(); label++) {
            int wanted = label;
            assertThat(IntStream.range(0, ROWS.size())
                            .filter(row -> ROWS.label(row) == wanted)
                            .map(folds::fold)
                            .distinct())
                    .as(Labels.all().get(label))
                    .hasSize(3);
        }
    }

    @Test
    void aGroupIsInOneFold() {
        RowGroups tools = RowGroups.of(ROWS, SplitBy.TOOL);
        GroupFolds folds = GroupFolds.of(ROWS, tools, 3);
        for (int group = 0; group < tools.count(); group++) {
            int wanted = group;
            assertThat(IntStream.range(0, ROWS.size())
                            .filter(row -> tools.group(row) == wanted)
                            .map(folds::fold)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void oneGroupCannotBeLeftOut() {
        LabelledRows one = ROWS.select(ROWS.rowsWhere(row -> ROWS.network(row).equals("net1")));
        assertThatThrownBy(() -> GroupFolds.of(one, RowGroups.of(one, SplitBy.NETWORK), 5))
                .hasMessageContaining("folds need at least two groups; there is 1");
    }
}
