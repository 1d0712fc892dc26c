package io.nta;

import io.nta.packet.LinkType;
import io.nta.packet.PacketView;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait until all of their time have come, to be folded in the order of their times; those of one time in the order in which they came. What tells connections apart, such as who sent
 * the first packet, depends on it. Bounded in packets and in bytes: beyond either, the earliest go on before their time, and are counted. One thread.
 */
final class TimeOrder {
    /** Packets that wait at most by default; about 300 MB of typical frames with what is known of them. */
    static final int MAX_WAITING = 1 << 20;

    /** Bytes of frames that wait at most by default: one agent may send frames of 256 KiB, as many as it likes. */
    static final long MAX_BYTES = 256L << 20;

    private static final Comparator<Waiting> ORDER =
            Comparator.comparingLong(Waiting::timestampNanos).thenComparingLong(Waiting::number);

    /**
     * A packet that waits.
     *
     * @param number in the order of coming
     */
    record Waiting(
            long timestampNanos, long number, LinkType linkType, byte[] frame, int wireLength, int interfaceId) {}

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(ORDER);
    private final int maxWaiting;
    private final long maxBytes;
    private long number;
    private long bytes;
    private long early;

    /** Creates an order in which at most {@code maxWaiting} packets with {@code maxBytes} captured bytes wait; of more the earliest goes on before its time. */
    TimeOrder(int maxWaiting, long maxBytes) {
        this.maxWaiting = maxWaiting;
        this.maxBytes = maxBytes;
    }

    /** Adds a copy of a packet as it was decoded. */
    void add(PacketView packet, LinkType linkType) {
        byte[] frame = packet.frameBytes();
        bytes += frame.length;
        waiting.add(new Waiting(
                packet.timestampNanos(), number++, linkType, frame, packet.wireLength(), packet.interfaceId()));
    }

    /** Returns and removes the next packet of before {@code endNanos}, or the earliest of too many; {@code null} when there is none. */
    @Nullable
    Waiting next(long endNanos) {
        Waiting first = waiting.peek();
        if (first == null) {
            return null;
        }
        boolean due = first.timestampNanos < endNanos;
        if (!due && waiting.size() <= maxWaiting && bytes <= maxBytes) {
            return null;
        }
        early += due ? 0 : 1;
        bytes -= first.frame.length;
        return waiting.poll();
    }

    /** Returns how many packets went on before their time because too many waited. */
    long early() {
        return early;
    }
}
