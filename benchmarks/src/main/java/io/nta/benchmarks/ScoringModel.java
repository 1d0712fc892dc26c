package io.nta.benchmarks;

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

    private static final int ROWS = 2_000;
    private static final int DEPTH = 6;
    private static final int SEED = 7;
    private static final double MISSING = 0.02;
    private static final double ZERO = 0.3;
    private static final float SPREAD = 100;

    private ScoringModel() {}

    /** Trains so many trees for each class, on one thread. */
    static Booster train(int rounds) throws XGBoostError {
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
        booster.setParam("nthread", 1);
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
            labels[row] = random.nextInt(3) == 0 ? random.nextInt(CLASSES) : Math.floorMod((int) (sum / SPREAD), CLASSES);
        }
        return labels;
    }
}
