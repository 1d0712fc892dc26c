package io.nta.window;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * How far event time has come: per source its highest packet time minus the allowed lateness, and over all sources that count the minimum. It never goes back.
 * Windows that end at or before it are closed. A source that lags further behind the
 * first than allowed no longer holds it back, until it has caught up. Believes every time that it is given: {@link JumpGuard} comes before it. Times must be
 * {@linkplain EventTime usable}. Not thread-safe.
 */
public final class Watermark {
    /** The watermark before any packet. */
    public static final long NONE = Long.MIN_VALUE;

    private final long latenessNanos;
    private final long maxLagNanos;
    private long[] highest = {};
    private boolean[] counts = {};
    /** Whether a source counts for packets that are only expected. */
    private boolean[] expects = {};
    /** Numbers of removed sources. */
    private final Deque<Integer> free = new ArrayDeque<>();

    private long value = NONE;

    /** Creates a watermark with the lateness and the source lag of {@code config}. */
    public Watermark(AggregatorConfig config) {
        latenessNanos = config.lateness().toNanos();
        maxLagNanos = config.maxSourceLag().toNanos();
    }

    /** Adds a source and returns its number, which may be that of one removed. It holds nothing back until its first packet. */
    public int addSource() {
        if (!free.isEmpty()) {
            return free.pop();
        }
        int source = highest.length;
        highest = Arrays.copyOf(highest, source + 1);
        counts = Arrays.copyOf(counts, source + 1);
        expects = Arrays.copyOf(expects, source + 1);
        highest[source] = NONE;
        return source;
    }

    /**
     * Notes that {@code source} has packets whose time isn't believed yet, the earliest of which is of {@code timestampNanos} or before: unless it counts already, it holds the watermark back
     * from now on, as if it had come to there. What is only expected moves nothing on.
     */
    public void expect(int source, long timestampNanos) {
        if (!counts[source] || expects[source] && timestampNanos < highest[source]) {
            highest[source] = timestampNanos;
            counts[source] = true;
            expects[source] = true;
        }
    }

    /** Notes that {@code source} has come to {@code timestampNanos}. Returns the watermark. */
    public long observe(int source, long timestampNanos) {
        if (expects[source]) {
            expects[source] = false;
            highest[source] = NONE;
        }
        if (counts[source] && timestampNanos <= highest[source]) {
            return value;
        }
        highest[source] = Math.max(timestampNanos, highest[source]);
        counts[source] = true;
        return recompute();
    }

    /** Leaves {@code source} out of the minimum, because it is idle or has ended, until its next packet. Returns the watermark. */
    public long retire(int source) {
        expects[source] = false;
        counts[source] = false;
        return recompute();
    }

    /**
     * Forgets {@code source}, which has ended, after {@link #retire}-ing it: a watermark costs time in proportion to the sources that are left. Its number is not to be used again until
     * {@link #addSource} returns it. Returns the watermark.
     *
     * @throws IllegalArgumentException if it was removed already
     */
    public long removeSource(int source) {
        if (free.contains(source)) {
            throw new IllegalArgumentException("source " + source + " was removed already");
        }
        retire(source);
        highest[source] = NONE;
        free.push(source);
        return value;
    }

    private long recompute() {
        long lowest = Long.MAX_VALUE;
        long first = NONE;
        for (int i = 0; i < highest.length; i++) {
            if (counts[i]) {
                lowest = Math.min(lowest, highest[i]);
                // None lags behind what nobody believes yet.
                first = expects[i] ? first : Math.max(first, highest[i]);
            }
        }
        if (first != NONE) {
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
        return highest[source];
    }
}
