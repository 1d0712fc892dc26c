package io.nta.model.xgboost.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contributions, held against XGBoost4J's. */
class TreeShapTest {
    private static final double CLOSE = 1e-4;

    private static void sameAsXgboost(TrainedModel model, int count) throws Exception {
        int inputs = model.inputs();
        int classes = model.classes();
        float[] rows = TrainedModel.rows(count, inputs, 3);
        float[] expected = model.contributions(rows);
        float[] margins = model.margins(rows);
        TreeShap shap = new TreeShap(Forest.read(model.bytes("ubj")));
        double[] actual = new double[inputs + 1];
        for (int row = 0; row < count; row++) {
            float[] values = Arrays.copyOfRange(rows, row * inputs, (row + 1) * inputs);
            for (int c = 0; c < classes; c++) {
                shap.contributions(values, c, actual);
                int at = (row * classes + c) * (inputs + 1);
                for (int i = 0; i <= inputs; i++) {
                    assertThat(actual[i])
                            .as("row %d, class %d, input %d", row, c, i)
                            .isCloseTo(expected[at + i], within(CLOSE));
                }
                assertThat(Arrays.stream(actual).sum()).isCloseTo(margins[row * classes + c], within(CLOSE));
            }
        }
    }

    @Test
    void contributionsAreXgboostsAndAddUpToTheMargin() throws Exception {
        sameAsXgboost(TrainedModel.classes(9, 20, 6, 30, 1_000), 50);
    }

    @Test
    void inputsThatAPathAsksOftenAreTakenTogether() throws Exception {
        // Two inputs and ten levels: each is asked again and again.
        sameAsXgboost(TrainedModel.output("binary:logistic", 20, 10, 2, 1_000, Map.of()), 100);
    }

    @Test
    void ofAStumpOneInputTellsAll() throws Exception {
        TrainedModel model = TrainedModel.output("reg:squarederror", 1, 1, 3, 500, Map.of());
        sameAsXgboost(model, 10);
    }

    @Test
    void aPathOfSixtyFourInputsAddsUpTooAndTreatsThemAlike() throws Exception {
        int depth = TreeTable.DEEPEST;
        int nodes = 2 * depth + 1;
        int[] inputs = new int[nodes];
        float[] covers = new float[nodes];
        float[] values = new float[nodes];
        covers[0] = 1;
        for (int level = 0; level < depth; level++) {
            int node = level == 0 ? 0 : 2 * level - 1;
            inputs[node] = level;
            covers[2 * level + 1] = 0.99f * covers[node];
            covers[2 * level + 2] = 0.01f * covers[node];
        }
        values[2 * depth - 1] = 1;
        SampleModel model = SampleModel.chain(depth)
                .with("/learner/learner_model_param/num_feature", "\"64\"")
                .tree("split_indices", Arrays.toString(inputs))
                .tree("sum_hessian", Arrays.toString(covers))
                .tree("split_conditions", Arrays.toString(values));
        float[] row = new float[depth];
        Arrays.fill(row, -1);
        double[] actual = new double[depth + 1];
        new TreeShap(Forest.read(model.ubj())).contributions(row, 1, actual);
        assertThat(Arrays.stream(actual).sum()).isCloseTo(1.5, within(1e-9));
        double each = (1 - Math.pow(0.99, depth)) / depth;
        for (int i = 0; i < depth; i++) {
            assertThat(actual[i]).isCloseTo(each, within(1e-6));
        }
    }

    @Test
    void aWrongLengthOrClassIsRefused() throws Exception {
        TreeShap shap = new TreeShap(Forest.read(
                TrainedModel.output("reg:squarederror", 1, 1, 3, 500, Map.of()).bytes("ubj")));
        assertThatThrownBy(() -> shap.contributions(new float[2], 0, new double[4]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shap.contributions(new float[3], 0, new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shap.contributions(new float[3], 1, new double[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
