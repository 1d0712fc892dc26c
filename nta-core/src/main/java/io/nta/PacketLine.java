package io.nta;

import io.nta.flow.ArpExchange;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionTable;
import io.nta.packet.IpProtocol;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSink;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import io.nta.window.AggregatorConfig;
import io.nta.window.JumpGuard;
import io.nta.window.Watermark;
import io.nta.window.WindowSize;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The straight line of one shard: a frame is decoded, placed in time, attributed to its connection and counted in its windows; as the watermark passes, windows
 * close. One thread.
 */
final class PacketLine implements PacketSink {
    /** Longer than all that is ever added to a time or taken from it. Times nearer to the ends of what a {@code long} can say can't be computed with. */
    private static final long TIME_MARGIN_NANOS = 2 * 86_400 * 1_000_000_000L;

    /** A frame that waits for its time to be confirmed. */
    private record Held(long timestampNanos, LinkType linkType, byte[] frame, int wireLength, int interfaceId) {}

    private final PacketDecoder decoder = new PacketDecoder();
    /** Decodes held frames again; what is wrong with them has been counted. */
    private final PacketDecoder heldDecoder = new PacketDecoder();

    private final PacketView view = new PacketView();
    private final JumpGuard guard = new JumpGuard();
    private final Watermark watermark;
    private final int sourceNumber;
    private final ConnectionTable connections;
    private final ArpExchange arp;
    private final WindowAggregator aggregator;
    private final RowSink rows;
    private @Nullable Held held;
    private long closedThroughNanos = Long.MIN_VALUE;

    private long bytes;
    private long decoded;
    private long undecoded;
    private long folded;
    private long late;
    private long setAside;
    private long tcp;
    private long udp;
    private long icmp;
    private long icmpv6;
    private long arpPackets;
    private long other;

    PacketLine(AnalyzerConfig config, WindowAggregator aggregator, long secret, RowSink rows) {
        AggregatorConfig windows = config.windows();
        this.watermark = new Watermark(windows);
        this.sourceNumber = watermark.addSource();
        this.connections = new ConnectionTable(config.flow(), WindowSize.PANE_NANOS, secret, aggregator);
        this.arp = new ArpExchange(config.flow());
        this.aggregator = aggregator;
        this.rows = rows;
    }

    @Override
    public void onFrame(
            long timestampNanos,
            LinkType linkType,
            byte[] buffer,
            int offset,
            int capturedLength,
            int wireLength,
            int interfaceId) {
        bytes += wireLength;
        if (!decoder.decode(timestampNanos, linkType, buffer, offset, capturedLength, wireLength, interfaceId, view)) {
            undecoded++;
            return;
        }
        decoded++;
        countProtocol();
        if (timestampNanos < Long.MIN_VALUE + TIME_MARGIN_NANOS
                || timestampNanos > Long.MAX_VALUE - TIME_MARGIN_NANOS) {
            setAside++;
            return;
        }
        switch (guard.decide(timestampNanos)) {
            case TAKE -> place();
            case HOLD -> hold(linkType, buffer, offset, capturedLength);
            case TAKE_BOTH -> {
                placeHeld();
                decodeAgain(timestampNanos, linkType, buffer, offset, capturedLength, wireLength, interfaceId);
                place();
            }
            case DROP_HELD -> {
                dropHeld();
                place();
            }
            case REPLACE_HELD -> {
                dropHeld();
                hold(linkType, buffer, offset, capturedLength);
            }
        }
    }

    private void countProtocol() {
        if (view.isArp()) {
            arpPackets++;
            return;
        }
        switch (view.ipProtocol()) {
            case IpProtocol.TCP -> tcp++;
            case IpProtocol.UDP -> udp++;
            case IpProtocol.ICMP -> icmp++;
            case IpProtocol.ICMPV6 -> icmpv6++;
            default -> other++;
        }
    }

    private void hold(LinkType linkType, byte[] buffer, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
        held = new Held(view.timestampNanos(), linkType, copy, view.wireLength(), view.interfaceId());
    }

    private void placeHeld() {
        Held frame = held;
        held = null;
        if (frame != null) {
            decodeAgain(
                    frame.timestampNanos,
                    frame.linkType,
                    frame.frame,
                    0,
                    frame.frame.length,
                    frame.wireLength,
                    frame.interfaceId);
            place();
        }
    }

    private void decodeAgain(
            long time, LinkType linkType, byte[] buffer, int offset, int captured, int wire, int interfaceId) {
        heldDecoder.decode(time, linkType, buffer, offset, captured, wire, interfaceId, view);
    }

    private void dropHeld() {
        if (held != null) {
            setAside++;
            held = null;
        }
    }

    /** Puts the decoded packet where it belongs in time. */
    private void place() {
        long now = view.timestampNanos();
        closeThrough(watermark.observe(sourceNumber, now));
        if (WindowSize.FIVE_SECONDS.startOf(now) < closedThroughNanos) {
            late++;
            return;
        }
        folded++;
        if (view.isArp()) {
            aggregator.onArp(view, arp.isUnsolicitedReply(view));
        } else {
            Connection connection = connections.track(view);
            aggregator.onPacket(view, connection, connections.change());
        }
    }

    /** Closes the panes that end at or before the watermark, each after what time alone changed in it. */
    private void closeThrough(long watermarkNanos) {
        long through =
                watermarkNanos == Watermark.NONE ? Watermark.NONE : WindowSize.FIVE_SECONDS.startOf(watermarkNanos);
        if (through <= closedThroughNanos) {
            return;
        }
        closedThroughNanos = through;
        advance(through);
    }

    private void advance(long through) {
        while (true) {
            long due = connections.nextDuePaneStart();
            long next =
                    Math.min(aggregator.nextCloseNanos(), due == Long.MAX_VALUE ? due : due + WindowSize.PANE_NANOS);
            if (next > through) {
                return;
            }
            connections.advanceTo(next);
            aggregator.close(next, rows);
        }
    }

    /** The input has ended: closes everything that is open. Time that no packet has seen closes no connection and stalls no request. */
    void finish() {
        dropHeld();
        long seenNanos = WindowSize.FIVE_SECONDS.startOf(watermark.highest(sourceNumber));
        for (long next = aggregator.nextCloseNanos(); next != Long.MAX_VALUE; next = aggregator.nextCloseNanos()) {
            connections.advanceTo(Math.min(next, seenNanos));
            aggregator.close(next, rows);
            closedThroughNanos = Math.max(closedThroughNanos, next);
        }
    }

    /** Returns the end of the last pane that has closed, in nanoseconds since the epoch. */
    long closedThroughNanos() {
        return closedThroughNanos;
    }

    PacketDecoder decoder() {
        return decoder;
    }

    ConnectionTable connections() {
        return connections;
    }

    long bytes() {
        return bytes;
    }

    long decoded() {
        return decoded;
    }

    long undecoded() {
        return undecoded;
    }

    long folded() {
        return folded;
    }

    long late() {
        return late;
    }

    long setAside() {
        return setAside;
    }

    AnalyzerStats.ProtocolCounts protocols() {
        return new AnalyzerStats.ProtocolCounts(tcp, udp, icmp, icmpv6, arpPackets, other);
    }
}
