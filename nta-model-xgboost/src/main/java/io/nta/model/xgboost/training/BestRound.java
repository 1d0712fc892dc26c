package io.nta.model.xgboost.training;

/** The round after which the loss on the held-out part was least. Of equal ones the first. */
final class BestRound {
    private int rounds;
    private int round;
    private float trainingLoss = Float.NaN;
    private float heldOutLoss = Float.POSITIVE_INFINITY;

    /** Takes the losses after the next round. */
    void offer(float newTrainingLoss, float newHeldOutLoss) {
        rounds++;
        // False for NaN: a round without a loss is never the best.
        if (newHeldOutLoss < heldOutLoss) {
            round = rounds;
            trainingLoss = newTrainingLoss;
            heldOutLoss = newHeldOutLoss;
        }
    }

    /** Returns how many rounds came after the best; all of them while none is. */
    int roundsSince() {
        return rounds - round;
    }

    /**
     * Returns the number of the best round, from 1.
     *
     * @throws IllegalStateException if no round had a finite loss on the held-out part
     */
    int round() {
        if (round == 0) {
            throw new IllegalStateException("None of " + rounds
                    + " rounds had a finite loss on the held-out part, so there is no model to keep: "
                    + "look for rows with huge features, or train with a smaller eta or a larger lambda");
        }
        return round;
    }

    /** Returns the loss then on the part learnt from. */
    float trainingLoss() {
        return trainingLoss;
    }

    /** Returns the loss then on the held-out part. */
    float heldOutLoss() {
        return heldOutLoss;
    }
}
