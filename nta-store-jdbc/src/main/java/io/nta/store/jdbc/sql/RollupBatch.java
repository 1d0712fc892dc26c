package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.store.jdbc.read.Dimension;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What packets that are written together add to the roll-ups. */
final class RollupBatch {
    /** The lengths of roll-ups in seconds, the shortest first; each is a multiple of the one before. */
    static final int MINUTE = 60;

    static final int HOUR = 3_600;
    /** The most characters of a value, as many as a DNS name has; an index entry can't be much longer. */
    static final int MAX_VALUE = 255;

    private static final long NANOS = 1_000_000_000L;

    /** The sums of one stretch of time. */
    static final class Bucket {
        final long[] sums = new long[TrafficSum.size()];
        /** Packets and bytes of each value, which is an address, a number or a name: its text is made once, at the end. */
        final Map<Dimension, Map<Object, long[]>> values = new EnumMap<>(Dimension.class);

        /** Returns the packets and bytes of a value, to be added to. */
        long[] counts(Dimension dimension, Object value) {
            return values.computeIfAbsent(dimension, key -> new HashMap<>()).computeIfAbsent(value, key -> new long[2]);
        }

        private void add(Bucket other) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other.sums[i];
            }
            other.values.forEach((dimension, theirs) ->
                    theirs.forEach((value, counts) -> addTo(counts(dimension, value), counts[0], counts[1])));
        }

        private static void addTo(long[] counts, long packets, long bytes) {
            counts[0] += packets;
            counts[1] += bytes;
        }
    }

    private final Map<Long, Bucket> minutes = new HashMap<>();
    private final StoredText texts;
    private @Nullable Bucket current;
    private long currentStart;

    RollupBatch(StoredText texts) {
        this.texts = texts;
    }

    /** Adds a packet between two hosts. */
    void add(PacketRecord packet, BatchHosts.Host source, BatchHosts.Host destination) {
        long start = Math.floorDiv(packet.timestampNanos(), MINUTE * NANOS) * MINUTE;
        Bucket bucket = current;
        if (bucket == null || start != currentStart) {
            bucket = minutes.computeIfAbsent(start, key -> new Bucket());
            current = bucket;
            currentStart = start;
        }
        TrafficSum.add(packet, bucket.sums);
        int bytes = packet.length();
        Bucket.addTo(source.sent(bucket), 1, bytes);
        Bucket.addTo(destination.received(bucket), 1, bytes);
        PacketRecord.Ports ports = packet.ports();
        if (ports != null) {
            Bucket.addTo(bucket.counts(Dimension.PORT, Math.min(ports.source(), ports.destination())), 1, bytes);
        }
        PacketRecord.Dns dns = packet.dns();
        if (dns != null && !dns.response()) {
            String name = texts.fitted(dns.name());
            if (name != null) {
                String value = name.substring(0, Math.min(name.length(), MAX_VALUE));
                Bucket.addTo(bucket.counts(Dimension.DNS_NAME, value), 1, bytes);
            }
            Bucket.addTo(bucket.counts(Dimension.DNS_TYPE, dns.type()), 1, bytes);
        }
    }

    /** Returns the sums by the start of their minute, in seconds since the epoch. */
    Map<Long, Bucket> minutes() {
        return minutes;
    }

    /** Returns the sums by the start of their hour. */
    Map<Long, Bucket> hours() {
        Map<Long, Bucket> hours = new HashMap<>();
        minutes.forEach((start, bucket) -> hours.computeIfAbsent(Math.floorDiv(start, HOUR) * HOUR, key -> new Bucket())
                .add(bucket));
        return hours;
    }
}
