package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Measure.Part;
import io.nta.feature.Measure.Rule;

/** One {@link Part} of the measures, in blocks of one merge rule, as it lies in an array of cells: the loops over it. */
final class MeasureBlock {
    private static final Measure[] ALL = Measure.values();

    private final int begin;
    private final int sumEnd;
    private final int maxEnd;
    private final int minEnd;
    private final int lastEnd;
    private final long[] resting;
    /** Where its gauges begin among those of a key. */
    private final int standingAt;

    private MeasureBlock(int at, int first, int end, int standingAt) {
        this.standingAt = standingAt;
        begin = at + first;
        sumEnd = blockEnd(Rule.SUM, first, end) + at;
        maxEnd = blockEnd(Rule.MAX, sumEnd - at, end) + at;
        minEnd = blockEnd(Rule.MIN, maxEnd - at, end) + at;
        lastEnd = blockEnd(Rule.LAST, minEnd - at, end) + at;
        if (blockEnd(Rule.ORDERED, lastEnd - at, end) != end) {
            throw new IllegalStateException(
                    "The measures from " + first + " to " + end + " are not in blocks of one rule");
        }
        resting = new long[end - first];
        for (int i = first; i < end; i++) {
            resting[i - first] = ALL[i].resting();
        }
    }

    /** Returns the blocks of all parts, in the order of {@link Part}; the measure of ordinal 0 lies at {@code at}. */
    static MeasureBlock[] all(int at) {
        MeasureBlock[] blocks = new MeasureBlock[Part.values().length];
        int end = 0;
        int gauges = 0;
        for (Part part : Part.values()) {
            int first = end;
            while (end < ALL.length && ALL[end].part() == part) {
                end++;
            }
            MeasureBlock block = new MeasureBlock(at, first, end, gauges);
            gauges += block.gauges();
            blocks[part.ordinal()] = block;
        }
        if (end != ALL.length) {
            throw new IllegalStateException("The measure " + ALL[end] + " does not stand with the others of its part");
        }
        return blocks;
    }

    private static int blockEnd(Rule rule, int from, int end) {
        int i = from;
        while (i < end && ALL[i].rule() == rule) {
            i++;
        }
        return i;
    }

    void rest(long[] cells) {
        System.arraycopy(resting, 0, cells, begin, resting.length);
    }

    int gauges() {
        return lastEnd - minEnd;
    }

    /** Adds the changes of the gauges to the values that stand in a key, and sets them to these. Returns whether any isn't zero. */
    boolean settle(long[] cells, long[] standing) {
        long any = 0;
        for (int i = minEnd; i < lastEnd; i++) {
            int gauge = standingAt + i - minEnd;
            standing[gauge] += cells[i];
            cells[i] = standing[gauge];
            any |= cells[i];
        }
        return any != 0;
    }

    /** Merges all but the ORDERED ones with those of the time behind. */
    void merge(long[] cells, long[] later) {
        mergeAll(cells, later);
        System.arraycopy(later, minEnd, cells, minEnd, lastEnd - minEnd);
    }

    /** Merges all but the ORDERED ones with those of another shard in the same pane, in which gauges are still changes. */
    void unite(long[] cells, long[] other) {
        mergeAll(cells, other);
        for (int i = minEnd; i < lastEnd; i++) {
            cells[i] += other[i];
        }
    }

    /** Merges what is merged alike in time and between shards. */
    private void mergeAll(long[] cells, long[] later) {
        for (int i = begin; i < sumEnd; i++) {
            cells[i] += later[i];
        }
        for (int i = sumEnd; i < maxEnd; i++) {
            cells[i] = Math.max(cells[i], later[i]);
        }
        for (int i = maxEnd; i < minEnd; i++) {
            cells[i] = Math.min(cells[i], later[i]);
        }
    }
}
