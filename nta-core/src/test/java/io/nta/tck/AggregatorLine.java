package io.nta.tck;

import static io.nta.tck.Contract.require;

import io.nta.feature.FeatureVector;
import io.nta.flow.ArpExchange;
import io.nta.flow.ConnectionTable;
import io.nta.flow.FlowConfig;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.WindowAggregator;
import io.nta.window.AggregatorConfig;
import io.nta.window.Watermark;
import io.nta.window.WindowSize;
import java.util.ArrayList;
import java.util.List;

/** Gives an aggregator what the library gives it, in the same order; and says when windows close, or lets the test say it. */
final class AggregatorLine {
    private static final long SECRET = 1;

    private final WindowAggregator aggregator;
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final ConnectionTable connections;
    private final ArpExchange arp = new ArpExchange(FlowConfig.defaults(), SECRET);
    private final Watermark watermark = new Watermark(AggregatorConfig.defaults());
    private final int source = watermark.addSource();
    private final List<FeatureVector> rows = new ArrayList<>();

    AggregatorLine(WindowAggregator aggregator) {
        this.aggregator = aggregator;
        connections = new ConnectionTable(FlowConfig.defaults(), WindowSize.PANE_NANOS, SECRET, aggregator);
    }

    /** Takes the packets; before each, windows that have passed close. */
    AggregatorLine feed(MadeTraffic traffic) {
        for (MadeTraffic.Frame frame : traffic.frames()) {
            long passed = watermark.observe(source, frame.timestampNanos());
            if (passed != Watermark.NONE) {
                advance(WindowSize.FIVE_SECONDS.startOf(passed));
            }
            give(frame);
        }
        return this;
    }

    private void give(MadeTraffic.Frame frame) {
        byte[] bytes = frame.bytes().clone();
        decoder.decode(frame.timestampNanos(), LinkType.ETHERNET, bytes, 0, bytes.length, bytes.length, 0, view);
        if (view.isArp()) {
            aggregator.onArp(view, arp.isUnsolicitedReply(view));
        } else {
            aggregator.onPacket(view, connections.track(view), connections.change());
        }
    }

    /** Lets time pass to {@code endNanos}, as if there had been packets of others. */
    AggregatorLine advance(long endNanos) {
        for (long last = Long.MIN_VALUE; ; ) {
            long due = connections.nextDuePaneStart();
            long next =
                    Math.min(aggregator.nextCloseNanos(), due == Long.MAX_VALUE ? due : due + WindowSize.PANE_NANOS);
            if (next > endNanos) {
                return this;
            }
            requireLater(next, last);
            last = next;
            connections.advanceTo(next);
            close(next);
        }
    }

    /** Lets time pass for the connections alone: what falls due is told to the aggregator after it has closed those windows. */
    void advanceConnections(long endNanos) {
        connections.advanceTo(endNanos);
    }

    /** Closes the windows that end at or before {@code endNanos}, and returns their rows. */
    List<FeatureVector> close(long endNanos) {
        int before = rows.size();
        aggregator.close(endNanos, rows::add);
        return List.copyOf(rows.subList(before, rows.size()));
    }

    /** Closes all that is open, without time for the connections, and returns every row so far. */
    List<FeatureVector> finish() {
        long last = Long.MIN_VALUE;
        for (long next = aggregator.nextCloseNanos(); next != Long.MAX_VALUE; next = aggregator.nextCloseNanos()) {
            requireLater(next, last);
            last = next;
            close(next);
        }
        return rows();
    }

    /** An aggregator whose next close stays where it is would be asked for ever. */
    private static void requireLater(long next, long last) {
        require(next > last, () -> "after close(" + last + ") the next close is " + next);
    }

    /** Returns the rows so far. */
    List<FeatureVector> rows() {
        return List.copyOf(rows);
    }
}
