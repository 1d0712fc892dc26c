package io.nta.flow;

import io.nta.packet.PacketView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells ARP replies that answer a request from those that nobody asked for. Bounded: beyond the limit the oldest request is forgotten and counted. Not thread-safe.
 */
public final class ArpExchange {
    /** The most requests kept open. */
    public static final int MAX_OPEN_REQUESTS = 1 << 14;

    private static final int REQUEST = 1;

    private record Asked(long askerHigh, long askerLow, long askedHigh, long askedLow) {}

    private final long timeoutNanos;
    private long forgotten;
    private final Map<Asked, Long> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Long> eldest) {
            boolean full = size() > MAX_OPEN_REQUESTS;
            forgotten += full ? 1 : 0;
            return full;
        }
    };

    /** Creates it with the time for which a request stays open. */
    public ArpExchange(FlowConfig config) {
        timeoutNanos = config.arpRequestTimeout().toNanos();
    }

    /** Notes a request; returns whether {@code packet} is a reply that answers no open request of its receiver. */
    public boolean isUnsolicitedReply(PacketView packet) {
        if (packet.arpOperation() == REQUEST) {
            Asked asked = new Asked(
                    packet.sourceHigh(), packet.sourceLow(), packet.destinationHigh(), packet.destinationLow());
            open.remove(asked);
            open.put(asked, packet.timestampNanos());
            return false;
        }
        Asked answered =
                new Asked(packet.destinationHigh(), packet.destinationLow(), packet.sourceHigh(), packet.sourceLow());
        Long askedAt = open.get(answered);
        return askedAt == null || packet.timestampNanos() - askedAt > timeoutNanos;
    }

    /** Returns how many open requests were forgotten because there were too many. */
    public long forgotten() {
        return forgotten;
    }
}
