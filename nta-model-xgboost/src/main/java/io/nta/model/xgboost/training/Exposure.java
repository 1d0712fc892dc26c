package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.LabelledRows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How long hosts were watched while nothing was wrong with them. Counted over rows labelled Normal whose key is a SOURCE; a host is an address in a capture.
 *
 * @param hosts how many
 * @param presentHours the sum over hosts of the time from the start of the first window to the end of the last
 * @param activeHours the sum over hosts of their distinct windows of 5 s, 5 s each
 */
public record Exposure(int hosts, double presentHours, double activeHours) {
    private static final int PANE_SECONDS = 5;
    private static final double SECONDS_PER_HOUR = 3600;

    private record Pane(long host, long start) {}

    /** Counts the exposure of some rows. */
    public static Exposure of(LabelledRows rows, int[] chosen) {
        Map<Long, long[]> spans = new HashMap<>();
        Set<Pane> panes = new HashSet<>();
        for (int row : chosen) {
            if (!rows.normal(row) || rows.kind(row).ordinal() != 0) {
                continue;
            }
            long host = host(rows, row);
            long[] span = spans.computeIfAbsent(host, h -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
            span[0] = Math.min(span[0], rows.startSeconds(row));
            span[1] = Math.max(span[1], rows.endSeconds(row));
            if (rows.windowSeconds(row) == PANE_SECONDS) {
                panes.add(new Pane(host, rows.startSeconds(row)));
            }
        }
        long present =
                spans.values().stream().mapToLong(span -> span[1] - span[0]).sum();
        return new Exposure(spans.size(), present / SECONDS_PER_HOUR, panes.size() * PANE_SECONDS / SECONDS_PER_HOUR);
    }

    /** Returns a number that stands for the capture and address of the row. */
    static long host(LabelledRows rows, int row) {
        return (long) rows.captureCode(row) << Integer.SIZE | rows.addressCode(row);
    }

    /** Returns the host-hours. */
    public double hours(ExposureKind kind) {
        return kind == ExposureKind.PRESENT ? presentHours : activeHours;
    }
}
