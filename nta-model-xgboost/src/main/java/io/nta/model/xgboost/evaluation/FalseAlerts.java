package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.Exposure;
import io.nta.model.xgboost.training.ExposureKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Attacks seen where there was none. A false alert is a distinct capture, address, kind of key and label decided for, over rows labelled Normal: what repeats is
 * one alert.
 *
 * @param byLabel how many, by index of {@link Labels#all()}
 * @param exposure the host-hours of Normal
 */
public record FalseAlerts(List<Long> byLabel, Exposure exposure) {
    private static final double HOURS = 1000;

    /** Counts. */
    public static FalseAlerts of(Predictions predictions) {
        record Alert(int capture, int address, int kind, int label) {}
        Set<Alert> alerts = new HashSet<>();
        for (int i = 0; i < predictions.size(); i++) {
            int row = predictions.chosen()[i];
            if (predictions.label(i) == 0 && predictions.decided()[i] != 0) {
                alerts.add(new Alert(
                        predictions.rows().captureCode(row),
                        predictions.rows().addressCode(row),
                        predictions.rows().kind(row).ordinal(),
                        predictions.decided()[i]));
            }
        }
        List<Long> byLabel = new ArrayList<>();
        for (int label = 0; label < Labels.count(); label++) {
            int wanted = label;
            byLabel.add(alerts.stream().filter(alert -> alert.label() == wanted).count());
        }
        return new FalseAlerts(byLabel, Exposure.of(predictions.rows(), predictions.chosen()));
    }

    /** Returns how many there are in all. */
    public long total() {
        return byLabel.stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many there are in 1,000 host-hours; NaN without exposure. */
    public double per1000Hours(ExposureKind kind) {
        return total() * HOURS / exposure.hours(kind);
    }

    /** Returns the one-sided 95 % upper bound of that, for alerts that come as in a Poisson process. */
    public double per1000HoursUpper(ExposureKind kind) {
        return Interval.poissonUpper(total()) * HOURS / exposure.hours(kind);
    }
}
