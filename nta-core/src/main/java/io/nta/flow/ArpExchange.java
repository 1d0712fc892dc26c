package io.nta.flow;

import io.nta.packet.PacketView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells ARP replies that answer a request from those that nobody asked for. Bounded: beyond the limit the request that was asked or answered longest ago is forgotten
 * and counted. Allocates only for a pair of hosts that it doesn't know. Not thread-safe.
 */
public final class ArpExchange {
    private static final int REQUEST = 1;

    /** Who asked for whom, and when last. Hashed with a secret: whoever floods with requests must not choose ones that collide. */
    private static final class Asked {
        private long asker;
        private long asked;
        private int hash;
        private long atNanos;

        /** Only for one that is in no map. */
        Asked set(long newAsker, long newAsked, int newHash) {
            asker = newAsker;
            asked = newAsked;
            hash = newHash;
            return this;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Asked that && asker == that.asker && asked == that.asked;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final FlowHash flowHash;
    private final int maxOpen;
    private final long timeoutNanos;
    private long forgotten;
    /** By which the others are found. */
    private final Asked sought = new Asked();

    private final Map<Asked, Asked> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Asked> eldest) {
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
            note(packet.sourceLow(), packet.destinationLow(), packet.timestampNanos());
            return false;
        }
        Asked request = find(packet.destinationLow(), packet.sourceLow());
        return request == null || packet.timestampNanos() - request.atNanos > timeoutNanos;
    }

    private void note(long asker, long asked, long nanos) {
        Asked request = find(asker, asked);
        if (request == null) {
            request = new Asked().set(asker, asked, sought.hash);
            open.put(request, request);
        }
        request.atNanos = nanos;
    }

    /** ARP is for IPv4, whose addresses fit the low half. */
    private @Nullable Asked find(long asker, long asked) {
        return open.get(sought.set(asker, asked, flowHash.hash(0, asker, 0, 0, asked, 0, REQUEST)));
    }

    /** Returns how many open requests were forgotten because there were too many. */
    public long forgotten() {
        return forgotten;
    }
}
