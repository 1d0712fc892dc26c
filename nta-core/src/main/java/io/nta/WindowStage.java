package io.nta;

import io.nta.packet.LinkType;
import io.nta.packet.PacketView;

/**
 * What happens to packets that have been placed in time, and to the time that passes: connections, windows, rows. Either {@link OneShard}, where all of it happens at
 * once, or {@link SeveralShards}, to whose threads it is handed over.
 */
interface WindowStage extends AutoCloseable {
    /** Counts the packet in the windows of its keys. */
    void fold(PacketView packet, LinkType linkType);

    /** Closes every window that ends at or before {@code throughNanos}, from one that something happens in to the next, and hands over their rows. */
    void advance(long throughNanos);

    /** Likewise, while nothing comes, and tells detection what time it is. Returns the end of the last window closed; {@link Long#MIN_VALUE} for none. */
    long timePassed(long throughNanos);

    /** Closes every window that is open, at the end of the input: time behind {@code seenNanos} closes no connection and stalls no request. */
    void finish(long seenNanos);

    /** Returns the counts: exact after {@link #finish}, before as of the last window that was closed. */
    StageStats stats();

    /** Stops without finishing. */
    @Override
    void close();
}
