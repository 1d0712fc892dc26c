package io.nta.store.jdbc;

import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.sql.SqlStoreReader;
import io.nta.wire.RecordFrames;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The packets of a store in the order in which they came: a recorded source. What is stored after it was opened isn't part of it, until it is {@link #extend extended}. */
public final class StoredPacketSource implements PacketSource {
    private static final int PAGE = 2_048;

    private final SqlStoreReader reader;
    private final String description;
    private final long fromNanos;
    private long throughId;
    private final RecordFrames frames = new RecordFrames();
    private final Deque<StoredPacket> page = new ArrayDeque<>();
    private long lastId;
    private long delivered;
    private boolean closed;

    private StoredPacketSource(JdbcFeatureStore store, long fromNanos) throws IOException {
        this.reader = store.sql();
        this.description = "packets stored in " + store.database().url();
        this.fromNanos = fromNanos;
        this.throughId = reader.lastPacketId();
        this.lastId = reader.firstPacketId(fromNanos) - 1;
    }

    /**
     * Opens the packets of a store.
     *
     * @param fromNanos only those captured then or later, in nanoseconds since the epoch
     * @throws IOException when the database is away
     */
    public static StoredPacketSource open(JdbcFeatureStore store, long fromNanos) throws IOException {
        return new StoredPacketSource(store, fromNanos);
    }

    /**
     * Returns the packets that follow those returned before, with who captured them; empty at the end. For those who hand them on themselves.
     *
     * @param limit how many at most
     * @throws IOException when the database is away
     */
    public List<StoredPacket> next(int limit) throws IOException {
        if (lastId < 0) {
            return List.of();
        }
        List<StoredPacket> packets = reader.packetsInOrder(fromNanos, lastId, throughId, limit);
        if (!packets.isEmpty()) {
            lastId = packets.get(packets.size() - 1).id();
        }
        return packets;
    }

    /** Returns when the oldest packets that belong to it may have been captured, in nanoseconds since the epoch. */
    public long fromNanos() {
        return fromNanos;
    }

    /**
     * Returns about how many packets follow: those of the batches that follow, among which may be some that are older than what belongs to it.
     *
     * @throws IOException when the database is away
     */
    public long left() throws IOException {
        return lastId < 0 ? 0 : reader.packetsOfBatches(lastId, throughId);
    }

    /**
     * Lets what was stored since belong to it, too.
     *
     * @throws IOException when the database is away
     */
    public void extend() throws IOException {
        throughId = reader.lastPacketId();
        if (lastId < 0) {
            lastId = reader.firstPacketId(fromNanos) - 1;
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: at least 1");
        }
        if (closed) {
            throw new IOException(description + ": closed");
        }
        if (page.isEmpty() && lastId >= 0) {
            page.addAll(reader.packetsInOrder(fromNanos, lastId, throughId, PAGE));
        }
        if (page.isEmpty()) {
            return END;
        }
        int count = 0;
        while (count < limit && !page.isEmpty()) {
            StoredPacket packet = page.remove();
            lastId = packet.id();
            count++;
            delivered++;
            frames.handTo(sink, packet.packet(), 0);
        }
        return count;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(delivered, delivered, 0, 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
