package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.model.xgboost.forest.TreeShap;
import io.nta.testkit.LeanClassPath;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever only scores may leave out XGBoost4J, and what it brings. */
class WithoutXgboost4jTest {
    @Test
    void aModelIsOpenedScoredAndExplained(@TempDir Path folder) throws Exception {
        Model.write(folder, ModelFiles.trained().bytes("ubj"), ModelFiles.card());
        float[] row = {1, 5, 100, 0, Float.NaN};
        float[] expected = new float[3];
        Model.open(folder).probabilities(row, 1, expected);
        try (URLClassLoader loader =
                LeanClassPath.without("xgboost4j", "kryo", "reflectasm", "objenesis", "minlog", "jcl-over-slf4j")) {
            assertThatThrownBy(() -> loader.loadClass("ml.dmlc.xgboost4j.java.Booster"))
                    .isInstanceOf(ClassNotFoundException.class);
            float[] actual = (float[]) loader.loadClass(Scoring.class.getName())
                    .getMethod("score", Path.class, float[].class)
                    .invoke(null, folder, row);
            assertThat(actual).containsExactly(expected);
        }
    }

    /** Runs in the other class loader. */
    public static final class Scoring {
        private Scoring() {}

        /** Opens the model, explains the row, and returns its probabilities. */
        public static float[] score(Path folder, float[] row) {
            Model model = Model.open(folder);
            double[] contributions = new double[row.length + 1];
            new TreeShap(model.forest()).contributions(row, 1, contributions);
            float[] probabilities = new float[model.labels().size()];
            model.probabilities(row, 1, probabilities);
            return probabilities;
        }
    }
}
