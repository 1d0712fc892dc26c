package io.nta.model.xgboost.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a model: refused by the name of a field, or scored. */
class ForestFuzz {
    private static final int ROWS = 11;
    // Of the greatest sum on the way: what adding up floats may lose.
    private static final double LOST = 1e-3;

    static Stream<byte[]> files() {
        SampleModel stump = new SampleModel()
                .with("/learner/objective/name", "\"binary:logistic\"")
                .with("/learner/learner_model_param/num_class", "\"0\"")
                .with("/learner/gradient_booster/model/tree_info", "[0, 0, 0]");
        return Stream.of(new SampleModel().json(), new SampleModel().ubj(), stump.json(), stump.ubj());
    }

    @MethodSource("files")
    @DictionaryFile(resourcePath = "/io/nta/model/xgboost/forest/forest.dict")
    @FuzzTest
    void anyBytesAreRefusedOrScoredAlikeTogetherAndAloneAndExplained(byte[] file) {
        Forest forest;
        try {
            forest = Forest.read(file);
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).contains(": ").hasSizeLessThan(1_000);
            return;
        }
        assertThat(forest.trees()).isLessThanOrEqualTo(file.length);
        float[] rows = TrainedModel.extremeRows(ROWS, forest.inputs(), file.length);
        float[] together = new float[ROWS * forest.classes()];
        forest.margins(rows, ROWS, together);
        float[] row = Arrays.copyOf(rows, forest.inputs());
        float[] alone = new float[forest.classes()];
        forest.margins(row, 1, alone);
        assertThat(alone).containsExactly(Arrays.copyOf(together, alone.length));
        explain(forest, row, alone[0]);
    }

    private static void explain(Forest forest, float[] row, float margin) {
        double[] contributions = new double[forest.inputs() + 1];
        new TreeShap(forest).contributions(row, 0, contributions);
        double greatest = Math.abs(forest.base());
        for (int tree = 0; tree < forest.trees(); tree++) {
            greatest += largestLeaf(forest, forest.root(tree));
        }
        if (Float.isFinite(margin)) {
            assertThat(Arrays.stream(contributions).sum()).isCloseTo(margin, within(LOST * greatest));
        }
    }

    private static double largestLeaf(Forest forest, int index) {
        long node = forest.node(index);
        if (PackedNode.slot(node) == 2 * forest.inputs()) {
            return Math.abs(PackedNode.value(node));
        }
        int left = index + ((int) node & PackedNode.MASK);
        return Math.max(largestLeaf(forest, left), largestLeaf(forest, left + 1));
    }
}
