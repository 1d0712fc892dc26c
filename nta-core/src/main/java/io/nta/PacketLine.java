package io.nta;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.window.Watermark;
import io.nta.window.WindowSize;
import org.jspecify.annotations.Nullable;

/**
 * The straight line behind the lanes of its sources: a packet is placed in time and goes on to its windows; as the watermark passes, windows close. One thread.
 */
final class PacketLine {
    private final PacketDecoder decoder;
    private final ProtocolTally protocols = new ProtocolTally();
    private final long maxSourceLagNanos;
    private final long latenessNanos;
    private final Watermark watermark;
    private final WindowStage windows;
    private final @Nullable TimeOrder order;
    /** Decodes what has waited again; what is wrong with it has been counted. */
    private final PacketDecoder waitingDecoder;

    private final PacketView waitingView = new PacketView();
    /** All that there have been, also those removed: what later ones may do doesn't depend on who has ended. */
    private int sources;

    private long closedThroughNanos = Long.MIN_VALUE;
    /** The highest time that packets or passing time have come to. */
    private long seenNanos = Long.MIN_VALUE;

    private long folded;
    private long late;

    /**
     * Creates the line.
     *
     * @param decoder the decoder that all lanes use
     * @param windows what it leads to
     */
    PacketLine(AnalyzerConfig config, PacketDecoder decoder, WindowStage windows) {
        this.maxSourceLagNanos = config.windows().maxSourceLag().toNanos();
        this.latenessNanos = config.windows().lateness().toNanos();
        this.decoder = decoder;
        this.watermark = new Watermark(config.windows());
        this.windows = windows;
        this.order = config.timeline().ordered() ? new TimeOrder(TimeOrder.MAX_WAITING, TimeOrder.MAX_BYTES) : null;
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
            fold(packet, linkType);
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
            fold(waitingView, next.linkType());
        }
    }

    private void fold(PacketView packet, LinkType linkType) {
        folded++;
        windows.fold(packet, linkType);
    }

    /** Closes the panes that end at or before the watermark, each after what time alone changed in it. */
    private void closeThrough(long watermarkNanos) {
        // Asked for each packet: whether a further pane has ended, without a division.
        if (watermarkNanos != Watermark.NONE && watermarkNanos >= closedThroughNanos + WindowSize.PANE_NANOS) {
            long through = WindowSize.FIVE_SECONDS.startOf(watermarkNanos);
            foldBefore(through);
            windows.advance(through);
            closedThroughNanos = through;
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
            closedThroughNanos = Math.max(closedThroughNanos, windows.timePassed(through));
        }
    }

    /** A source has no more packets: the others no longer wait for it. */
    void sourceEnded(int source) {
        seenNanos = Math.max(seenNanos, watermark.highest(source));
        closeThrough(watermark.retire(source));
    }

    /** Forgets a source that has ended, whose number may be given to another. */
    void removeSource(int source) {
        watermark.removeSource(source);
    }

    /** The input has ended: closes everything that is open. Time that no packet has seen closes no connection and stalls no request. */
    void finish() {
        foldBefore(Long.MAX_VALUE);
        windows.finish(seenNanos);
    }

    /** Returns how many sources have shared this line so far. */
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

    long folded() {
        return folded;
    }

    /** Returns how many packets were folded before all of earlier times may have come, because too many waited. */
    long foldedEarly() {
        return order == null ? 0 : order.early();
    }

    long late() {
        return late;
    }
}
