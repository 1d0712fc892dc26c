package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.ExposureKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures as plain maps, lists and numbers, for JSON reports and model cards. What is not defined (0 / 0) is null. */
public final class ReportData {
    private ReportData() {}

    /** Returns everything measured of predictions, but the curves' points. */
    public static Map<String, Object> of(WindowEvaluation evaluation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("by_thresholds", of(evaluation.decided()));
        map.put("by_likeliest", of(evaluation.likeliest()));
        Map<String, Object> windows = new LinkedHashMap<>();
        evaluation.byWindow().forEach((seconds, confusion) -> windows.put(seconds.toString(), of(confusion)));
        map.put("by_window", windows);
        map.put("false_alerts", of(evaluation.falseAlerts()));
        map.put("expected_calibration_error", number(evaluation.reliability().error()));
        Map<String, Object> precisions = new LinkedHashMap<>();
        evaluation.curves().forEach((label, curve) -> precisions.put(label, number(curve.averagePrecision())));
        map.put("average_precision", precisions);
        return map;
    }

    /** Returns a confusion matrix and what follows from it. */
    public static Map<String, Object> of(Confusion confusion) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("macro_f1", number(confusion.macroF1()));
        map.put("macro_recall_of_attacks", number(confusion.macroRecall()));
        Map<String, Object> classes = new LinkedHashMap<>();
        confusion.present().forEach(label -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("rows", confusion.rows(label));
            one.put("recall", number(confusion.recall(label)));
            one.put("recall_95", of(confusion.recallInterval(label)));
            one.put("precision", number(confusion.precision(label)));
            one.put("precision_95", of(confusion.precisionInterval(label)));
            one.put("f1", number(confusion.f1(label)));
            classes.put(Labels.all().get(label), one);
        });
        map.put("classes", classes);
        map.put("confusion", counts(confusion));
        return map;
    }

    private static List<List<Long>> counts(Confusion confusion) {
        return IntStream.range(0, Labels.count())
                .mapToObj(right -> IntStream.range(0, Labels.count())
                        .mapToObj(decided -> confusion.count(right, decided))
                        .toList())
                .toList();
    }

    private static List<Double> of(Interval interval) {
        return List.of(round(interval.low()), round(interval.high()));
    }

    /** Returns false alerts with their exposure. */
    public static Map<String, Object> of(FalseAlerts alerts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("total", alerts.total());
        Map<String, Object> byLabel = new LinkedHashMap<>();
        for (int label = 1; label < Labels.count(); label++) {
            byLabel.put(Labels.all().get(label), alerts.byLabel().get(label));
        }
        map.put("by_label", byLabel);
        map.put("hosts", alerts.exposure().hosts());
        for (ExposureKind kind : ExposureKind.values()) {
            String name = kind == ExposureKind.PRESENT ? "present" : "active";
            map.put(name + "_host_hours", number(alerts.exposure().hours(kind)));
            map.put("per_1000_" + name + "_host_hours", number(alerts.per1000Hours(kind)));
            map.put("per_1000_" + name + "_host_hours_upper_95", number(alerts.per1000HoursUpper(kind)));
        }
        return map;
    }

    /** Returns an audit. */
    public static Map<String, Object> of(ShortcutAudit audit) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<Object> stumps = new ArrayList<>();
        for (ShortcutAudit.StumpReport report : audit.stumps()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("label", report.label());
            one.put("most_accurate", report.balanced().toString());
            one.put("balanced_accuracy", number(report.balancedAccuracy()));
            one.put(
                    "at_budget",
                    report.atBudget() == null ? null : report.atBudget().toString());
            one.put("recall_at_budget", number(report.recallAtBudget()));
            one.put("false_alerts", report.falseAlerts());
            stumps.add(one);
        }
        map.put("one_input_alone", stumps);
        Map<String, Object> gains = new LinkedHashMap<>();
        audit.gains().forEach(gain -> gains.put(gain.getKey(), number(gain.getValue())));
        map.put("gain_shares", gains);
        map.put("masked_inputs", audit.maskedInputs());
        map.put("masked", of(audit.masked()));
        return map;
    }

    /** Returns a cross-validation. */
    public static Map<String, Object> of(CrossValidation validation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("all", of(WindowEvaluation.of(validation.all())));
        List<Object> folds = new ArrayList<>();
        for (CrossValidation.Fold fold : validation.folds()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("groups", fold.groups());
            one.put("labels_never_learnt", fold.unseen());
            one.put("rounds", fold.rounds());
            one.put("temperature", number(fold.temperature()));
            one.put("result", of(fold.confusion()));
            folds.add(one);
        }
        map.put("folds", folds);
        return map;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? round(value) : null;
    }

    /** To five decimals. */
    private static double round(double value) {
        return Math.round(value * 1e5) / 1e5;
    }
}
