package io.nta.examples.cli.training;

import io.nta.model.xgboost.evaluation.Predictions;
import io.nta.model.xgboost.evaluation.ReportData;
import io.nta.model.xgboost.evaluation.ReportMarkdown;
import io.nta.model.xgboost.evaluation.ReportWriter;
import io.nta.model.xgboost.evaluation.ShortcutAudit;
import io.nta.model.xgboost.evaluation.WindowEvaluation;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How a model does on rows that it has not learnt from: for people, for programs, and for its card. */
final class TrainingReport {
    private static final String HELD_OUT = "Captures held out of training";
    private static final String TEST = "Test rows";

    private final ReportMarkdown markdown = new ReportMarkdown("How the model does on rows");
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final StringBuilder summary = new StringBuilder();
    private final WindowEvaluation heldOut;

    private TrainingReport(LabelledRows rows, TrainingResult result) {
        Predictions predictions = Predictions.heldOut(rows, result);
        heldOut = WindowEvaluation.of(predictions);
        markdown.paragraph(
                "A model was trained on some captures and judged on the others, so that no capture is on both sides."
                        + " The model that is used was then trained on all, with the same number of rounds.");
        add(HELD_OUT, "held_out", predictions.size(), heldOut);
    }

    /** Reports on the rows that the result held out. */
    static TrainingReport of(LabelledRows rows, TrainingResult result) {
        return new TrainingReport(rows, result);
    }

    /** Adds rows that have nothing to do with training. */
    void test(LabelledRows rows, TrainingResult result) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        Predictions predictions = Predictions.of(rows, all, result.probabilities(rows, all), result.thresholds());
        add(TEST, "test", predictions.size(), WindowEvaluation.of(predictions));
    }

    private void add(String title, String key, int rows, WindowEvaluation evaluation) {
        markdown.evaluation(title, evaluation);
        data.put(key, ReportData.of(evaluation));
        summary.append(String.format(
                Locale.ROOT,
                "%s: %d rows, macro-F1 %.3f by thresholds, %.3f by the likeliest label%n",
                title,
                rows,
                evaluation.decided().macroF1(),
                evaluation.likeliest().macroF1()));
    }

    /** Adds what single features reach, what the model leans on, and how it does without sizes and ports. Trains once more. */
    void audit(LabelledRows rows, TrainingResult result) {
        ShortcutAudit audit = ShortcutAudit.of(rows, result);
        markdown.audit(audit, heldOut);
        data.put("audit", ReportData.of(audit));
    }

    /** Writes Markdown, JSON and plots. */
    void write(Path folder) throws IOException {
        ReportWriter.write(folder, markdown, data, heldOut);
    }

    /** Returns the figures, for the card. */
    Map<String, Object> data() {
        return data;
    }

    /** Returns a line for each set of rows. */
    String summary() {
        return summary.toString();
    }

    /** Returns how many rows come from where, by network. */
    static Map<String, Integer> origins(LabelledRows rows) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            counts.merge(rows.network(row), 1, Integer::sum);
        }
        return counts;
    }
}
