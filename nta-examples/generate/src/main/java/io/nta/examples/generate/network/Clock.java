package io.nta.examples.generate.network;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Simulated time: what is to happen, in order of time and, at the same time, in the order in which it was asked for. An action runs once and may ask for more; so
 * memory is what is under way, however long the traffic lasts.
 */
public final class Clock {
    /** Nanoseconds in a second. */
    public static final long SECOND = 1_000_000_000L;

    /** Nanoseconds in a millisecond. */
    public static final long MILLI = 1_000_000L;

    /** Nanoseconds in a microsecond. */
    public static final long MICRO = 1_000L;

    /** Something that happens. */
    @FunctionalInterface
    public interface Action {
        /** Does it; {@link Clock#now} is its time. */
        void run();
    }

    private static final int FIRST_CAPACITY = 1024;

    // A binary heap over parallel arrays: times and order numbers are compared without touching objects.
    private long[] times = new long[FIRST_CAPACITY];
    private long[] orders = new long[FIRST_CAPACITY];
    private Action[] actions = new Action[FIRST_CAPACITY];
    private int size;
    private long nextOrder;
    private long now;

    public Clock(long startNanos) {
        now = startNanos;
    }

    /** Returns the time of what is happening, in nanoseconds since the epoch. */
    public long now() {
        return now;
    }

    /** Asks for an action at a time; one in the past happens now. */
    public void at(long timeNanos, Action action) {
        if (size == times.length) {
            int more = size * 2;
            times = Arrays.copyOf(times, more);
            orders = Arrays.copyOf(orders, more);
            actions = Arrays.copyOf(actions, more);
        }
        siftUp(size++, Math.max(timeNanos, now), nextOrder++, action);
    }

    /** Asks for an action after a delay. */
    public void after(long delayNanos, Action action) {
        at(now + delayNanos, action);
    }

    /** Runs until nothing is left to do, the next action lies at or behind the end, or it is told to stop. */
    public void runUntil(long endNanos, BooleanSupplier stop) {
        while (size > 0 && times[0] < endNanos && !stop.getAsBoolean()) {
            now = times[0];
            pop().run();
        }
    }

    private Action pop() {
        Action first = actions[0];
        size--;
        long time = times[size];
        long order = orders[size];
        Action last = actions[size];
        release(size);
        if (size > 0) {
            siftDown(time, order, last);
        }
        return first;
    }

    @SuppressWarnings("NullAway") // A slot behind the heap's end is read by nobody; it mustn't keep its action alive.
    private void release(int slot) {
        actions[slot] = null;
    }

    private void siftUp(int from, long time, long order, Action action) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!before(time, order, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, order, action);
    }

    private void siftDown(long time, long order, Action action) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (before(time, order, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, order, action);
    }

    private boolean before(long time, long order, int slot) {
        return time < times[slot] || time == times[slot] && order < orders[slot];
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], actions[from]);
    }

    private void put(int slot, long time, long order, Action action) {
        times[slot] = time;
        orders[slot] = order;
        actions[slot] = action;
    }
}
