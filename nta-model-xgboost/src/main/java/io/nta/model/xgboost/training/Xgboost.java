package io.nta.model.xgboost.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The calls of XGBoost4J, with its failures made plain. */
final class Xgboost {
    private Xgboost() {}

    /** A call that may fail. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws XGBoostError;
    }

    /** A call of a model that may fail. */
    @FunctionalInterface
    private interface ModelCall<T> {
        T run(Booster model) throws XGBoostError;
    }

    /**
     * Returns what the call returns.
     *
     * @throws IllegalStateException if XGBoost refuses, or if XGBoost4J or its native library cannot be loaded; the message says what to add
     */
    static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "XGBoost4J cannot be loaded: training needs ml.dmlc:xgboost4j_2.12 on the class path and the library libgomp.so.1"
                            + " (Debian: libgomp1)",
                    e);
        }
    }

    /** Returns a matrix, which the caller disposes of: nothing else frees it. Missing is NaN. */
    static DMatrix matrix(Samples samples) {
        return call(() -> {
            DMatrix matrix = new DMatrix(samples.inputs(), samples.count(), samples.width(), Float.NaN);
            try {
                matrix.setLabel(samples.labels());
                matrix.setWeight(samples.weights());
            } catch (XGBoostError e) {
                matrix.dispose();
                throw e;
            }
            return matrix;
        });
    }

    /** Returns a model in XGBoost's JSON as UBJ. */
    static byte[] ubj(byte[] json) {
        return with(json, model -> model.toByteArray("ubj"));
    }

    /**
     * Returns the summed gain of the splits on each input, as shares of the whole; inputs that no tree reads have 0.
     *
     * @param model in XGBoost's JSON or UBJ
     * @param names of its inputs, in order
     */
    static Map<String, Double> gains(byte[] model, List<String> names) {
        Map<String, Double> found = with(model, each -> each.getScore(names.toArray(new String[0]), "total_gain"));
        double sum = found.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new TreeMap<>();
        names.forEach(name -> shares.put(name, sum == 0 ? 0 : found.getOrDefault(name, 0.0) / sum));
        return shares;
    }

    private static <T> T with(byte[] model, ModelCall<T> call) {
        return call(() -> {
            Booster booster = load(model);
            try {
                return call.run(booster);
            } finally {
                booster.dispose();
            }
        });
    }

    private static Booster load(byte[] model) throws XGBoostError {
        try {
            return XGBoost.loadModel(model);
        } catch (IOException e) {
            throw new IllegalStateException("XGBoost cannot read the model: " + e.getMessage(), e);
        }
    }
}
