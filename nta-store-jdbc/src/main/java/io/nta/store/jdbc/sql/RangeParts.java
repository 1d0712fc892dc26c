package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** A range of time cut where roll-ups begin and end: packets, minutes, hours, minutes, packets; each part may be missing. */
final class RangeParts {
    private static final long NANOS = 1_000_000_000L;

    /** The last whole hour but one that nanoseconds reach, in the year 2262: what lies beyond is left to the packets. */
    private static final long LIMIT = (Long.MAX_VALUE / (RollupBatch.HOUR * NANOS) - 1) * (RollupBatch.HOUR * NANOS);

    /**
     * A part.
     *
     * @param level the seconds of the roll-ups that answer for it; 0 for the packets themselves
     */
    record Part(TimeRange range, int level) {
        long startSeconds() {
            return Math.floorDiv(range.startNanos(), NANOS);
        }

        long endSeconds() {
            return Math.floorDiv(range.endNanos(), NANOS);
        }
    }

    private RangeParts() {}

    static List<Part> of(TimeRange range) {
        return of(range, RollupBatch.HOUR);
    }

    /** Cuts a range for steps of that many seconds, which no roll-up may be longer than, or lie across. */
    static List<Part> of(TimeRange range, long stepSeconds) {
        List<Part> parts = new ArrayList<>();
        int[] levels = stepSeconds % RollupBatch.HOUR == 0
                ? new int[] {RollupBatch.MINUTE, RollupBatch.HOUR}
                : stepSeconds % RollupBatch.MINUTE == 0 ? new int[] {RollupBatch.MINUTE} : new int[0];
        cut(range.startNanos(), range.endNanos(), 0, levels, parts);
        return parts;
    }

    /** Gives the middle to the next longer level, and what is left at both ends to this one. */
    private static void cut(long start, long end, int depth, int[] levels, List<Part> parts) {
        int level = depth == 0 ? 0 : levels[depth - 1];
        if (depth == levels.length) {
            add(start, end, level, parts);
            return;
        }
        long unit = levels[depth] * NANOS;
        long innerStart = start < -LIMIT ? -LIMIT : Math.floorDiv(start + unit - 1, unit) * unit;
        long innerEnd = end > LIMIT ? LIMIT : Math.floorDiv(end, unit) * unit;
        if (innerStart >= innerEnd) {
            add(start, end, level, parts);
            return;
        }
        add(start, innerStart, level, parts);
        cut(innerStart, innerEnd, depth + 1, levels, parts);
        add(innerEnd, end, level, parts);
    }

    private static void add(long start, long end, int level, List<Part> parts) {
        if (start < end) {
            parts.add(new Part(new TimeRange(start, end), level));
        }
    }
}
