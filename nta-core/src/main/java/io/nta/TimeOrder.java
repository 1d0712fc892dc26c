package io.nta;

import io.nta.packet.LinkType;
import io.nta.packet.PacketView;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait until all of their time have come, to be folded in the order of their times; those of one time in the order in which they came. What tells connections apart, such as who sent
 * the first packet, depends on it. Bounded; one thread.
 */
final class TimeOrder {
    /** Packets that wait at most by default; about 300 MB of typical frames. */
    static final int MAX_WAITING = 1 << 20;

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
    private long number;

    /** Creates an order in which at most {@code maxWaiting} packets wait; of more the first goes on before its time. */
    TimeOrder(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /** Adds a copy of a packet as it was decoded. */
    void add(PacketView packet, LinkType linkType) {
        byte[] frame = packet.frameBytes();
        waiting.add(new Waiting(
                packet.timestampNanos(), number++, linkType, frame, packet.wireLength(), packet.interfaceId()));
    }

    /** Returns and removes the next packet of before {@code endNanos}, or the first of too many; {@code null} when there is none. */
    @Nullable
    Waiting next(long endNanos) {
        Waiting first = waiting.peek();
        boolean due = first != null && (first.timestampNanos < endNanos || waiting.size() > maxWaiting);
        return due ? waiting.poll() : null;
    }
}
