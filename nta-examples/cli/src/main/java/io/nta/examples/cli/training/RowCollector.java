package io.nta.examples.cli.training;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.Signs;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.RowOrigin;
import io.nta.model.xgboost.rows.RowSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes labelled rows of labelled captures. Of the rows of one capture that have the same label, window length and kind of key, at most so many are taken, chosen by a seed: hours of the
 * same traffic teach what minutes do.
 */
final class RowCollector {
    /** Rows without a sign of any attack are never scored: some suffice, to know what is usual. */
    private static final int PLAIN_ROWS_FEWER = 10;

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
            LabelledRows.Builder telling = new LabelledRows.Builder();
            LabelledRows.Builder plain = new LabelledRows.Builder();
            for (FeatureVector row : rows) {
                labeller.label(row)
                        .ifPresent(label -> (Signs.showsAny(row) ? telling : plain)
                                .add(
                                        new RowOrigin(
                                                name(capture.name()),
                                                tool(label.label(), label.tool(), network),
                                                network),
                                        label.label(),
                                        row));
            }
            take(telling.build(), perStratum);
            take(plain.build(), Math.max(1, perStratum / PLAIN_ROWS_FEWER));
        }
        return result;
    }

    private void take(LabelledRows rows, int most) {
        collected.add(rows.select(RowSample.perStratum(rows, most, seed)));
    }

    /** Returns the tool that rows have. An attack by a tool that nobody named is held out with its network. */
    static String tool(String label, String tool, String network) {
        return tool.isEmpty() && !label.equals(Labels.NORMAL) ? network : name(tool);
    }

    /** Returns the name that a capture's rows have. */
    static String name(String text) {
        String plain = text.replaceAll("[,\"\\p{Cntrl}]", "_").strip();
        return plain.isEmpty() ? RowOrigin.NO_TOOL : plain;
    }

    /** Returns all rows taken. */
    LabelledRows rows() {
        return LabelledRows.concat(collected);
    }
}
