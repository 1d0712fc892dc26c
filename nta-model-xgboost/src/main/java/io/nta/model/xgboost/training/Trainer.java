package io.nta.model.xgboost.training;

import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.Map;

/**
 * Trains a model: splits the rows by group, boosts until the loss on the held-out groups falls no more, fits the temperature and chooses the thresholds on those
 * groups. Equal rows, parameters and seed give equal bytes. Needs XGBoost4J and libgomp; as for memory, about three times the rows'.
 */
public final class Trainer {
    private final TrainingProgress progress;

    /** Creates a trainer that tells {@code progress} of each round. */
    public Trainer(TrainingProgress progress) {
        this.progress = progress;
    }

    /** Creates a trainer. */
    public Trainer() {
        this(TrainingProgress.NONE);
    }

    /**
     * Trains with the split that the parameters ask for.
     *
     * @throws IllegalArgumentException if the rows cannot be split
     * @throws IllegalStateException if XGBoost cannot be loaded or fails, or no round has a finite loss on the held-out groups
     */
    public TrainingResult train(LabelledRows rows, TrainingParameters parameters) {
        RowGroups groups = RowGroups.of(rows, parameters.splitBy());
        double share = parameters.number(NumberParameter.HELD_OUT_SHARE);
        return train(rows, GroupSplit.of(rows, groups, share, parameters.whole(NumberParameter.SEED)), parameters);
    }

    /**
     * Trains with a given split.
     *
     * @throws IllegalStateException if XGBoost cannot be loaded or fails, or no round has a finite loss on the held-out groups
     */
    public TrainingResult train(LabelledRows rows, GroupSplit split, TrainingParameters parameters) {
        ModelInputs inputs = ModelInputs.without(parameters.maskedInputs());
        float[] weights = RowWeights.of(rows, parameters);
        Samples heldOut = Samples.of(rows, split.heldOut(), inputs, weights);
        Boosting.Outcome outcome =
                Boosting.run(Samples.of(rows, split.training(), inputs, weights), heldOut, parameters, progress);
        float[] margins = Margins.of(outcome.model(), heldOut.inputs());
        double temperature = Temperature.fit(margins, heldOut.labels(), heldOut.weights());
        float[] probabilities = Margins.probabilities(margins, temperature);
        Map<String, Map<Integer, ModelCard.Threshold>> thresholds =
                Thresholds.of(rows, split.heldOut(), probabilities, parameters);
        return new TrainingResult(
                outcome.model(),
                inputs.names(),
                temperature,
                thresholds,
                UsualValues.of(rows),
                parameters,
                split,
                probabilities,
                outcome.rounds(),
                new TrainingResult.Losses(
                        outcome.trainingLoss(),
                        outcome.heldOutLoss(),
                        Temperature.loss(margins, heldOut.labels(), heldOut.weights(), temperature)),
                Exposure.of(rows, split.heldOut()));
    }

    /**
     * Trains once more, on the held-out part too, for as many rounds as the result has. Temperature, thresholds, losses and held-out probabilities stay those of
     * the first model: the second has nothing left that they could be measured on.
     *
     * @param rows those that the result came of
     * @throws IllegalStateException if XGBoost cannot be loaded or fails
     */
    public TrainingResult refit(LabelledRows rows, TrainingResult result) {
        float[] weights = RowWeights.of(rows, result.parameters());
        Samples all = Samples.of(rows, rows.rowsWhere(row -> true), ModelInputs.of(result.inputs()), weights);
        return result.withModel(Boosting.run(all, result.rounds(), result.parameters()));
    }
}
