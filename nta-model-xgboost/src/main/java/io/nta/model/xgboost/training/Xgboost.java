package io.nta.model.xgboost.training;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The calls of XGBoost4J, with its failures made plain. */
final class Xgboost {
    private Xgboost() {}

    /** A call that may fail. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws XGBoostError;
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
}
