package io.nta.model.xgboost.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.RowKey;
import io.nta.model.xgboost.rows.RowOrigin;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static final int SCAN = Labels.indexOf("port_scan");
    private static final int HOSTS = 10;

    /** Each host is there for 100 hours, but active in two windows of 5 s and two of 30 s only. */
    private static final LabelledRows ROWS = rows();

    private static LabelledRows rows() {
        LabelledRows.Builder rows = new LabelledRows.Builder();
        for (int host = 0; host < HOSTS; host++) {
            for (int seconds : new int[] {5, 30}) {
                for (long start : new long[] {0, 100 * 3600 - seconds}) {
                    rows.add(
                            new RowOrigin("c", "-", "lab"),
                            new RowKey(KeyKind.SOURCE, seconds, start, "192.0.2." + host),
                            Labels.NORMAL,
                            new float[FeatureCatalogue.size()]);
                }
            }
        }
        return rows.build();
    }

    /** Host i has probabilities 0.78 + 0.019 i. */
    private static float[] probabilities() {
        float[] probabilities = new float[ROWS.size() * Labels.count()];
        for (int row = 0; row < ROWS.size(); row++) {
            probabilities[row * Labels.count() + SCAN] = 0.78f + 0.019f * (row / 4);
        }
        return probabilities;
    }

    private static ModelCard.Threshold scanThreshold(String parameters) {
        return scanThreshold(parameters, 30);
    }

    private static ModelCard.Threshold scanThreshold(String parameters, int seconds) {
        int[] all = IntStream.range(0, ROWS.size()).toArray();
        return Thresholds.of(ROWS, all, probabilities(), TrainingParameters.parse(parameters, "test"))
                .get("port_scan")
                .get(seconds);
    }

    @Test
    void exposureIsCountedTwoWays() {
        Exposure exposure = Exposure.of(ROWS, IntStream.range(0, ROWS.size()).toArray());
        assertThat(exposure.hosts()).isEqualTo(HOSTS);
        assertThat(exposure.presentHours()).isCloseTo(1000, within(1e-9));
        assertThat(exposure.activeHours()).isCloseTo(HOSTS * 10 / 3600.0, within(1e-9));
    }

    @Test
    void aThresholdIsTheSmallestThatKeepsTheBudgetAndAHostCountsOnce() {
        // 1,000 host-hours and a budget of 2: the hosts with 0.951 and 0.932 may be wrong, the one with 0.913 not.
        ModelCard.Threshold threshold =
                scanThreshold("{\"false_alerts_per_1000_host_hours\": 2, \"hint_budget_factor\": 3}");
        assertThat(threshold.alert()).isCloseTo(0.9131, within(1.1e-4)).isGreaterThan(0.78f + 0.019f * 7);
        assertThat(threshold.hint()).isCloseTo(0.8371, within(1.1e-4));
    }

    @Test
    void withoutABudgetNoHostMayReachIt() {
        assertThat(scanThreshold("{\"false_alerts_per_1000_host_hours\": 0}").alert())
                .isBetween(0.951, 0.9512);
        assertThat(scanThreshold("{\"exposure\": \"active\"}").alert()).isBetween(0.951, 0.9512);
    }

    @Test
    void thresholdsHaveBounds() {
        ModelCard.Threshold lax = scanThreshold("{\"false_alert_budgets\": {\"port_scan\": 1000}}");
        assertThat(lax).isEqualTo(new ModelCard.Threshold(Thresholds.LEAST_ALERT, Thresholds.LEAST_HINT));
        ModelCard.Threshold strict =
                scanThreshold("{\"false_alerts_per_1000_host_hours\": 0, \"hint_budget_factor\": 1}");
        assertThat(strict.hint()).isEqualTo(Thresholds.MOST_HINT);
    }

    @Test
    void windowsOfFiveSecondsNeedSixTimesTheOdds() {
        assertThat(Thresholds.oddsFactor(30)).isEqualTo(1);
        assertThat(Thresholds.oddsFactor(180)).isEqualTo(1);
        assertThat(Thresholds.bound(0.9, 1)).isEqualTo(0.9);
        // Odds of 9 and 1.5: 54 of 55, 9 of 10.
        assertThat(Thresholds.bound(0.9, Thresholds.oddsFactor(5))).isEqualTo(0.9819);
        assertThat(scanThreshold("{\"false_alert_budgets\": {\"port_scan\": 1000}}", 5))
                .isEqualTo(new ModelCard.Threshold(0.9819, 0.9));
        assertThat(scanThreshold("{\"false_alerts_per_1000_host_hours\": 0}", 180))
                .as("no row of such a window was seen")
                .isEqualTo(new ModelCard.Threshold(0.9, 0.6));
    }

    @Test
    void theOddsOfAllBoundsAreMultiplied() {
        String threeTimes = ", \"threshold_odds_factor\": 3}";
        // 27 of 28, and 4.5 of 5.5.
        assertThat(scanThreshold("{\"false_alert_budgets\": {\"port_scan\": 1000}" + threeTimes))
                .isEqualTo(new ModelCard.Threshold(0.9643, 0.8182));
        // 17 of 18; the highest probability is less.
        assertThat(scanThreshold("{\"false_alerts_per_1000_host_hours\": 0, \"hint_budget_factor\": 1" + threeTimes)
                        .hint())
                .isBetween(0.9444, 0.9445);
    }

    @Test
    void temperatureIsFoundAgain() {
        Random random = new Random(1);
        int count = 20_000;
        float[] margins = new float[count * 3];
        float[] labels = new float[count];
        float[] weights = new float[count];
        for (int row = 0; row < count; row++) {
            double sum = 0;
            double[] odds = new double[3];
            for (int i = 0; i < 3; i++) {
                margins[row * 3 + i] = (float) random.nextGaussian() * 4;
                odds[i] = Math.exp(margins[row * 3 + i] / 2.5);
                sum += odds[i];
            }
            double at = random.nextDouble() * sum;
            labels[row] = at < odds[0] ? 0 : at < odds[0] + odds[1] ? 1 : 2;
            weights[row] = 1;
        }
        assertThat(Temperature.fit(margins, labels, weights)).isCloseTo(2.5, within(0.1));
    }
}
