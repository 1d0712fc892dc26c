package io.nta.flow;

import io.nta.packet.PacketView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells ARP replies that answer a request from those that nobody asked for. Bounded: beyond the limit the oldest request is forgotten and counted. Not thread-safe.
 */
public final class ArpExchange {
    private static final int REQUEST = 1;

    /** Hashed with a secret: whoever floods with requests must not choose ones that collide. */
    private record Asked(long asker, long asked, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final FlowHash flowHash;
    private final int maxOpen;
    private final long timeoutNanos;
    private long forgotten;
    private final Map<Asked, Long> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Long> eldest) {
            boolean full = size() > maxOpen;
            forgotten += full ? 1 : 0;
            return full;
        }
    };

    /**
     * Creates it.
     *
     * @param config says how many requests stay open, and how long
     * @param secret keys the hash; random for each process
     */
    public ArpExchange(FlowConfig config, long secret) {
        flowHash = new FlowHash(secret);
        maxOpen = config.maxArpRequests();
        timeoutNanos = config.arpRequestTimeout().toNanos();
    }

    /** Notes a request; returns whether {@code packet} is a reply that answers no open request of its receiver. */
    public boolean isUnsolicitedReply(PacketView packet) {
        if (packet.arpOperation() == REQUEST) {
            Asked asked = asked(packet.sourceLow(), packet.destinationLow());
            open.remove(asked);
            open.put(asked, packet.timestampNanos());
            return false;
        }
        Long askedAt = open.get(asked(packet.destinationLow(), packet.sourceLow()));
        return askedAt == null || packet.timestampNanos() - askedAt > timeoutNanos;
    }

    /** ARP is for IPv4, whose addresses fit the low half. */
    private Asked asked(long asker, long asked) {
        return new Asked(asker, asked, flowHash.hash(0, asker, 0, 0, asked, 0, REQUEST));
    }

    /** Returns how many open requests were forgotten because there were too many. */
    public long forgotten() {
        return forgotten;
    }
}
