package io.nta.window;

import java.util.ArrayList;
import java.util.List;

/**
 * How far event time has come: per source its highest packet time minus the allowed lateness, and over all sources that count the minimum. It never goes back.
 * Windows that end at or before it are closed. A source that lags further behind the
 * first than allowed no longer holds it back. Not thread-safe.
 */
public final class Watermark {
    /** The watermark before any packet. */
    public static final long NONE = Long.MIN_VALUE;

    private final long latenessNanos;
    private final long maxLagNanos;
    private final List<Long> highest = new ArrayList<>();
    private final List<Boolean> counts = new ArrayList<>();
    private long value = NONE;

    /** Creates a watermark with the lateness and the source lag of {@code config}. */
    public Watermark(AggregatorConfig config) {
        latenessNanos = config.lateness().toNanos();
        maxLagNanos = config.maxSourceLag().toNanos();
    }

    /** Adds a source and returns its number. It holds nothing back until its first packet. */
    public int addSource() {
        highest.add(NONE);
        counts.add(false);
        return highest.size() - 1;
    }

    /** Notes that {@code source} has come to {@code timestampNanos}. Returns the watermark. */
    public long observe(int source, long timestampNanos) {
        boolean counted = counts.get(source);
        if (counted && timestampNanos <= highest.get(source)) {
            return value;
        }
        highest.set(source, Math.max(timestampNanos, highest.get(source)));
        counts.set(source, true);
        return recompute();
    }

    /** Leaves {@code source} out of the minimum, because it is idle or has ended, until its next packet. Returns the watermark. */
    public long retire(int source) {
        counts.set(source, false);
        return recompute();
    }

    private long recompute() {
        long lowest = Long.MAX_VALUE;
        long first = NONE;
        for (int i = 0; i < highest.size(); i++) {
            if (counts.get(i)) {
                lowest = Math.min(lowest, highest.get(i));
                first = Math.max(first, highest.get(i));
            }
        }
        if (lowest != Long.MAX_VALUE) {
            value = Math.max(value, Math.max(lowest, first - maxLagNanos) - latenessNanos);
        }
        return value;
    }

    /** Returns the watermark, or {@link #NONE}. */
    public long value() {
        return value;
    }

    /** Returns the highest packet time of {@code source}, or {@link #NONE}. */
    public long highest(int source) {
        return highest.get(source);
    }
}
