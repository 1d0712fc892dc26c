package io.nta.examples.cli.training;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.RowOrigin;
import io.nta.model.xgboost.rows.RowSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes labelled rows of labelled captures. Of the rows of one capture that have the same label, window length and kind of key, at most so many are taken, chosen by a seed: hours of the
 * same traffic teach what minutes do.
 */
final class RowCollector {
    private final int perStratum;
    private final long seed;
    private final List<LabelledRows> collected = new ArrayList<>();

    /**
     * Creates a collector.
     *
     * @param perStratum the most rows of one capture, label, window length and kind, at least 1
     * @param seed chooses them
     */
    RowCollector(int perStratum, long seed) {
        this.perStratum = perStratum;
        this.seed = seed;
    }

    /**
     * Analyses a capture and takes its rows.
     *
     * @param network what is held out together with it
     * @return what the analysis said; rows of what was readable are taken
     */
    CaptureResult collect(LabelledCapture capture, String network) {
        List<FeatureVector> rows = new ArrayList<>();
        CaptureResult result =
                new CaptureRun(List::of).onRow(rows::add).analyze(capture.file().toString());
        if (result.stats() != null) {
            RowLabeller labeller = new RowLabeller(capture.labels().episodes(result));
            LabelledRows.Builder builder = new LabelledRows.Builder();
            for (FeatureVector row : rows) {
                labeller.label(row)
                        .ifPresent(label -> builder.add(
                                new RowOrigin(name(capture.name()), name(label.tool()), network), label.label(), row));
            }
            LabelledRows all = builder.build();
            collected.add(all.select(RowSample.perStratum(all, perStratum, seed)));
        }
        return result;
    }

    private static String name(String text) {
        String plain = text.replaceAll("[,\"\\p{Cntrl}]", "_").strip();
        return plain.isEmpty() ? RowOrigin.NO_TOOL : plain;
    }

    /** Returns all rows taken. */
    LabelledRows rows() {
        return LabelledRows.concat(collected);
    }
}
