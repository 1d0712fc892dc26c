package io.nta;

import io.nta.flow.ArpExchange;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionTable;
import io.nta.packet.FragmentStats;
import io.nta.packet.FragmentTable;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.WindowAggregator;
import io.nta.window.AggregatorConfig;
import io.nta.window.Watermark;
import io.nta.window.WindowSize;
import org.jspecify.annotations.Nullable;

/**
 * The straight line of one shard, behind the lanes of its sources: a packet is placed in time, attributed to its connection and counted in its windows; as the
 * watermark passes, windows close. One thread.
 */
final class PacketLine {
    private final PacketDecoder decoder;
    private final FragmentTable fragments;
    private final ProtocolTally protocols = new ProtocolTally();
    private final long maxSourceLagNanos;
    private final long latenessNanos;
    private final Watermark watermark;
    private final ConnectionTable connections;
    private final ArpExchange arp;
    private final WindowAggregator aggregator;
    private final HandOver rows;
    private final @Nullable TimeOrder order;
    /** Decodes what has waited again; what is wrong with it has been counted. */
    private final PacketDecoder waitingDecoder;

    private final PacketView waitingView = new PacketView();
    private int sources;
    private long closedThroughNanos = Long.MIN_VALUE;
    /** The highest time that packets or passing time have come to. */
    private long seenNanos = Long.MIN_VALUE;

    private long folded;
    private long late;

    PacketLine(AnalyzerConfig config, WindowAggregator aggregator, long secret, HandOver rows) {
        AggregatorConfig windows = config.windows();
        this.maxSourceLagNanos = windows.maxSourceLag().toNanos();
        this.latenessNanos = windows.lateness().toNanos();
        this.decoder = new PacketDecoder(config.decoding());
        this.watermark = new Watermark(windows);
        this.fragments = new FragmentTable(config.flow().fragments(), secret, decoder.anomalies());
        this.connections = new ConnectionTable(config.flow(), WindowSize.PANE_NANOS, secret, aggregator);
        this.arp = new ArpExchange(config.flow(), secret);
        this.aggregator = aggregator;
        this.rows = rows;
        this.order = config.timeline().ordered() ? new TimeOrder(TimeOrder.MAX_WAITING) : null;
        this.waitingDecoder = new PacketDecoder(config.decoding());
    }

    /** Adds a source and returns its number. */
    int addSource() {
        sources++;
        return watermark.addSource();
    }

    /** A packet of that time waits for its time to be confirmed: its source, if it has none before it, holds windows open for it. */
    void expect(int source, long timestampNanos) {
        watermark.expect(source, timestampNanos);
    }

    /** Puts a packet whose time is believed where it belongs. */
    void place(int source, PacketView packet, LinkType linkType) {
        long now = packet.timestampNanos();
        closeThrough(watermark.observe(source, now));
        // Panes are closed whole, so that what lies in a closed one lies before its end.
        if (now < closedThroughNanos) {
            late++;
            return;
        }
        if (order == null) {
            fold(packet);
        } else {
            order.add(packet, linkType);
            // Folds only if too many wait.
            foldBefore(Long.MIN_VALUE);
        }
    }

    /** Folds what waits and came before {@code endNanos}, in the order of its times. */
    private void foldBefore(long endNanos) {
        if (order == null) {
            return;
        }
        for (TimeOrder.Waiting next = order.next(endNanos); next != null; next = order.next(endNanos)) {
            waitingDecoder.decode(
                    next.timestampNanos(),
                    next.linkType(),
                    next.frame(),
                    0,
                    next.frame().length,
                    next.wireLength(),
                    next.interfaceId(),
                    waitingView);
            fold(waitingView);
        }
    }

    private void fold(PacketView packet) {
        folded++;
        if (packet.fragment()) {
            fragments.complete(packet);
        }
        if (packet.isArp()) {
            aggregator.onArp(packet, arp.isUnsolicitedReply(packet));
        } else {
            Connection connection = connections.track(packet);
            aggregator.onPacket(packet, connection, connections.change());
        }
    }

    /** Closes the panes that end at or before the watermark, each after what time alone changed in it. */
    private void closeThrough(long watermarkNanos) {
        // Asked for each packet: whether a further pane has ended, without a division.
        if (watermarkNanos != Watermark.NONE && watermarkNanos >= closedThroughNanos + WindowSize.PANE_NANOS) {
            long through = WindowSize.FIVE_SECONDS.startOf(watermarkNanos);
            foldBefore(through);
            advance(through);
            closedThroughNanos = through;
            rows.flush();
        }
    }

    /**
     * Lets time pass without a packet, as if another source had come to {@code timeNanos} and all of this line's lagged behind it. Closes what is open, and only
     * that: a wrong time makes no packet late but those of windows that it closed.
     */
    void timePassed(long timeNanos) {
        long through = WindowSize.FIVE_SECONDS.startOf(timeNanos - maxSourceLagNanos - latenessNanos);
        seenNanos = Math.max(seenNanos, timeNanos);
        if (through > closedThroughNanos) {
            foldBefore(through);
            closedThroughNanos = Math.max(closedThroughNanos, advance(through));
            rows.timePassed(through);
        }
    }

    /** Closes every window that ends at or before {@code through}, from one that something happens in to the next. Returns the end of the last of them. */
    private long advance(long through) {
        long last = Long.MIN_VALUE;
        while (true) {
            long due = connections.nextDuePaneStart();
            long next =
                    Math.min(aggregator.nextCloseNanos(), due == Long.MAX_VALUE ? due : due + WindowSize.PANE_NANOS);
            if (next > through) {
                return last;
            }
            connections.advanceTo(next);
            aggregator.close(next, rows);
            last = next;
        }
    }

    /** A source has no more packets: the others no longer wait for it. */
    void sourceEnded(int source) {
        seenNanos = Math.max(seenNanos, watermark.highest(source));
        closeThrough(watermark.retire(source));
    }

    /** The input has ended: closes everything that is open. Time that no packet has seen closes no connection and stalls no request. */
    void finish() {
        foldBefore(Long.MAX_VALUE);
        for (long next = aggregator.nextCloseNanos(); next != Long.MAX_VALUE; next = aggregator.nextCloseNanos()) {
            connections.advanceTo(Math.min(next, WindowSize.FIVE_SECONDS.startOf(seenNanos)));
            aggregator.close(next, rows);
            closedThroughNanos = Math.max(closedThroughNanos, next);
        }
    }

    /** Returns how many sources share this line. */
    int sources() {
        return sources;
    }

    /** Returns how far one source may lag behind another before its packets are late. */
    long maxSourceLagNanos() {
        return maxSourceLagNanos;
    }

    /** Returns the highest packet time of a source, or {@link Watermark#NONE}. */
    long highestNanos(int source) {
        return watermark.highest(source);
    }

    /** Returns the decoder that all lanes use. */
    PacketDecoder decoder() {
        return decoder;
    }

    ProtocolTally protocols() {
        return protocols;
    }

    FragmentStats fragments() {
        return fragments.stats();
    }

    ConnectionTable connections() {
        return connections;
    }

    ArpExchange arp() {
        return arp;
    }

    long folded() {
        return folded;
    }

    long late() {
        return late;
    }
}
