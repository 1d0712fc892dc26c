package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.model.xgboost.forest.TreeShap;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever only scores may leave out XGBoost4J, and what it brings. */
class WithoutXgboost4jTest {
    private static final List<String> LEFT_OUT =
            List.of("xgboost4j", "kryo", "reflectasm", "objenesis", "minlog", "jcl-over-slf4j");

    @Test
    void aModelIsOpenedScoredAndExplained(@TempDir Path folder) throws Exception {
        Model.write(folder, ModelFiles.trained().bytes("ubj"), ModelFiles.card());
        float[] row = {1, 5, 100, 0, Float.NaN};
        float[] expected = new float[3];
        Model.open(folder).probabilities(row, 1, expected);
        // Its parent knows the JDK only.
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("ml.dmlc.xgboost4j.java.Booster"))
                    .isInstanceOf(ClassNotFoundException.class);
            float[] actual = (float[]) loader.loadClass(Scoring.class.getName())
                    .getMethod("score", Path.class, float[].class)
                    .invoke(null, folder, row);
            assertThat(actual).containsExactly(expected);
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (LEFT_OUT.stream().noneMatch(name::startsWith)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
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
