package io.nta.benchmarks;

import io.nta.model.xgboost.forest.Forest;
import java.io.IOException;
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

/** Rows to probabilities: nta's scoring beside XGBoost4J's two ways. Each call scores {@code batch} rows on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScoringBenchmark {
    @Param({"1", "100", "10000"})
    public int batch;

    /** Trees for each of the nine classes: 200 make 1,800. */
    @Param("200")
    public int rounds;

    private Booster booster;
    private Forest forest;
    private float[] rows;
    private float[] probabilities;

    /** Trains the model, and makes the rows. */
    @Setup
    public void prepare() throws XGBoostError, IOException {
        booster = ScoringModel.model(rounds);
        forest = Forest.read(booster.toByteArray("ubj"));
        rows = ScoringModel.rows(batch, 1);
        probabilities = new float[batch * ScoringModel.CLASSES];
    }

    @Benchmark
    public float[] nta() {
        forest.margins(rows, batch, probabilities);
        Forest.softmax(probabilities, batch, ScoringModel.CLASSES);
        return probabilities;
    }

    /** The usual way: a matrix for each call, since each call has other rows. */
    @Benchmark
    public float[][] xgboost4jMatrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(rows, batch, ScoringModel.INPUTS, Float.NaN);
        try {
            return booster.predict(matrix);
        } finally {
            matrix.dispose();
        }
    }

    @Benchmark
    public float[][] xgboost4jInPlace() throws XGBoostError {
        return booster.inplace_predict(rows, batch, ScoringModel.INPUTS, Float.NaN);
    }
}
