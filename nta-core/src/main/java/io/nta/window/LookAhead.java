package io.nta.window;

import org.jspecify.annotations.Nullable;

/**
 * Brings the states of the next keys that close into the processor's cache, many at a time. A window closes thousands of keys one after another, each in states that
 * nothing has touched for seconds; read one by one, each would wait for memory several times, and here the waits overlap.
 */
final class LookAhead {
    /** How many keys ahead: enough for the waits to overlap, few enough for all that is read to stay in the cache until it is used. */
    static final int KEYS = 16;

    private final @Nullable PaneState[] states = new PaneState[2 * KEYS];
    private int size;
    /** Written so that the reads are not optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long seen;

    /** Adds the states that a key will close and merge into; for at most {@value #KEYS} keys before {@link #load}. */
    void add(@Nullable PaneState closing, @Nullable PaneState into) {
        states[size++] = closing;
        states[size++] = into;
    }

    /** Reads of each state what closing it will read. */
    void load() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            PaneState state = states[i];
            if (state != null) {
                sum += state.load();
            }
        }
        seen = sum;
        size = 0;
    }
}
