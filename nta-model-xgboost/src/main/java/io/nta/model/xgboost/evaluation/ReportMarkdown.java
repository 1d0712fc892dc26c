package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.ExposureKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures as Markdown, a section for each. */
public final class ReportMarkdown {
    private static final int GAINS = 20;

    private final StringBuilder text = new StringBuilder();

    /** Begins a report with its title. */
    public ReportMarkdown(String title) {
        add("# %s%n", title);
    }

    /** Adds a paragraph. */
    public ReportMarkdown paragraph(String paragraph) {
        add("%n%s%n", paragraph);
        return this;
    }

    /** Adds everything measured of predictions. */
    public ReportMarkdown evaluation(String title, WindowEvaluation evaluation) {
        add("%n## %s%n", title);
        FalseAlerts alerts = evaluation.falseAlerts();
        add(
                "%n%d rows. Macro-F1 %s by thresholds, %s by the likeliest label. Expected calibration error %s.%n",
                evaluation
                        .decided()
                        .present()
                        .mapToLong(evaluation.decided()::rows)
                        .sum(),
                share(evaluation.decided().macroF1()),
                share(evaluation.likeliest().macroF1()),
                share(evaluation.reliability().error()));
        add(
                "%n%d false alerts (a distinct capture, address, kind of key and label) of %d hosts:%n%n",
                alerts.total(), alerts.exposure().hosts());
        for (ExposureKind kind : ExposureKind.values()) {
            add(
                    "- %.1f host-hours %s: %s in 1,000, 95 %% upper bound %s%n",
                    alerts.exposure().hours(kind),
                    kind == ExposureKind.PRESENT ? "present" : "active",
                    rate(alerts.per1000Hours(kind)),
                    rate(alerts.per1000HoursUpper(kind)));
        }
        classes(evaluation);
        matrix(evaluation.decided());
        windows(evaluation.byWindow());
        return this;
    }

    private void classes(WindowEvaluation evaluation) {
        Confusion confusion = evaluation.decided();
        add("%n| label | rows | recall | 95 %% | precision | 95 %% | F1 | average precision | false alerts |%n");
        add("|---|---:|---:|---|---:|---|---:|---:|---:|%n");
        confusion.present().forEach(label -> {
            String name = Labels.all().get(label);
            PrecisionRecall curve = evaluation.curves().get(name);
            add(
                    "| %s | %d | %s | %s | %s | %s | %s | %s | %s |%n",
                    name,
                    confusion.rows(label),
                    share(confusion.recall(label)),
                    interval(confusion.recallInterval(label)),
                    share(confusion.precision(label)),
                    interval(confusion.precisionInterval(label)),
                    share(confusion.f1(label)),
                    curve == null ? "" : share(curve.averagePrecision()),
                    label == 0 ? "" : evaluation.falseAlerts().byLabel().get(label));
        });
    }

    private void matrix(Confusion confusion) {
        add("%nRight label in rows, decided in columns:%n%n| | %s |%n", String.join(" | ", Labels.all()));
        add("|---|%s%n", "---:|".repeat(Labels.count()));
        confusion.present().forEach(right -> {
            add("| %s |", Labels.all().get(right));
            for (int decided = 0; decided < Labels.count(); decided++) {
                add(" %d |", confusion.count(right, decided));
            }
            add("%n");
        });
    }

    private void windows(Map<Integer, Confusion> byWindow) {
        add("%n| window | macro-F1 | macro recall of attacks |%n|---:|---:|---:|%n");
        byWindow.forEach((seconds, confusion) ->
                add("| %d s | %s | %s |%n", seconds, share(confusion.macroF1()), share(confusion.macroRecall())));
    }

    /** Adds folds that were left out one by one. */
    public ReportMarkdown folds(String title, CrossValidation validation) {
        evaluation(title, WindowEvaluation.of(validation.all()));
        add(
                "%n| left out | rows | macro recall of attacks | Normal left alone | never learnt |%n|---|---:|---:|---:|---|%n");
        for (CrossValidation.Fold fold : validation.folds()) {
            add(
                    "| %s | %d | %s | %s | %s |%n",
                    String.join(", ", fold.groups()),
                    fold.rows().length,
                    share(fold.confusion().macroRecall()),
                    share(fold.confusion().recall(0)),
                    String.join(", ", fold.unseen()));
        }
        return this;
    }

    /** Adds the audit for shortcuts. */
    public ReportMarkdown audit(ShortcutAudit audit, WindowEvaluation model) {
        add("%n## What one input alone reaches%n%nLearnt on the part learnt from, measured on the held-out part.%n");
        add("%n| label | most accurate | balanced accuracy | within the budget | recall | false alerts |%n");
        add("|---|---|---:|---|---:|---:|%n");
        for (ShortcutAudit.StumpReport stump : audit.stumps()) {
            add(
                    "| %s | %s | %s | %s | %s | %d |%n",
                    stump.label(),
                    stump.balanced(),
                    share(stump.balancedAccuracy()),
                    stump.atBudget() == null ? "none" : stump.atBudget(),
                    share(stump.recallAtBudget()),
                    stump.falseAlerts());
        }
        add("%n## What trees split on%n%n| input | share of gain |%n|---|---:|%n");
        List<Map.Entry<String, Double>> gains = audit.gains();
        gains.stream().limit(GAINS).forEach(gain -> add("| %s | %s |%n", gain.getKey(), share(gain.getValue())));
        add("%n## Without sizes and port numbers%n%nMasked: %s.%n", String.join(", ", audit.maskedInputs()));
        add("%n| label | recall | masked |%n|---|---:|---:|%n");
        model.decided()
                .present()
                .forEach(label -> add(
                        "| %s | %s | %s |%n",
                        Labels.all().get(label),
                        share(model.decided().recall(label)),
                        share(audit.masked().decided().recall(label))));
        add(
                "%nMacro-F1 %s, masked %s; false alerts %d, masked %d.%n",
                share(model.decided().macroF1()),
                share(audit.masked().decided().macroF1()),
                model.falseAlerts().total(),
                audit.masked().falseAlerts().total());
        return this;
    }

    private static String interval(Interval interval) {
        return share(interval.low()) + " to " + share(interval.high());
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String rate(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    /** Returns the report. */
    @Override
    public String toString() {
        return text.toString();
    }
}
