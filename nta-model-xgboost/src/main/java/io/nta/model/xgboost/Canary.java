package io.nta.model.xgboost;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.LabelledRowsReader;
import io.nta.model.xgboost.rows.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows that any model must get right before it is let loose: clear cases of every attack, and ordinary ones. A model that was trained on other columns, or whose
 * classes are in another order than its card says, fails here. Immutable.
 */
final class Canary {
    private static final String ROWS = "canary.csv";
    /** A new model may see a few clear cases otherwise; a broken one gets most of them wrong. */
    private static final double LEAST_RIGHT = 0.8;

    private final LabelledRows rows;

    /** Creates a canary of these rows. */
    Canary(LabelledRows rows) {
        this.rows = rows;
    }

    /**
     * Returns the canary that comes in this module's jar.
     *
     * @throws IllegalStateException if the jar has none
     */
    static Canary bundled() {
        try (InputStream in = Canary.class.getResourceAsStream(ROWS)) {
            if (in == null) {
                throw new IllegalStateException("nta-model-xgboost was built without its canary rows");
            }
            return new Canary(LabelledRowsReader.read(in, ROWS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with the model, in words; nothing when it may be used. */
    List<String> problems(Model model) {
        int classes = model.labels().size();
        float[] probabilities = new float[rows.size() * classes];
        model.probabilities(model.inputs().read(rows, rows.rowsWhere(row -> true)), rows.size(), probabilities);
        List<String> problems = new ArrayList<>();
        int attacks = 0;
        int found = 0;
        for (int row = 0; row < rows.size(); row++) {
            int likeliest = likeliest(probabilities, row * classes, classes);
            String said = model.labels().get(likeliest);
            if (rows.normal(row)
                    && tells(model, said, rows.windowSeconds(row), probabilities[row * classes + likeliest])) {
                problems.add("it takes the ordinary canary row " + (row + 1) + " for " + said);
            } else if (!rows.normal(row)) {
                attacks++;
                found += said.equals(Labels.all().get(rows.label(row))) ? 1 : 0;
            }
        }
        if (found < LEAST_RIGHT * attacks) {
            problems.add(String.format(
                    Locale.ROOT,
                    "it names %d of %d canary attacks rightly, at least %.0f %% are expected",
                    found,
                    attacks,
                    100 * LEAST_RIGHT));
        }
        return problems;
    }

    private static boolean tells(Model model, String label, int seconds, float probability) {
        return probability
                >= ModelCard.Threshold.of(model.card().thresholds(), label, seconds)
                        .alert();
    }

    private static int likeliest(float[] probabilities, int offset, int classes) {
        int likeliest = 0;
        for (int label = 1; label < classes; label++) {
            if (probabilities[offset + label] > probabilities[offset + likeliest]) {
                likeliest = label;
            }
        }
        return likeliest;
    }
}
