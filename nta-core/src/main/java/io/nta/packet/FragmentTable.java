package io.nta.packet;

import io.nta.packet.FragmentedDatagram.Relation;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Tells fragments of IPv4 and IPv6 whose they are, and puts together the start of datagrams whose header was cut over several.
 *
 * <p>Each datagram's header is told once: by its first fragment if that holds the first {@link FragmentConfig#prefixBytes}, else by the fragment with which
 * these are all at hand. Every other fragment that comes later gets the ports, or the ICMP type, and nothing else; one that comes earlier has neither, so that it
 * counts for its address pair. Where fragments overlap, the bytes that came first are read. No fragment is held back, none is lost.
 *
 * <p>Bounded by {@link FragmentConfig}; what limits cost is counted. The table is keyed by a secret. It allocates only until it has grown. Not thread-safe; all
 * fragments of a datagram have its address pair, so that a table per shard does what one for all does.
 */
public final class FragmentTable {
    private static final int MAX_DATAGRAM = 65_535;
    private static final int BLOCK = 8;

    private final FragmentConfig config;
    private final AnomalyCounts anomalies;
    private final TransportDecoder transport;
    private final Ipv6Extensions extensions = new Ipv6Extensions();
    private final long timeoutNanos;
    private final long secret;
    private final long spread;

    private final @Nullable FragmentedDatagram[] buckets;
    private final ArrayDeque<byte[]> spareBuffers = new ArrayDeque<>();
    private int buffers;
    private @Nullable FragmentedDatagram oldest;
    private @Nullable FragmentedDatagram newest;
    private @Nullable FragmentedDatagram free;
    private int size;

    private long datagrams;
    private long reassembled;
    private long timedOut;
    private long evicted;
    private long overlapping;
    private long duplicates;
    private long uncompared;
    private long early;

    /**
     * Creates an empty table.
     *
     * @param config the limits
     * @param secret keys the hash; random for each process
     * @param anomalies is told what is wrong: that of the decoder whose packets come
     */
    public FragmentTable(FragmentConfig config, long secret, AnomalyCounts anomalies) {
        this.config = config;
        this.anomalies = anomalies;
        // A fragment has only the start of what its datagram carries: tunnels are not followed into it.
        this.transport = new NetworkDecoder(anomalies, new DecoderConfig(0)).transport();
        this.timeoutNanos = config.timeout().toNanos();
        this.secret = mix(secret);
        // Odd, so that no two inputs give the same product.
        this.spread = mix(this.secret) | 1;
        this.buckets = new FragmentedDatagram[Integer.highestOneBit(config.maxDatagrams()) << 1];
    }

    /**
     * Takes a fragment, and completes what {@code view} says of it: see above. To be called once for each packet with {@link PacketView#fragment}, in the order of
     * arrival and before the view is read further; the view may then look at the table's memory, until the next call.
     */
    public void complete(PacketView view) {
        giveUpBefore(view.timestampNanos - 2 * timeoutNanos);
        int start = view.fragmentOffset;
        int length = view.fragmentWireEnd - view.fragmentStart;
        boolean odd = view.moreFragments && length % BLOCK != 0;
        if (length <= 0 || odd || start + length > MAX_DATAGRAM) {
            anomalies.count(DecodeAnomaly.FRAGMENT_BAD_LENGTH);
            return;
        }
        FragmentedDatagram datagram = findOrAdd(view);
        Relation relation = datagram.place(start, start + length, !view.moreFragments, config.maxFragments());
        count(relation);
        boolean cut = view.fragmentCapturedEnd < view.fragmentWireEnd;
        if (start == 0 && (cut || length >= config.prefixBytes())) {
            // It has been read by itself. The latest such one tells: numbers are used again soon (RFC 4963).
            datagram.tell(view);
            release(datagram);
        } else {
            completeWithOthers(datagram, view, start, length);
        }
        if (datagram.isComplete()) {
            reassembled++;
            remove(datagram);
        }
    }

    private void count(Relation relation) {
        switch (relation) {
            case OVERLAP -> {
                overlapping++;
                anomalies.count(DecodeAnomaly.FRAGMENT_OVERLAP);
            }
            case DUPLICATE -> duplicates++;
            case UNCOMPARED -> uncompared++;
            case NEW -> {
                // As it should be.
            }
        }
    }

    private void completeWithOthers(FragmentedDatagram datagram, PacketView view, int start, int length) {
        if (!view.laterFragment) {
            view.forgetTransport();
        }
        if (datagram.told) {
            datagram.attribute(view);
            return;
        }
        if (start < config.prefixBytes()) {
            if (datagram.prefix == null) {
                datagram.prefix = buffer(datagram);
            }
            int captured = Math.max(0, view.fragmentCapturedEnd - view.fragmentStart);
            datagram.keep(view.buffer, view.fragmentStart, start, start + length, captured);
        }
        byte[] prefix = datagram.prefix;
        int readable = prefix == null ? -1 : datagram.readablePrefix(config.prefixBytes());
        if (prefix == null || readable < 0) {
            early++;
            return;
        }
        read(datagram, prefix, readable, view);
        datagram.tell(view);
        release(datagram);
    }

    /** Reads the header from the datagram's start. */
    private void read(FragmentedDatagram datagram, byte[] prefix, int readable, PacketView view) {
        int wireEnd = datagram.knownLength(readable);
        view.lookAt(prefix);
        view.moreFragments = wireEnd == readable && readable == config.prefixBytes();
        boolean walked = true;
        int offset = 0;
        if (view.network == PacketView.Network.IPV6) {
            walked = extensions.walk(prefix, view.fragmentProtocol, 0, readable);
            view.ipProtocol = extensions.protocol();
            offset = extensions.offset();
        }
        if (walked && offset <= wireEnd) {
            transport.decode(view, offset, readable, wireEnd);
        } else {
            view.payload(0, readable, wireEnd);
            anomalies.count(
                    extensions.tooMany()
                            ? DecodeAnomaly.IPV6_TOO_MANY_EXTENSIONS
                            : DecodeAnomaly.IPV6_EXTENSION_TRUNCATED);
        }
    }

    private FragmentedDatagram findOrAdd(PacketView view) {
        // RFC 791: the protocol is part of what names a datagram; RFC 8200: it isn't.
        int protocol = view.network == PacketView.Network.IPV4 ? view.fragmentProtocol : 0;
        int hash = hash(view, protocol);
        for (FragmentedDatagram at = buckets[hash & buckets.length - 1]; at != null; at = at.nextInBucket) {
            if (at.hash == hash && at.isOf(view, protocol)) {
                if (Math.abs(view.timestampNanos - at.startNanos) <= timeoutNanos) {
                    return at;
                }
                timedOut++;
                remove(at);
                break;
            }
        }
        if (size == config.maxDatagrams()) {
            evict(oldest);
        }
        return add(view, protocol, hash);
    }

    private FragmentedDatagram add(PacketView view, int protocol, int hash) {
        FragmentedDatagram added = free;
        if (added == null) {
            added = new FragmentedDatagram();
        } else {
            free = added.nextInBucket;
        }
        added.reset(view, protocol, hash);
        int bucket = hash & buckets.length - 1;
        added.nextInBucket = buckets[bucket];
        buckets[bucket] = added;
        added.older = newest;
        added.newer = null;
        if (newest == null) {
            oldest = added;
        } else {
            newest.newer = added;
        }
        newest = added;
        size++;
        datagrams++;
        return added;
    }

    private void remove(FragmentedDatagram datagram) {
        release(datagram);
        int bucket = datagram.hash & buckets.length - 1;
        FragmentedDatagram at = buckets[bucket];
        if (at == datagram) {
            buckets[bucket] = datagram.nextInBucket;
        } else {
            while (at != null && at.nextInBucket != datagram) {
                at = at.nextInBucket;
            }
            if (at != null) {
                at.nextInBucket = datagram.nextInBucket;
            }
        }
        FragmentedDatagram before = datagram.older;
        FragmentedDatagram after = datagram.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        datagram.older = null;
        datagram.newer = null;
        datagram.nextInBucket = free;
        free = datagram;
        size--;
    }

    private void evict(@Nullable FragmentedDatagram datagram) {
        if (datagram != null) {
            evicted++;
            remove(datagram);
        }
    }

    /** A look-up keeps the timeout exactly; this only frees memory, late enough that no packet out of order sees the difference. */
    private void giveUpBefore(long nanos) {
        while (oldest != null && oldest.startNanos < nanos) {
            timedOut++;
            remove(oldest);
        }
    }

    private byte[] buffer(FragmentedDatagram asking) {
        boolean mayGrow = (long) (buffers + 1) * config.prefixBytes() <= config.maxBufferedBytes();
        while (spareBuffers.isEmpty() && !mayGrow) {
            // One of the others holds a buffer, since the one that asks holds none.
            evict(oldest == asking ? asking.newer : oldest);
        }
        if (!spareBuffers.isEmpty()) {
            return spareBuffers.pop();
        }
        buffers++;
        return new byte[config.prefixBytes()];
    }

    private void release(FragmentedDatagram datagram) {
        if (datagram.prefix != null) {
            spareBuffers.push(datagram.prefix);
            datagram.prefix = null;
        }
    }

    private int hash(PacketView view, int protocol) {
        long mixed = mix(view.sourceLow ^ secret) + view.sourceHigh * spread;
        mixed = mix(mix(mixed) + view.destinationLow) + view.destinationHigh * spread;
        mixed = mix(mix(mixed) + ((long) protocol << 32 | view.fragmentId & 0xFFFF_FFFFL));
        return (int) (mixed ^ mixed >>> 32);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Returns how many datagrams share the fullest place of the table: 1 to 3 for ones that nobody has chosen. O(table). */
    int longestChain() {
        int longest = 0;
        for (FragmentedDatagram head : buckets) {
            int length = 0;
            for (FragmentedDatagram at = head; at != null; at = at.nextInBucket) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** Returns how many bytes the kept starts take, those for later use included. */
    int bufferedBytes() {
        return buffers * config.prefixBytes();
    }

    /** Returns the counts so far. */
    public FragmentStats stats() {
        return new FragmentStats(
                datagrams, reassembled, timedOut, evicted, size, overlapping, duplicates, uncompared, early);
    }
}
