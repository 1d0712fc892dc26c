package io.nta.model.xgboost.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.ModelFiles;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.RowKey;
import io.nta.model.xgboost.rows.RowOrigin;
import io.nta.model.xgboost.training.ExposureKind;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final int SCAN = Labels.indexOf("port_scan");
    private static final Map<String, Map<Integer, ModelCard.Threshold>> THRESHOLDS =
            Map.of("port_scan", ModelFiles.forEachLength(new ModelCard.Threshold(0.6, 0.3)));

    /** Right label, probability of port_scan (Normal has the rest), window size. */
    private static Predictions predictions(Object[]... cases) {
        LabelledRows.Builder rows = new LabelledRows.Builder();
        float[] probabilities = new float[cases.length * Labels.count()];
        for (int i = 0; i < cases.length; i++) {
            rows.add(
                    new RowOrigin("c", "-", "lab"),
                    new RowKey(KeyKind.SOURCE, (int) cases[i][2], 0, "192.0.2." + i / 2),
                    (String) cases[i][0],
                    new float[FeatureCatalogue.size()]);
            float scan = ((Double) cases[i][1]).floatValue();
            probabilities[i * Labels.count()] = 1 - scan;
            probabilities[i * Labels.count() + SCAN] = scan;
        }
        int[] all = IntStream.range(0, cases.length).toArray();
        return Predictions.of(rows.build(), all, probabilities, THRESHOLDS);
    }

    private static Object[] row(String label, double scan, int seconds) {
        return new Object[] {label, scan, seconds};
    }

    private static final Predictions SOME = predictions(
            row("Normal", 0.08, 5),
            row("Normal", 0.7, 5),
            row("Normal", 0.92, 30),
            row("Normal", 0.55, 30),
            row("port_scan", 0.95, 5),
            row("port_scan", 0.8, 30),
            row("port_scan", 0.55, 30),
            row("port_scan", 0.2, 180));

    @Test
    void rowsAreDecidedByThresholdsOrByTheLikeliestLabel() {
        assertThat(SOME.decided()).containsExactly(0, SCAN, SCAN, 0, SCAN, SCAN, 0, 0);
        assertThat(SOME.likeliest().decided()).containsExactly(0, SCAN, SCAN, SCAN, SCAN, SCAN, SCAN, 0);
    }

    @Test
    void recallAndPrecisionAreSharesOfTheMatrix() {
        Confusion confusion = Confusion.of(SOME);
        assertThat(confusion.count(SCAN, SCAN)).isEqualTo(2);
        assertThat(confusion.recall(SCAN)).isEqualTo(0.5);
        assertThat(confusion.precision(SCAN)).isEqualTo(0.5);
        assertThat(confusion.f1(SCAN)).isEqualTo(0.5);
        assertThat(confusion.macroF1()).isEqualTo(0.5);
        assertThat(confusion.present()).containsExactly(0, SCAN);
        assertThat(confusion.recall(1)).isNaN();
    }

    @Test
    void windowSizesAreMeasuredApart() {
        WindowEvaluation evaluation = WindowEvaluation.of(SOME);
        assertThat(evaluation.byWindow()).containsOnlyKeys(5, 30, 180);
        assertThat(evaluation.byWindow().get(5).recall(SCAN)).isEqualTo(1);
        assertThat(evaluation.byWindow().get(180).recall(SCAN)).isEqualTo(0);
    }

    @Test
    void aFalseAlertIsCountedOnceForEachKey() {
        // Rows 0 and 1 are of one address, 2 and 3 of another.
        FalseAlerts alerts = FalseAlerts.of(SOME);
        assertThat(alerts.total()).isEqualTo(2);
        assertThat(alerts.byLabel().get(SCAN)).isEqualTo(2);
        assertThat(alerts.exposure().hosts()).isEqualTo(2);
        assertThat(alerts.per1000Hours(ExposureKind.PRESENT)).isCloseTo(2000 / (35 / 3600.0), within(1e-6));
        FalseAlerts twice = FalseAlerts.of(predictions(row("Normal", 0.7, 5), row("Normal", 0.8, 30)));
        assertThat(twice.total()).isEqualTo(1);
    }

    @Test
    void reliabilityComparesProbabilityWithShareRight() {
        Reliability reliability = Reliability.of(SOME);
        assertThat(reliability.bins().stream().mapToLong(Reliability.Bin::rows).sum())
                .isEqualTo(8);
        Reliability.Bin top = reliability.bins().get(reliability.bins().size() - 1);
        assertThat(top.rows()).isEqualTo(3);
        assertThat(top.probability()).isCloseTo((0.92 + 0.92 + 0.95) / 3, within(1e-6));
        assertThat(top.right()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void averagePrecisionIsTheSumOfPrecisionTimesRecallGained() {
        PrecisionRecall curve = PrecisionRecall.of(SOME, SCAN);
        // From the top: scan, Normal, scan, Normal, then one of each at 0.55, scan, Normal.
        double expected = 0.25 * (1 + 2 / 3.0 + 3 / 6.0 + 4 / 7.0);
        assertThat(curve.averagePrecision()).isCloseTo(expected, within(1e-9));
        assertThat(curve.points())
                .last()
                .extracting(PrecisionRecall.Point::recall)
                .isEqualTo(1.0);
        assertThat(PrecisionRecall.of(SOME, 1).averagePrecision()).isNaN();
    }
}
