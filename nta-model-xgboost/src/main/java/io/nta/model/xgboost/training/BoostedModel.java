package io.nta.model.xgboost.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;

/** A model as XGBoost4J predicts with it. Holds native memory until it is closed. Not thread-safe. */
public final class BoostedModel implements AutoCloseable {
    private static final int BATCH = 4096;

    private final Booster booster;
    private final int inputs;

    private BoostedModel(Booster booster, int inputs) {
        this.booster = booster;
        this.inputs = inputs;
    }

    /**
     * Opens a model.
     *
     * @param model in XGBoost's JSON or UBJ
     * @param inputs how many inputs it has
     */
    public static BoostedModel open(byte[] model, int inputs) {
        Booster booster = Xgboost.call(() -> {
            try {
                return XGBoost.loadModel(model);
            } catch (IOException e) {
                throw new IllegalStateException("XGBoost cannot read the model: " + e.getMessage(), e);
            }
        });
        return new BoostedModel(booster, inputs);
    }

    /**
     * Returns the margins: for each row one per class, row-major, before softmax.
     *
     * @param rows row-major, count × inputs; NaN is missing
     */
    public float[] margins(float[] rows) {
        int count = rows.length / inputs;
        float[] margins = new float[count * Labels.count()];
        for (int from = 0; from < count; from += BATCH) {
            int size = Math.min(BATCH, count - from);
            float[] batch = Arrays.copyOfRange(rows, from * inputs, (from + size) * inputs);
            float[][] predicted = Xgboost.call(() -> booster.inplace_predict(
                    batch, size, inputs, Float.NaN, new int[] {0, 0}, Booster.PredictionType.kMargin, null));
            for (int i = 0; i < size; i++) {
                System.arraycopy(predicted[i], 0, margins, (from + i) * Labels.count(), Labels.count());
            }
        }
        return margins;
    }

    /** Returns the model in XGBoost's UBJ. */
    public byte[] toUbj() {
        return Xgboost.call(() -> booster.toByteArray("ubj"));
    }

    /** Returns how many rounds it has. */
    public int rounds() {
        return Xgboost.call(booster::getNumBoostedRound);
    }

    /**
     * Returns the summed gain of the splits on each input, as shares of the whole; inputs that no tree reads have 0.
     *
     * @param names of the inputs, in order
     */
    public Map<String, Double> gains(List<String> names) {
        Map<String, Double> found = Xgboost.call(() -> booster.getScore(names.toArray(new String[0]), "total_gain"));
        double sum = found.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new TreeMap<>();
        names.forEach(name -> shares.put(name, sum == 0 ? 0 : found.getOrDefault(name, 0.0) / sum));
        return shares;
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
