package io.nta.benchmarks;

import io.nta.model.xgboost.forest.Forest;
import io.nta.model.xgboost.forest.TreeShap;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an alert's explanation costs: the contributions of one row to one class; XGBoost4J always computes all nine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TreeShapBenchmark {
    private static final int DIFFERENT_ROWS = 64;

    /** Trees for each of the nine classes: 200 make 1,800. */
    @Param("200")
    public int rounds;

    private Booster booster;
    private TreeShap shap;
    private float[][] rows;
    private double[] contributions;
    private int next;

    /** Trains the model, and makes the rows. */
    @Setup
    public void prepare() throws XGBoostError, IOException {
        booster = ScoringModel.model(rounds);
        shap = new TreeShap(Forest.read(booster.toByteArray("ubj")));
        float[] all = ScoringModel.rows(DIFFERENT_ROWS, 1);
        rows = new float[DIFFERENT_ROWS][];
        for (int i = 0; i < DIFFERENT_ROWS; i++) {
            rows[i] = Arrays.copyOfRange(all, i * ScoringModel.INPUTS, (i + 1) * ScoringModel.INPUTS);
        }
        contributions = new double[ScoringModel.INPUTS + 1];
    }

    @Benchmark
    public double[] ntaOneClass() {
        next++;
        shap.contributions(rows[next % DIFFERENT_ROWS], next % ScoringModel.CLASSES, contributions);
        return contributions;
    }

    @Benchmark
    public float[][] xgboost4jAllClasses() throws XGBoostError {
        next++;
        DMatrix matrix = new DMatrix(rows[next % DIFFERENT_ROWS], 1, ScoringModel.INPUTS, Float.NaN);
        try {
            return booster.predictContrib(matrix, 0);
        } finally {
            matrix.dispose();
        }
    }
}
