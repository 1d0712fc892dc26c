package io.nta.window;

import io.nta.spi.RowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The open windows of all keys: hands out the pane of a key, and as windows end reads their rows and folds 5 s into 30 s into 180 s. The state of a key that was alone
 * in its window is moved up, not copied. Not thread-safe.
 */
final class PaneFolder {
    /** Hears that the last window of a key that had one has closed. */
    interface QuietKeys {
        void onQuiet(KeyState key);
    }

    /** Takes the closed panes of a shard, which are folded together with those of the others. */
    interface PaneTaker {
        void take(KeyState key, PaneState state);

        /** Takes a copy of what ARP claimed in the pane. */
        void take(BindingTable bindings);
    }

    private final OpenWindow[] panes;
    private final OpenWindow thirty;
    private final OpenWindow threeMinutes;
    private final RowReader reader;
    private final QuietKeys quietKeys;
    private final LookAhead lookAhead = new LookAhead();
    private final PanePool pool;
    /** In a shard: the keys that are kept although they may have gone quiet. */
    private final List<KeyState> kept = new ArrayList<>();

    private long opened;
    private long closed;
    private long leftOutBindings;
    private long displacedDomains;

    PaneFolder(AggregatorLimits limits, PanePool pool, int openPanes, RowReader reader, QuietKeys quietKeys) {
        this.reader = reader;
        this.quietKeys = quietKeys;
        this.pool = pool;
        panes = new OpenWindow[openPanes];
        for (int i = 0; i < openPanes; i++) {
            panes[i] = new OpenWindow(limits.maxBindingsPerWindow());
        }
        thirty = new OpenWindow(limits.maxBindingsPerWindow());
        threeMinutes = new OpenWindow(limits.maxBindingsPerWindow());
    }

    /** Returns the window of 5 s that starts then, opened if need be. */
    OpenWindow window(long startNanos) {
        OpenWindow window = panes[slot(startNanos)];
        if (!window.isOpen()) {
            window.open(startNanos);
        }
        return window;
    }

    private int slot(long startNanos) {
        return (int) Math.floorMod(startNanos / WindowSize.PANE_NANOS, (long) panes.length);
    }

    /** Returns the key's pane that starts then, opened if need be. */
    PaneState pane(KeyState key, long startNanos) {
        PaneState current = key.current;
        return current != null && key.currentStartNanos == startNanos ? current : turnTo(key, startNanos);
    }

    private PaneState turnTo(KeyState key, long startNanos) {
        int slot = slot(startNanos);
        PaneState state = key.panes[slot];
        if (state == null) {
            state = pool.take(key.unproven);
            key.panes[slot] = state;
            window(startNanos).keys.add(key);
            opened++;
        }
        key.current = state;
        key.currentStartNanos = startNanos;
        return state;
    }

    /** Returns the end of the window that will close next, or {@link Long#MAX_VALUE} when none is open. */
    long nextCloseNanos() {
        long next = Long.MAX_VALUE;
        for (OpenWindow pane : panes) {
            next = Math.min(next, end(pane, WindowSize.FIVE_SECONDS));
        }
        next = Math.min(next, end(thirty, WindowSize.THIRTY_SECONDS));
        return Math.min(next, end(threeMinutes, WindowSize.THREE_MINUTES));
    }

    private static long end(OpenWindow window, WindowSize size) {
        return window.isOpen() ? window.startNanos + size.nanos() : Long.MAX_VALUE;
    }

    /** Closes every window that ends at or before {@code endNanos}, the shorter before the longer. */
    void close(long endNanos, RowSink sink) {
        for (long next = nextCloseNanos(); next <= endNanos; next = nextCloseNanos()) {
            for (OpenWindow pane : panes) {
                if (end(pane, WindowSize.FIVE_SECONDS) == next) {
                    closePane(pane, sink);
                }
            }
            if (end(thirty, WindowSize.THIRTY_SECONDS) == next) {
                closeThirty(sink);
            }
            if (end(threeMinutes, WindowSize.THREE_MINUTES) == next) {
                closeThreeMinutes(sink);
            }
        }
    }

    /** Hands over the panes that end at {@code endNanos}, not folded and with gauges that are still changes. */
    void handOver(long endNanos, PaneTaker taker) {
        for (OpenWindow pane : panes) {
            if (end(pane, WindowSize.FIVE_SECONDS) == endNanos) {
                handOver(pane, taker);
            }
        }
        if (WindowSize.THREE_MINUTES.startOf(endNanos) == endNanos) {
            // What is known of a key is as lasting as without shards.
            for (KeyState key : kept) {
                key.kept = false;
                quietKeys.onQuiet(key);
            }
            kept.clear();
        }
    }

    private void handOver(OpenWindow window, PaneTaker taker) {
        int slot = slot(window.startNanos);
        for (KeyState key : window.keys) {
            PaneState state = Objects.requireNonNull(key.panes[slot]);
            key.panes[slot] = null;
            key.current = null;
            taker.take(key, state);
            if (!key.kept) {
                key.kept = true;
                kept.add(key);
            }
        }
        taker.take(window.bindings);
        window.close();
    }

    /** Takes a shard's pane of the key into the whole's. */
    void unite(KeyState key, long startNanos, PaneState state) {
        int slot = slot(startNanos);
        PaneState whole = key.panes[slot];
        if (whole == null) {
            key.panes[slot] = state;
            window(startNanos).keys.add(key);
            opened++;
        } else {
            whole.unite(state);
            pool.giveBack(state);
        }
    }

    /** Returns the key's pane that starts then, if there is one. */
    @Nullable
    PaneState paneOrNull(KeyState key, long startNanos) {
        return key.panes[slot(startNanos)];
    }

    private void closePane(OpenWindow window, RowSink sink) {
        int slot = slot(window.startNanos);
        if (!thirty.isOpen()) {
            thirty.open(WindowSize.THIRTY_SECONDS.startOf(window.startNanos));
        }
        List<KeyState> keys = window.keys;
        for (int i = 0; i < keys.size(); i++) {
            if (i % LookAhead.KEYS == 0) {
                for (int next = i; next < Math.min(i + LookAhead.KEYS, keys.size()); next++) {
                    lookAhead.add(keys.get(next).panes[slot], keys.get(next).thirty);
                }
                lookAhead.load();
            }
            KeyState key = keys.get(i);
            PaneState state = Objects.requireNonNull(key.panes[slot]);
            key.panes[slot] = null;
            key.current = null;
            state.settleGauges(key);
            emit(key, state, window, WindowSize.FIVE_SECONDS, sink);
            if (key.thirty == null) {
                key.thirty = state;
                thirty.keys.add(key);
                opened++;
            } else {
                key.thirty.merge(state);
                pool.giveBack(state);
            }
        }
        thirty.bindings.merge(window.bindings);
        window.close();
    }

    private void closeThirty(RowSink sink) {
        if (!threeMinutes.isOpen()) {
            threeMinutes.open(WindowSize.THREE_MINUTES.startOf(thirty.startNanos));
        }
        List<KeyState> keys = thirty.keys;
        for (int i = 0; i < keys.size(); i++) {
            if (i % LookAhead.KEYS == 0) {
                for (int next = i; next < Math.min(i + LookAhead.KEYS, keys.size()); next++) {
                    lookAhead.add(keys.get(next).thirty, keys.get(next).threeMinutes);
                }
                lookAhead.load();
            }
            KeyState key = keys.get(i);
            PaneState state = Objects.requireNonNull(key.thirty);
            key.thirty = null;
            emit(key, state, thirty, WindowSize.THIRTY_SECONDS, sink);
            if (key.threeMinutes == null) {
                key.threeMinutes = state;
                threeMinutes.keys.add(key);
                opened++;
            } else {
                key.threeMinutes.merge(state);
                pool.giveBack(state);
            }
        }
        threeMinutes.bindings.merge(thirty.bindings);
        thirty.close();
    }

    private void closeThreeMinutes(RowSink sink) {
        for (KeyState key : threeMinutes.keys) {
            PaneState state = Objects.requireNonNull(key.threeMinutes);
            key.threeMinutes = null;
            emit(key, state, threeMinutes, WindowSize.THREE_MINUTES, sink);
            DomainTable domains = state.domainsOrNull();
            displacedDomains += domains == null ? 0 : domains.displaced();
            pool.giveBack(state);
            quietKeys.onQuiet(key);
        }
        leftOutBindings += threeMinutes.bindings.leftOut();
        threeMinutes.close();
    }

    private void emit(KeyState key, PaneState state, OpenWindow window, WindowSize size, RowSink sink) {
        closed++;
        sink.onRow(reader.read(key, state, window, size));
    }

    long opened() {
        return opened;
    }

    long closed() {
        return closed;
    }

    /** Returns how many ARP claims were left out of windows that had too many. */
    long leftOutBindings() {
        return leftOutBindings;
    }

    /** Returns how many registered domains gave way in rows of 180 s that had too many. */
    long displacedDomains() {
        return displacedDomains;
    }
}
