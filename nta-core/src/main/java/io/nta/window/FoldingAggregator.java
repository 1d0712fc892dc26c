package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import org.jspecify.annotations.Nullable;

/**
 * The default aggregator: a pane of 5 s for each key, folded into 30 s and then 180 s as time passes.
 *
 * <p>A row exists for a window in which something happened to the key: a packet, or a change in one of its connections. Beyond the limits on unproven keys
 * ({@link AggregatorLimits}) a key has rows only from when it is proven.
 */
public final class FoldingAggregator implements WindowAggregator {
    private static final long NOT_MARKED = Long.MIN_VALUE;

    private final PacketAccumulator packets;
    private final ArpAccumulator arp;
    private final SetBudget setBudget;
    private final KeyAdmission sources;
    private final KeyAdmission targets;
    private final PaneFolder windows;
    private long closedThroughNanos = Long.MIN_VALUE;
    /** The start of the pane of the last packet. */
    private long lastPaneStart;

    private long withoutRow;

    /** Creates an aggregator; {@code secret} keys its hash tables. */
    public FoldingAggregator(AggregatorConfig config, long secret) {
        this(config, new SetBudget(config.limits().maxSetBytes()), secret);
    }

    private FoldingAggregator(AggregatorConfig config, SetBudget setBudget, long secret) {
        this(config, setBudget, new PanePool(config.limits().maxPooledPanes(), setBudget), secret);
    }

    FoldingAggregator(AggregatorConfig config, SetBudget setBudget, PanePool pool, long secret) {
        AggregatorLimits limits = config.limits();
        int openPanes = openPanes(config);
        this.setBudget = setBudget;
        packets = new PacketAccumulator(config);
        arp = new ArpAccumulator(limits.maxArpHistory());
        sources = new KeyAdmission(KeyKind.SOURCE, limits, setBudget, openPanes, secret);
        targets = new KeyAdmission(KeyKind.TARGET, limits, setBudget, openPanes, secret);
        KeyAdmission.join(sources, targets);
        windows = new PaneFolder(limits, pool, openPanes, new RowReader(arp.history()), this::removeIfIdle);
    }

    /** Returns how many panes may be open at once. */
    static int openPanes(AggregatorConfig config) {
        return 2 + (int) (config.lateness().plus(config.maxSourceLag()).toNanos() / WindowSize.PANE_NANOS);
    }

    @Override
    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
        long start = paneStart(packet.timestampNanos());
        if (change.has(ConnectionChange.OPENED)) {
            attach(connection);
        } else if (connection.sourceRow() == null || connection.targetRow() == null) {
            attachLate(packet, connection, change, start);
        }
        boolean first = change.forward() && connection.mark() != start;
        if (first) {
            connection.mark(start);
        } else if (change.has(ConnectionChange.ANSWERED)) {
            // Its target is now an answered one: to be noted anew, also in a later pane that it is known in already.
            connection.mark(NOT_MARKED);
        }
        KeyState source = (KeyState) connection.sourceRow();
        KeyState target = (KeyState) connection.targetRow();
        if (source != null && source.unproven && Proof.ofSource(packet, connection, change)) {
            sources.prove(source);
        }
        if (target != null && target.unproven && Proof.ofTarget(packet, connection, change)) {
            targets.prove(target);
        }
        // Both panes are touched before either is filled, so that the waits for memory overlap.
        PaneState sourcePane = seen(source, packet, start);
        PaneState targetPane = seen(target, packet, start);
        if (sourcePane != null) {
            packets.add(
                    sourcePane,
                    packet,
                    connection,
                    change,
                    connection.responderHigh(),
                    connection.responderLow(),
                    first);
            ChangeAccumulator.add(
                    sourcePane, connection, change, connection.responderHigh(), connection.responderLow());
        }
        if (targetPane != null) {
            packets.add(
                    targetPane,
                    packet,
                    connection,
                    change,
                    connection.initiatorHigh(),
                    connection.initiatorLow(),
                    first);
            ChangeAccumulator.add(
                    targetPane, connection, change, connection.initiatorHigh(), connection.initiatorLow());
        }
    }

    /** Notes the time of the packet in the key's pane, and returns that; {@code null} for a key that has no row. */
    private @Nullable PaneState seen(@Nullable KeyState key, PacketView packet, long start) {
        if (key == null) {
            withoutRow++;
            return null;
        }
        PaneState pane = windows.pane(key, start);
        pane.seenAt(packet.timestampNanos());
        return pane;
    }

    /** Returns the start of the pane that holds the time: mostly that of the packet before, and a comparison is cheaper than a division. */
    private long paneStart(long nanos) {
        if (nanos < lastPaneStart || nanos >= lastPaneStart + WindowSize.PANE_NANOS) {
            lastPaneStart = WindowSize.FIVE_SECONDS.startOf(nanos);
        }
        return lastPaneStart;
    }

    /** The target first: it answers for the source, as in a flood there are many sources of one; a source that is known answers for its targets. */
    private void attach(Connection connection) {
        KeyState source = sources.find(connection.initiatorHigh(), connection.initiatorLow());
        KeyState target = targets.admit(connection.responderHigh(), connection.responderLow(), source);
        if (source == null) {
            source = sources.admit(connection.initiatorHigh(), connection.initiatorLow(), target);
        }
        if (source != null) {
            source.connections++;
        }
        if (target != null) {
            target.connections++;
        }
        connection.attach(source, target);
    }

    /** Gives the connection the rows that its ends have earned since it began. */
    private void attachLate(PacketView packet, Connection connection, ConnectionChange change, long start) {
        KeyState source = (KeyState) connection.sourceRow();
        KeyState target = (KeyState) connection.targetRow();
        KeyState newSource = source != null
                ? null
                : sources.admitLate(
                        connection.initiatorHigh(),
                        connection.initiatorLow(),
                        change.forward(),
                        Proof.ofSource(packet, connection, change));
        KeyState newTarget = target != null
                ? null
                : targets.admitLate(
                        connection.responderHigh(),
                        connection.responderLow(),
                        change.forward(),
                        Proof.ofTarget(packet, connection, change));
        if (newSource != null) {
            catchUp(newSource, connection, change, start, connection.responderHigh(), connection.responderLow());
            source = newSource;
        }
        if (newTarget != null) {
            catchUp(newTarget, connection, change, start, connection.initiatorHigh(), connection.initiatorLow());
            target = newTarget;
        }
        connection.attach(source, target);
    }

    /** Tells a row of a connection that began without it: the standing gauges, and the attempt, so that no handshake completes that was not begun. */
    private void catchUp(
            KeyState key, Connection connection, ConnectionChange change, long start, long peerHigh, long peerLow) {
        key.connections++;
        PaneState pane = windows.pane(key, start);
        ChangeAccumulator.add(pane, connection, connection.standingBefore(change), peerHigh, peerLow);
        if (isAttempt(connection, change)) {
            pane.add(Measure.ATTEMPTED_CONNECTIONS, 1);
            pane.sets.weigh(Tally.OPENINGS, peerHigh, peerLow, 1);
        }
        // Its ends are to be noted, in this pane too.
        connection.mark(NOT_MARKED);
    }

    /** Returns whether it is opened by a handshake that had not ended before this change. */
    private static boolean isAttempt(Connection connection, ConnectionChange change) {
        if (!connection.synSeen()) {
            return false;
        }
        if (connection.established()) {
            return change.has(ConnectionChange.ESTABLISHED);
        }
        return !connection.closed() || change.has(ConnectionChange.CLOSED) && !connection.answered();
    }

    @Override
    public void onArp(PacketView packet, boolean unsolicited) {
        long start = paneStart(packet.timestampNanos());
        ArpAccumulator.Facts facts = arp.observe(packet, unsolicited, windows.window(start).bindings);
        KeyState source = null;
        if (facts.claim()) {
            source = sources.admit(packet.sourceHigh(), packet.sourceLow(), null);
            if (source != null) {
                arp.add(windows.pane(source, start), KeyKind.SOURCE, packet, facts);
            }
        }
        KeyState target = targets.admit(packet.destinationHigh(), packet.destinationLow(), source);
        if (target != null) {
            arp.add(windows.pane(target, start), KeyKind.TARGET, packet, facts);
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
                    windows.pane(source, start),
                    connection,
                    change,
                    connection.responderHigh(),
                    connection.responderLow());
        }
        KeyState target = (KeyState) connection.targetRow();
        if (target != null) {
            ChangeAccumulator.add(
                    windows.pane(target, start),
                    connection,
                    change,
                    connection.initiatorHigh(),
                    connection.initiatorLow());
        }
    }

    @Override
    public void onRemoved(Connection connection) {
        release((KeyState) connection.sourceRow());
        release((KeyState) connection.targetRow());
    }

    private void release(@Nullable KeyState key) {
        if (key != null) {
            key.connections--;
            removeIfIdle(key);
        }
    }

    private void removeIfIdle(KeyState key) {
        if (key.isIdle()) {
            (key.kind == KeyKind.SOURCE ? sources : targets).remove(key);
        }
    }

    @Override
    public long nextCloseNanos() {
        return windows.nextCloseNanos();
    }

    @Override
    public void close(long endNanos, RowSink sink) {
        windows.close(endNanos, sink);
        closedThroughNanos = Math.max(closedThroughNanos, endNanos);
    }

    /** Closes the panes that end at {@code endNanos} without folding them: those of a shard. */
    void handOver(long endNanos, PaneFolder.PaneTaker taker) {
        windows.handOver(endNanos, taker);
        closedThroughNanos = Math.max(closedThroughNanos, endNanos);
    }

    /** Returns what ARP has told beyond windows. */
    ArpHistory arpHistory() {
        return arp.history();
    }

    @Override
    public AggregatorStats stats() {
        return new AggregatorStats(
                windows.opened(),
                windows.closed(),
                sources.size() + targets.size(),
                sources.overflowed() + targets.overflowed(),
                sources.withheld(),
                targets.withheld(),
                withoutRow,
                setBudget.saturatedSets(),
                windows.leftOutBindings(),
                windows.displacedDomains(),
                arp.history().forgotten());
    }
}
