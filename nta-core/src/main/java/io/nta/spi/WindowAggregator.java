package io.nta.spi;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.flow.ConnectionListener;
import io.nta.packet.PacketView;

/**
 * Turns packets that know their connection into rows of features.
 *
 * <p>Called by one thread. All times are event time, in nanoseconds since the epoch. A packet is never given whose pane has been closed: those are late, and
 * counted before. Views and changes are valid only during the call.
 */
public interface WindowAggregator extends ConnectionListener {
    /** Takes an IP packet, its connection, and what it changed there. */
    void onPacket(PacketView packet, Connection connection, ConnectionChange change);

    /**
     * Takes an ARP packet.
     *
     * @param unsolicited whether it is a reply that nobody asked for
     */
    void onArp(PacketView packet, boolean unsolicited);

    /** Returns the end of the window that will close next, or {@link Long#MAX_VALUE} when none is open. */
    long nextCloseNanos();

    /** Closes every window that ends at or before {@code endNanos}, the shorter before the longer, and gives its rows to {@code sink}. */
    void close(long endNanos, RowSink sink);

    /** Returns the counts so far. */
    AggregatorStats stats();
}
