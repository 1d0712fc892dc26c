package io.nta.model.xgboost.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores, held against XGBoost4J's. */
class ForestTest {
    private static final int CLASSES = 9;
    private static final int INPUTS = 40;
    private static final int ROWS = 5_000;
    private static final float EQUAL = 1e-6f;

    private static TrainedModel model;

    @BeforeAll
    static void train() throws Exception {
        model = TrainedModel.classes(CLASSES, 50, 6, INPUTS, 2_000);
    }

    private static float[] margins(Forest forest, float[] rows) {
        int count = rows.length / forest.inputs();
        float[] margins = new float[count * forest.classes()];
        forest.margins(rows, count, margins);
        return margins;
    }

    private static float[] probabilities(Forest forest, float[] rows) {
        float[] probabilities = margins(forest, rows);
        Forest.softmax(probabilities, rows.length / forest.inputs(), forest.classes());
        return probabilities;
    }

    @Test
    void theShapeIsTheModels() throws Exception {
        Forest forest = Forest.read(model.bytes("ubj"));
        assertThat(forest.inputs()).isEqualTo(INPUTS);
        assertThat(forest.classes()).isEqualTo(CLASSES);
        assertThat(forest.trees()).isEqualTo(50 * CLASSES);
        assertThat(forest.depth()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ubj"})
    void marginsAreXgboosts(String format) throws Exception {
        float[] rows = TrainedModel.rows(ROWS, INPUTS, 3);
        assertThat(margins(Forest.read(model.bytes(format)), rows)).containsExactly(model.margins(rows), within(EQUAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ubj"})
    void probabilitiesAreXgboosts(String format) throws Exception {
        float[] rows = TrainedModel.rows(ROWS, INPUTS, 4);
        assertThat(probabilities(Forest.read(model.bytes(format)), rows))
                .containsExactly(model.predictions(rows), within(EQUAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ubj"})
    void infinitiesAndTheEndsOfTheRangeScoreAsXgboostScoresThem(String format) throws Exception {
        float[] rows = TrainedModel.extremeRows(ROWS, INPUTS, 5);
        assertThat(probabilities(Forest.read(model.bytes(format)), rows))
                .containsExactly(model.predictionsInPlace(rows), within(EQUAL));
    }

    @Test
    void rowsOfNothingButMissingOrInfiniteInputsScoreAsXgboostScoresThem() throws Exception {
        float[] rows = new float[3 * INPUTS];
        Arrays.fill(rows, 0, INPUTS, Float.NaN);
        Arrays.fill(rows, INPUTS, 2 * INPUTS, Float.POSITIVE_INFINITY);
        Arrays.fill(rows, 2 * INPUTS, 3 * INPUTS, Float.NEGATIVE_INFINITY);
        assertThat(probabilities(Forest.read(model.bytes("ubj")), rows))
                .containsExactly(model.predictionsInPlace(rows), within(EQUAL));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 63, 64, 65, 1000})
    void howManyRowsComeTogetherChangesNothing(int batch) throws Exception {
        Forest forest = Forest.read(model.bytes("ubj"));
        float[] rows = TrainedModel.extremeRows(1_000, INPUTS, 6);
        float[] together = margins(forest, rows);
        for (int from = 0; from < 1_000; from += batch) {
            int to = Math.min(1_000, from + batch);
            assertThat(margins(forest, Arrays.copyOfRange(rows, from * INPUTS, to * INPUTS)))
                    .containsExactly(Arrays.copyOfRange(together, from * CLASSES, to * CLASSES));
        }
    }

    @ParameterizedTest
    @CsvSource({"binary:logistic,json", "binary:logistic,ubj", "reg:squarederror,json", "reg:squarederror,ubj"})
    void oneOutputAddsTheBaseScoreAsXgboostDoes(String objective, String format) throws Exception {
        TrainedModel single = TrainedModel.output(objective, 20, 5, 10, 500, Map.of("base_score", 0.2));
        float[] rows = TrainedModel.rows(500, 10, 7);
        assertThat(margins(Forest.read(single.bytes(format)), rows))
                .containsExactly(single.margins(rows), within(EQUAL));
    }

    @Test
    void unevenAndParallelTreesScoreAsXgboostScoresThem() throws Exception {
        Map<String, Object> uneven = Map.of(
                "grow_policy",
                "lossguide",
                "max_leaves",
                40,
                "max_depth",
                0,
                "gamma",
                0.05,
                "num_parallel_tree",
                3,
                "subsample",
                0.5);
        TrainedModel single = TrainedModel.output("binary:logistic", 20, 0, 10, 2_000, uneven);
        float[] rows = TrainedModel.rows(500, 10, 8);
        Forest forest = Forest.read(single.bytes("ubj"));
        assertThat(forest.depth()).isGreaterThan(6);
        assertThat(margins(forest, rows)).containsExactly(single.margins(rows), within(EQUAL));
    }

    @Test
    void tooShortAnArrayIsRefused() throws Exception {
        Forest forest = Forest.read(model.bytes("ubj"));
        assertThatThrownBy(() -> forest.margins(new float[INPUTS], 2, new float[2 * CLASSES]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows");
        assertThatThrownBy(() -> forest.margins(new float[2 * INPUTS], 2, new float[CLASSES]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("margins");
    }

    @Test
    void softmaxHoldsForLargeMargins() {
        float[] margins = {1000, 1000, -1000, 0, 0, 0};
        Forest.softmax(margins, 2, 3);
        assertThat(margins).containsExactly(new float[] {0.5f, 0.5f, 0, 1 / 3f, 1 / 3f, 1 / 3f}, within(EQUAL));
    }
}
