package io.nta.window;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The default aggregator: a pane of 5 s for each key, folded into 30 s and then 180 s as time passes.
 *
 * <p>A row exists for a window in which something happened to the key: a packet, or a change in one of its connections. The state of a key that was alone in its
 * window is moved up, not copied.
 */
public final class FoldingAggregator implements WindowAggregator {
    private static final long NOT_MARKED = Long.MIN_VALUE;

    private final PacketAccumulator packets;
    private final ArpAccumulator arp = new ArpAccumulator();
    private final KeyTable sources;
    private final KeyTable targets;
    private final OpenWindow[] panes;
    private final OpenWindow thirty = new OpenWindow();
    private final OpenWindow threeMinutes = new OpenWindow();
    private final RowReader reader;
    private final ArrayDeque<PaneState> pool = new ArrayDeque<>();
    private long closedThroughNanos = Long.MIN_VALUE;
    private long opened;
    private long closed;
    private long leftOutBindings;
    private long withoutRow;

    /** Creates an aggregator; {@code secret} keys its hash tables. */
    public FoldingAggregator(AggregatorConfig config, long secret) {
        int openPanes = 2 + (int) (config.lateness().plus(config.maxSourceLag()).toNanos() / WindowSize.PANE_NANOS);
        packets = new PacketAccumulator(config);
        sources = new KeyTable(KeyKind.SOURCE, config.maxKeysPerKind(), openPanes, secret);
        targets = new KeyTable(KeyKind.TARGET, config.maxKeysPerKind(), openPanes, secret);
        reader = new RowReader(arp.history());
        panes = new OpenWindow[openPanes];
        for (int i = 0; i < openPanes; i++) {
            panes[i] = new OpenWindow();
        }
    }

    @Override
    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
        boolean isNew = change.has(ConnectionChange.OPENED);
        if (isNew) {
            attach(connection);
        }
        long start = WindowSize.FIVE_SECONDS.startOf(packet.timestampNanos());
        boolean first = change.forward() && connection.mark() != start;
        if (first) {
            connection.mark(start);
        } else if (change.has(ConnectionChange.ANSWERED)) {
            // Its target is now an answered one: to be noted anew, also in a later pane that it is known in already.
            connection.mark(NOT_MARKED);
        }
        KeyState source = (KeyState) connection.sourceRow();
        if (source != null) {
            PaneState pane = pane(source, start);
            packets.add(pane, packet, connection, change, connection.responderHigh(), connection.responderLow(), first);
            ChangeAccumulator.add(pane, connection, change, connection.responderHigh(), connection.responderLow());
        } else if (!isNew) {
            // Its gauges have no beginning, so it can't be taken in later. The packet that opened it was counted by the
            // table of keys.
            withoutRow++;
        }
        KeyState target = (KeyState) connection.targetRow();
        if (target != null) {
            PaneState pane = pane(target, start);
            packets.add(pane, packet, connection, change, connection.initiatorHigh(), connection.initiatorLow(), first);
            ChangeAccumulator.add(pane, connection, change, connection.initiatorHigh(), connection.initiatorLow());
        } else if (!isNew) {
            withoutRow++;
        }
    }

    private void attach(Connection connection) {
        KeyState source = sources.getOrAdd(connection.initiatorHigh(), connection.initiatorLow());
        KeyState target = targets.getOrAdd(connection.responderHigh(), connection.responderLow());
        if (source != null) {
            source.connections++;
        }
        if (target != null) {
            target.connections++;
        }
        connection.attach(source, target);
    }

    @Override
    public void onArp(PacketView packet, boolean unsolicited) {
        long start = WindowSize.FIVE_SECONDS.startOf(packet.timestampNanos());
        ArpAccumulator.Facts facts = arp.observe(packet, unsolicited, window(start).bindings);
        if (facts.claim()) {
            KeyState source = sources.getOrAdd(packet.sourceHigh(), packet.sourceLow());
            if (source != null) {
                arp.add(pane(source, start), KeyKind.SOURCE, packet, facts);
            }
        }
        KeyState target = targets.getOrAdd(packet.destinationHigh(), packet.destinationLow());
        if (target != null) {
            arp.add(pane(target, start), KeyKind.TARGET, packet, facts);
        }
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        // What was due in a pane that has closed meanwhile, after an out-of-order packet, belongs to the first that is
        // open.
        long start = WindowSize.FIVE_SECONDS.startOf(Math.max(change.timeNanos(), closedThroughNanos));
        KeyState source = (KeyState) connection.sourceRow();
        if (source != null) {
            ChangeAccumulator.add(
                    pane(source, start), connection, change, connection.responderHigh(), connection.responderLow());
        }
        KeyState target = (KeyState) connection.targetRow();
        if (target != null) {
            ChangeAccumulator.add(
                    pane(target, start), connection, change, connection.initiatorHigh(), connection.initiatorLow());
        }
    }

    @Override
    public void onRemoved(Connection connection) {
        release((KeyState) connection.sourceRow(), sources);
        release((KeyState) connection.targetRow(), targets);
    }

    private static void release(@Nullable KeyState key, KeyTable table) {
        if (key != null) {
            key.connections--;
            if (key.isIdle()) {
                table.remove(key);
            }
        }
    }

    private OpenWindow window(long startNanos) {
        OpenWindow window = panes[slot(startNanos)];
        if (!window.isOpen()) {
            window.open(startNanos);
        }
        return window;
    }

    private int slot(long startNanos) {
        return (int) Math.floorMod(startNanos / WindowSize.PANE_NANOS, (long) panes.length);
    }

    private PaneState pane(KeyState key, long startNanos) {
        int slot = slot(startNanos);
        PaneState state = key.panes[slot];
        if (state == null) {
            state = pool.isEmpty() ? new PaneState() : pool.pop();
            key.panes[slot] = state;
            window(startNanos).keys.add(key);
            opened++;
        }
        return state;
    }

    @Override
    public long nextCloseNanos() {
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

    @Override
    public void close(long endNanos, RowSink sink) {
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
        closedThroughNanos = Math.max(closedThroughNanos, endNanos);
    }

    private void closePane(OpenWindow window, RowSink sink) {
        int slot = slot(window.startNanos);
        if (!thirty.isOpen()) {
            thirty.open(WindowSize.THIRTY_SECONDS.startOf(window.startNanos));
        }
        for (KeyState key : window.keys) {
            PaneState state = Objects.requireNonNull(key.panes[slot]);
            key.panes[slot] = null;
            state.settleGauges(key.gauges);
            emit(key, state, window, WindowSize.FIVE_SECONDS, sink);
            if (key.thirty == null) {
                key.thirty = state;
                thirty.keys.add(key);
                opened++;
            } else {
                key.thirty.merge(state);
                recycle(state);
            }
        }
        thirty.bindings.merge(window.bindings);
        window.close();
    }

    private void closeThirty(RowSink sink) {
        if (!threeMinutes.isOpen()) {
            threeMinutes.open(WindowSize.THREE_MINUTES.startOf(thirty.startNanos));
        }
        for (KeyState key : thirty.keys) {
            PaneState state = Objects.requireNonNull(key.thirty);
            key.thirty = null;
            emit(key, state, thirty, WindowSize.THIRTY_SECONDS, sink);
            if (key.threeMinutes == null) {
                key.threeMinutes = state;
                threeMinutes.keys.add(key);
                opened++;
            } else {
                key.threeMinutes.merge(state);
                recycle(state);
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
            recycle(state);
            if (key.isIdle()) {
                (key.kind == KeyKind.SOURCE ? sources : targets).remove(key);
            }
        }
        leftOutBindings += threeMinutes.bindings.leftOut();
        threeMinutes.close();
    }

    private void emit(KeyState key, PaneState state, OpenWindow window, WindowSize size, RowSink sink) {
        closed++;
        FeatureVector row = reader.read(key, state, window, size);
        sink.onRow(row);
    }

    private void recycle(PaneState state) {
        state.clear();
        pool.push(state);
    }

    @Override
    public AggregatorStats stats() {
        return new AggregatorStats(
                opened,
                closed,
                sources.size() + targets.size(),
                sources.overflowed() + targets.overflowed() + withoutRow,
                leftOutBindings);
    }
}
