package io.nta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The model that is scored, of the shipped one's kind: nine classes, trees of depth 6, 102 inputs. The same at every run. */
final class ScoringModel {
    static final int CLASSES = 9;
    static final int INPUTS = 102;

    // Another one for whatever changes below.
    private static final int VERSION = 1;
    private static final int ROWS = 2_000;
    private static final int DEPTH = 6;
    private static final int SEED = 7;
    private static final double MISSING = 0.02;
    private static final double ZERO = 0.3;
    private static final float SPREAD = 100;

    private ScoringModel() {}

    /**
     * Returns a model of so many trees for each class. Training takes longer than a measurement, and JMH forks a JVM for each, so the model is
     * kept in the folder for temporary files.
     */
    static Booster model(int rounds) throws XGBoostError, IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "nta-benchmark-" + VERSION + "-" + rounds + ".ubj");
        Booster booster;
        if (Files.exists(file)) {
            booster = XGBoost.loadModel(Files.readAllBytes(file));
        } else {
            booster = train(rounds);
            Path part = Files.createTempFile("nta-benchmark", ".part");
            Files.write(part, booster.toByteArray("ubj"));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        booster.setParam("nthread", 1);
        return booster;
    }

    private static Booster train(int rounds) throws XGBoostError {
        float[] values = rows(ROWS, SEED);
        DMatrix matrix = new DMatrix(values, ROWS, INPUTS, Float.NaN);
        matrix.setLabel(labels(values));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", "multi:softprob");
        parameters.put("num_class", CLASSES);
        parameters.put("max_depth", DEPTH);
        parameters.put("tree_method", "hist");
        parameters.put("max_bin", 64);
        // Slow learning and tiny leaves: trees stay as full as they can be to the last.
        parameters.put("eta", 0.02);
        parameters.put("min_child_weight", 0);
        parameters.put("seed", SEED);
        parameters.put("nthread", 1);
        Booster booster = XGBoost.train(matrix, parameters, rounds, Map.of(), null, null);
        matrix.dispose();
        return booster;
    }

    /** Makes rows, of which some inputs are missing and many 0, as in windows of traffic. */
    static float[] rows(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * INPUTS];
        for (int i = 0; i < values.length; i++) {
            double kind = random.nextDouble();
            values[i] = kind < MISSING ? Float.NaN : kind < ZERO ? 0 : (float) random.nextGaussian() * SPREAD;
        }
        return values;
    }

    private static float[] labels(float[] values) {
        Random random = new Random(SEED);
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            float sum = 0;
            for (int i = 0; i < INPUTS; i += 7) {
                float value = values[row * INPUTS + i];
                sum += Float.isNaN(value) ? SPREAD : value * (i % 3 - 1);
            }
            labels[row] =
                    random.nextInt(3) == 0 ? random.nextInt(CLASSES) : Math.floorMod((int) (sum / SPREAD), CLASSES);
        }
        return labels;
    }
}
