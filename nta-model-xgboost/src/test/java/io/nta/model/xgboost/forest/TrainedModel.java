package io.nta.model.xgboost.forest;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Models that XGBoost4J trains on made-up rows, each the same at every run. */
public final class TrainedModel {
    private static final double MISSING = 0.05;
    private static final double ZERO = 0.15;
    private static final int SPREAD = 100;

    private final Booster booster;
    private final int inputs;
    private final int classes;

    private TrainedModel(Booster booster, int inputs, int classes) {
        this.booster = booster;
        this.inputs = inputs;
        this.classes = classes;
    }

    /** Trains {@code multi:softprob} trees, {@code rounds} for each class. */
    public static TrainedModel classes(int classes, int rounds, int depth, int inputs, int rows) throws XGBoostError {
        return train("multi:softprob", classes, rounds, depth, inputs, rows, Map.of("num_class", classes));
    }

    /** Trains one output: with {@code binary:logistic}, its labels are 0 and 1. */
    static TrainedModel output(String objective, int rounds, int depth, int inputs, int rows, Map<String, Object> more)
            throws XGBoostError {
        return train(objective, 2, rounds, depth, inputs, rows, more);
    }

    private static TrainedModel train(
            String objective, int labels, int rounds, int depth, int inputs, int rows, Map<String, Object> more)
            throws XGBoostError {
        float[] values = rows(rows, inputs, 1);
        DMatrix matrix = new DMatrix(values, rows, inputs, Float.NaN);
        matrix.setLabel(labels(values, rows, inputs, labels));
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "objective",
                objective,
                "max_depth",
                depth,
                "nthread",
                1,
                "tree_method",
                "hist",
                "max_bin",
                64,
                "seed",
                1));
        // Small leaves, so that trees are as deep as they may be.
        parameters.put("min_child_weight", 0.1);
        parameters.putAll(more);
        Booster booster = XGBoost.train(matrix, parameters, rounds, Map.of(), null, null);
        booster.setParam("nthread", 1);
        matrix.dispose();
        return new TrainedModel(booster, inputs, more.containsKey("num_class") ? labels : 1);
    }

    private static float[] labels(float[] values, int rows, int inputs, int labels) {
        Random random = new Random(2);
        float[] labelled = new float[rows];
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int i = 0; i < inputs; i += 3) {
                float value = values[row * inputs + i];
                sum += Float.isNaN(value) ? SPREAD : value * (i % 5 - 2);
            }
            boolean noise = random.nextInt(4) == 0;
            labelled[row] = noise ? random.nextInt(labels) : Math.floorMod((int) (sum / SPREAD), labels);
        }
        return labelled;
    }

    /** Makes rows of numbers of all sizes, some missing, some 0 or −0; none infinite, which XGBoost refuses in its matrix. */
    public static float[] rows(int rows, int inputs, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * inputs];
        for (int i = 0; i < values.length; i++) {
            double kind = random.nextDouble();
            if (kind < MISSING) {
                values[i] = Float.NaN;
            } else if (kind < ZERO) {
                values[i] = random.nextBoolean() ? 0f : -0f;
            } else {
                values[i] = (float) random.nextGaussian() * SPREAD;
            }
        }
        return values;
    }

    /** Makes such rows with infinities and numbers at the ends of the range. */
    static float[] extremeRows(int rows, int inputs, long seed) {
        float[] extremes = {
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.intBitsToFloat(0xFFC12345)
        };
        float[] values = rows(rows, inputs, seed);
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i += 1 + random.nextInt(8)) {
            values[i] = extremes[random.nextInt(extremes.length)];
        }
        return values;
    }

    int inputs() {
        return inputs;
    }

    int classes() {
        return classes;
    }

    /** Returns the model as a file of that format, {@code json} or {@code ubj}. */
    public byte[] bytes(String format) throws XGBoostError {
        return booster.toByteArray(format);
    }

    /** Returns what XGBoost4J makes of rows: margins, row after row. */
    public float[] margins(float[] rows) throws XGBoostError {
        DMatrix matrix = matrix(rows);
        float[] margins = flat(booster.predict(matrix, true));
        matrix.dispose();
        return margins;
    }

    /** Returns what XGBoost4J makes of rows with infinities, which only this call takes: probabilities or values. */
    float[] predictionsInPlace(float[] rows) throws XGBoostError {
        return flat(booster.inplace_predict(rows, rows.length / inputs, inputs, Float.NaN));
    }

    /** Returns what XGBoost4J makes of rows: probabilities or values. */
    float[] predictions(float[] rows) throws XGBoostError {
        DMatrix matrix = matrix(rows);
        float[] predictions = flat(booster.predict(matrix));
        matrix.dispose();
        return predictions;
    }

    /** Returns XGBoost4J's contributions: for each row and class one for each input and the bias. */
    float[] contributions(float[] rows) throws XGBoostError {
        DMatrix matrix = matrix(rows);
        float[] contributions = flat(booster.predictContrib(matrix, 0));
        matrix.dispose();
        return contributions;
    }

    private DMatrix matrix(float[] rows) throws XGBoostError {
        return new DMatrix(rows, rows.length / inputs, inputs, Float.NaN);
    }

    private static float[] flat(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }
}
