package io.nta.spi;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.flow.ConnectionListener;
import io.nta.packet.PacketView;

/**
 * Turns packets that know their connection into rows of features.
 *
 * <p>A row stands for one key in one window of 5, 30 or 180 s, aligned to the epoch and half-open, in which something happened to the key: a packet, or a change in
 * one of its connections. An IP packet concerns the initiator of its connection as SOURCE and the responder as TARGET, an ARP packet its sender's and its
 * target's address. A row has a finite value for each feature of {@link io.nta.feature.FeatureCatalogue}, merged from shorter windows by the feature's
 * {@link io.nta.feature.Merge}, and is never altered. The same packets give the same rows.
 *
 * <p>Called by one thread. All times are event time, in nanoseconds since the epoch. A packet is never given whose pane has been closed: those are late, and
 * counted before. Views and changes are valid only during the call. Before a packet, everything is
 * closed that ends before the watermark, so that few panes are open at once. {@code io.nta.tck.WindowAggregatorTck} tests all of this.
 */
public interface WindowAggregator extends ConnectionListener {
    /** Takes an IP packet, perhaps of an earlier window than the one before it, its connection, and what it changed there. */
    void onPacket(PacketView packet, Connection connection, ConnectionChange change);

    /**
     * Takes an ARP packet.
     *
     * @param unsolicited whether it is a reply that nobody asked for
     */
    void onArp(PacketView packet, boolean unsolicited);

    /**
     * Takes what time alone changed. It may have fallen due in a window that has closed: then it belongs to the first that has not.
     */
    @Override
    void onChange(Connection connection, ConnectionChange change);

    /** Returns the end of the window that will close next, or {@link Long#MAX_VALUE} when none is open. */
    long nextCloseNanos();

    /**
     * Closes every window that ends at or before {@code endNanos} and gives its rows to {@code sink}: earlier ends first, and of one end the shorter before the
     * longer. At the same or an earlier time as before there is nothing left to give. Time without packets is skipped, not stepped through.
     */
    void close(long endNanos, RowSink sink);

    /** Returns the counts so far; a key is forgotten with its last connection and window. */
    AggregatorStats stats();
}
