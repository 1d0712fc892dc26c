package io.nta.spi;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where packets come from: a capture file, a live interface, an upload.
 *
 * <p>A source is polled by one thread. It hands each packet to the {@link PacketSink} in the order in which it was captured, and says in its {@link #stats()}
 * what it could not hand over.
 *
 * <p>There are two kinds. A recorded source, such as a file, has only the packets' own time. A live one also tells the sink in each poll what time it is, see
 * {@link PacketSink#onTime}, whether packets came or not; without that, windows close only when later packets come.
 *
 * <p>One thread polls and closes; the other methods may be called from any thread, also after {@link #close()}. Sources share nothing. A source whose packets
 * come on threads of its own keeps them, bounded, until they are polled for, and counts as dropped what didn't fit. {@code io.nta.tck.PacketSourceTck} tests all
 * of this.
 */
public interface PacketSource extends Closeable {
    /** What {@link #poll} returns when no packet will ever follow. */
    int END = -1;

    /** Returns what the source reads, for messages: a file name, an interface. One line, the same at each call. */
    String description();

    /**
     * Hands over up to {@code limit} packets, on the calling thread. The bytes of each stay as they are until the sink returns; then the buffer may be used again.
     * What the sink throws passes through.
     *
     * @param sink takes each packet before this method returns
     * @param limit the most packets to hand over; at least 1
     * @return how many were handed over; 0 when there is none just now, after waiting a second at most for one; {@link #END} at the
     *     end, and again at each call after it
     * @throws IOException when the source can't go on, and again at each call after it, or is closed; the packets handed over before stay valid. The message
     *     says where and why
     * @throws IllegalArgumentException when {@code limit} is below 1
     */
    int poll(PacketSink sink, int limit) throws IOException;

    /** Returns the counts so far, which add up after each {@link #poll}. They stay after {@link #close()}. */
    SourceStats stats();

    /** Releases what the source holds. Closing twice does nothing. */
    @Override
    void close() throws IOException;
}
