package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.Trainer;
import io.nta.model.xgboost.training.TrainingParameters;
import io.nta.model.xgboost.training.TrainingResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every row predicted by a model that saw nothing of its fold.
 *
 * @param all the predictions of all rows, in their order, each decided by the thresholds of its fold's model
 * @param folds what each fold was
 */
public record CrossValidation(Predictions all, List<Fold> folds) {

    /**
     * A fold.
     *
     * @param groups the names of the groups left out
     * @param rows the positions of their rows
     * @param unseen the labels of those rows that the model had no row of: it cannot know them
     * @param rounds the rounds of the model
     * @param temperature its temperature
     * @param confusion its decisions
     */
    public record Fold(
            List<String> groups,
            int[] rows,
            List<String> unseen,
            int rounds,
            double temperature,
            Confusion confusion) {}

    /** Told of each fold before it is trained. */
    @FunctionalInterface
    public interface Progress {
        /** A fold begins: its number, from 1; how many there are; the groups that it leaves out. */
        void onFold(int fold, int folds, List<String> groups);
    }

    /**
     * Trains a model for each fold on the other folds. Its own held-out part, for early stopping, temperature and thresholds, is of those other folds too, split
     * as the parameters say.
     *
     * @throws IllegalArgumentException if what a fold leaves cannot be split
     */
    public static CrossValidation run(
            LabelledRows rows, GroupFolds folds, TrainingParameters parameters, Progress progress) {
        float[] probabilities = new float[rows.size() * Labels.count()];
        int[] decided = new int[rows.size()];
        List<Fold> done = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            int wanted = fold;
            progress.onFold(fold + 1, folds.count(), folds.groups(fold));
            int[] left = rows.rowsWhere(row -> folds.fold(row) == wanted);
            LabelledRows others = rows.select(rows.rowsWhere(row -> folds.fold(row) != wanted));
            TrainingResult result = new Trainer().train(others, parameters);
            Predictions part = Predictions.of(rows, left, result.probabilities(rows, left), result.thresholds());
            for (int i = 0; i < left.length; i++) {
                decided[left[i]] = part.decided()[i];
                System.arraycopy(
                        part.probabilities(),
                        i * Labels.count(),
                        probabilities,
                        left[i] * Labels.count(),
                        Labels.count());
            }
            done.add(new Fold(
                    folds.groups(fold),
                    left,
                    unseen(rows, left, others),
                    result.rounds(),
                    result.temperature(),
                    Confusion.of(part)));
        }
        int[] everyRow = IntStream.range(0, rows.size()).toArray();
        return new CrossValidation(new Predictions(rows, everyRow, probabilities, decided), done);
    }

    private static List<String> unseen(LabelledRows rows, int[] left, LabelledRows others) {
        BitSet labels = new BitSet();
        IntStream.of(left).forEach(row -> labels.set(rows.label(row)));
        IntStream.range(0, others.size()).forEach(row -> labels.clear(others.label(row)));
        return labels.stream().mapToObj(Labels.all()::get).toList();
    }
}
