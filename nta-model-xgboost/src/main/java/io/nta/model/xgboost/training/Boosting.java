package io.nta.model.xgboost.training;

import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Boosts with XGBoost4J until the loss on the held-out part falls no more. */
final class Boosting {
    /**
     * What came of it.
     *
     * @param model in XGBoost's UBJ
     * @param rounds how many it has: those until the least loss on the held-out part
     * @param trainingLoss the loss then on the part learnt from
     * @param heldOutLoss the loss then on the held-out part
     */
    record Outcome(byte[] model, int rounds, double trainingLoss, double heldOutLoss) {}

    private static final String[] PARTS = {"training", "held-out"};

    private final TrainingParameters parameters;
    private final TrainingProgress progress;
    private final BestRound best = new BestRound();

    private Boosting(TrainingParameters parameters, TrainingProgress progress) {
        this.parameters = parameters;
        this.progress = progress;
    }

    static Outcome run(Samples training, Samples heldOut, TrainingParameters parameters, TrainingProgress progress) {
        DMatrix trainingMatrix = Xgboost.matrix(training);
        try {
            DMatrix heldOutMatrix = Xgboost.matrix(heldOut);
            try {
                DMatrix[] matrices = {trainingMatrix, heldOutMatrix};
                return Xgboost.call(() -> new Boosting(parameters, progress).boost(matrices));
            } finally {
                heldOutMatrix.dispose();
            }
        } finally {
            trainingMatrix.dispose();
        }
    }

    /** Returns a model, in XGBoost's UBJ, of so many rounds on all the samples. */
    static byte[] run(Samples samples, int rounds, TrainingParameters parameters) {
        DMatrix matrix = Xgboost.matrix(samples);
        try {
            return Xgboost.call(() -> boost(matrix, rounds, parameters));
        } finally {
            matrix.dispose();
        }
    }

    private static byte[] boost(DMatrix matrix, int rounds, TrainingParameters parameters) throws XGBoostError {
        Booster booster = XGBoost.train(matrix, parameters.forXgboost(), rounds, Map.of(), null, null);
        try {
            return booster.toByteArray("ubj");
        } finally {
            booster.dispose();
        }
    }

    private Outcome boost(DMatrix[] matrices) throws XGBoostError {
        // The only public way to a new Booster: train it for no round.
        Booster booster = XGBoost.train(matrices[0], parameters.forXgboost(), 0, Map.of(), null, null);
        try {
            runRounds(booster, matrices);
            return outcome(booster);
        } finally {
            booster.dispose();
        }
    }

    private void runRounds(Booster booster, DMatrix[] matrices) throws XGBoostError {
        int rounds = parameters.whole(NumberParameter.ROUNDS);
        int patience = parameters.whole(NumberParameter.EARLY_STOPPING_ROUNDS);
        float[] losses = new float[PARTS.length];
        for (int round = 1; round <= rounds && best.roundsSince() < patience; round++) {
            booster.update(matrices[0], round - 1);
            booster.evalSet(matrices, PARTS, round - 1, losses);
            best.offer(losses[0], losses[1]);
            progress.onRound(round, rounds, losses[0], losses[1]);
        }
    }

    private Outcome outcome(Booster booster) throws XGBoostError {
        int rounds = best.round();
        byte[] json = Rounds.first(booster.toByteArray("json"), rounds);
        return new Outcome(Xgboost.ubj(json), rounds, best.trainingLoss(), best.heldOutLoss());
    }
}
