package io.nta.model.xgboost.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nta.model.xgboost.forest.Forest;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.MadeRows;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final TrainingParameters PARAMETERS = TrainingParameters.defaults()
            .with(NumberParameter.ROUNDS, 8)
            .with(NumberParameter.MAX_DEPTH, 3)
            .with(NumberParameter.ETA, 0.4);

    private static LabelledRows rows;
    private static TrainingResult result;

    @BeforeAll
    static void train() {
        rows = MadeRows.of(5, 30, 1);
        result = new Trainer().train(rows, PARAMETERS);
    }

    @Test
    void equalRowsAndSeedGiveEqualBytes() {
        TrainingResult again = new Trainer().train(MadeRows.of(5, 30, 1), PARAMETERS);
        assertThat(again.model()).isEqualTo(result.model());
        assertThat(again.temperature()).isEqualTo(result.temperature());
        assertThat(again.thresholds()).isEqualTo(result.thresholds());
    }

    @Test
    void anotherSeedGivesAnotherModel() {
        TrainingResult other = new Trainer().train(rows, PARAMETERS.with(NumberParameter.SEED, 2));
        assertThat(other.model()).isNotEqualTo(result.model());
    }

    @Test
    void whatIsSeparableIsLearnt() {
        assertThat(rightOf(result.heldOutProbabilities())).isGreaterThan(0.8);
    }

    private static double rightOf(float[] heldOutProbabilities) {
        int[] heldOut = result.split().heldOut();
        long right = IntStream.range(0, heldOut.length)
                .filter(i -> likeliest(heldOutProbabilities, i) == rows.label(heldOut[i]))
                .count();
        return right / (double) heldOut.length;
    }

    private static int likeliest(float[] probabilities, int row) {
        return IntStream.range(0, Labels.count())
                .reduce((a, b) ->
                        probabilities[row * Labels.count() + b] > probabilities[row * Labels.count() + a] ? b : a)
                .orElseThrow();
    }

    @Test
    void calibrationNeverRaisesTheLoss() {
        assertThat(result.losses().calibrated())
                .isLessThanOrEqualTo(result.losses().heldOut() + 1e-6);
    }

    @Test
    void theStoredModelGivesTheSameProbabilities() {
        float[] again = result.probabilities(rows, result.split().heldOut());
        assertThat(again).isEqualTo(result.heldOutProbabilities());
    }

    @Test
    void earlyStoppingCutsTheRoundsAfterTheLeastLoss() throws Exception {
        List<Double> losses = new ArrayList<>();
        TrainingParameters eager = PARAMETERS
                .with(NumberParameter.ROUNDS, 80)
                .with(NumberParameter.ETA, 1)
                .with(NumberParameter.EARLY_STOPPING_ROUNDS, 3);
        TrainingResult stopped =
                new Trainer((round, most, training, heldOut) -> losses.add(heldOut)).train(rows, eager);
        double least = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        assertThat(losses).hasSizeLessThan(80);
        assertThat(stopped.rounds()).isEqualTo(losses.indexOf(least) + 1);
        assertThat(stopped.losses().heldOut()).isCloseTo(least, within(1e-6));
        assertThat(Forest.read(stopped.model()).trees()).isEqualTo(stopped.rounds() * Labels.count());
        float[] weights = RowWeights.of(rows, eager);
        Samples samples = Samples.of(rows, stopped.split().heldOut(), ModelInputs.of(stopped.inputs()), weights);
        float[] margins = Margins.of(stopped.model(), samples.inputs());
        assertThat(Temperature.loss(margins, samples.labels(), samples.weights(), 1))
                .isCloseTo(least, within(1e-4));
    }

    @Test
    void aMaskedInputIsNoInput() {
        TrainingResult masked = new Trainer().train(rows, PARAMETERS.masking(List.of("packet_count", "window_size")));
        assertThat(masked.inputs()).hasSize(ModelInputs.count() - 2).doesNotContain("packet_count", "window_size");
        assertThat(masked.gains()).hasSize(ModelInputs.count() - 2);
    }

    @Test
    void aRefittedModelKnowsTheHeldOutPartTooAndKeepsWhatWasMeasured() {
        TrainingResult refitted = new Trainer().refit(rows, result);
        assertThat(refitted.model())
                .isNotEqualTo(result.model())
                .isEqualTo(new Trainer().refit(rows, result).model());
        assertThat(refitted.thresholds()).isEqualTo(result.thresholds());
        assertThat(rightOf(refitted.probabilities(rows, result.split().heldOut())))
                .isGreaterThan(rightOf(result.heldOutProbabilities()));
    }

    @Test
    void gainsAreSharesOfOne() {
        assertThat(result.gains().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void thereIsAThresholdForEachAttackAndWhatIsUsualForEachKindAndWindow() {
        assertThat(result.thresholds()).containsOnlyKeys(Labels.all().subList(1, Labels.count()));
        assertThat(result.thresholds().values())
                .allSatisfy(sizes -> assertThat(sizes).containsOnlyKeys(5, 30, 180))
                .flatExtracting(Map::values)
                .allSatisfy(threshold -> {
                    assertThat(threshold.alert()).isBetween(0.9, 0.995);
                    assertThat(threshold.hint()).isBetween(0.6, threshold.alert());
                });
        assertThat(result.usual().get("SOURCE/5").get("packet_count").median()).isBetween(5.0, 15.0);
    }

    @Test
    void rowsOfOneCaptureCannotBeSplit() {
        LabelledRows one = rows.select(rows.rowsWhere(row -> rows.capture(row).equals("Normal-0")));
        assertThatThrownBy(() -> new Trainer().train(one, PARAMETERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing can be held out");
    }
}
