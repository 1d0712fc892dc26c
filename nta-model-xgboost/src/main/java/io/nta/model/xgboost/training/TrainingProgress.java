package io.nta.model.xgboost.training;

/** Told of each round as it ends; called in the thread that trains. */
@FunctionalInterface
public interface TrainingProgress {
    /** Listens to nothing. */
    TrainingProgress NONE = (round, rounds, trainingLoss, heldOutLoss) -> {};

    /**
     * A round has ended.
     *
     * @param round its number, from 1
     * @param rounds the most rounds that there will be
     * @param trainingLoss the weighted mean of -log(probability of the right label) over the rows learnt from
     * @param heldOutLoss the same over the rows held out
     */
    void onRound(int round, int rounds, double trainingLoss, double heldOutLoss);
}
