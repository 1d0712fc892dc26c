package io.nta.flow;

import io.nta.packet.PacketView;
import org.jspecify.annotations.Nullable;

/**
 * All connections now known, bounded: finds the one a packet belongs to, opens it when it is new, and lets time close it.
 *
 * <p>Open addressing over pooled {@link Connection} objects; a packet of a known connection costs one probe and allocates nothing. Single writer: not thread-safe.
 */
public final class ConnectionTable {
    private static final int FIRST_CAPACITY = 1 << 10;

    private final FlowConfig config;
    private final ConnectionListener listener;
    private final TimerWheel timers;
    private final ConnectionProgress progress;
    private final Eviction eviction;
    private final ConnectionChange change = new ConnectionChange();
    private final ConnectionChange timeChange = new ConnectionChange();
    private final FlowHash flowHash;
    private final long stallNanos;

    private @Nullable Connection[] slots = new Connection[FIRST_CAPACITY];
    /** The hash in each slot, so that a probe that fails touches no connection. */
    private int[] hashes = new int[FIRST_CAPACITY];

    private int size;
    private @Nullable Connection free;
    private long opened;
    private long removed;
    private long evicted;

    /**
     * Creates an empty table.
     *
     * @param config the limits
     * @param paneNanos the grain at which timeouts are looked for: the length of a pane
     * @param secret keys the hash; random for each process
     * @param listener hears what happens without a packet
     */
    public ConnectionTable(FlowConfig config, long paneNanos, long secret, ConnectionListener listener) {
        this.config = config;
        this.flowHash = new FlowHash(secret);
        this.stallNanos = config.stallAfter().toNanos();
        this.listener = listener;
        this.timers = new TimerWheel(paneNanos, FlowConfig.MAX_TIMEOUT.toNanos());
        this.progress = new ConnectionProgress(config);
        this.eviction = new Eviction(progress);
    }

    /**
     * Returns the connection of an IP packet, with {@link #change} telling what the packet changed in it. An ICMP error belongs to the connection that it quotes, if
     * that is known; else to a flow between its own addresses, as an answer. Whoever forges errors can thus neither make connections of strangers nor refuse theirs. One that comes
     * in fragments is taken for what its own addresses say: errors are kept so short that none is cut (RFC 1812, 4.3.2.3; RFC 4443, 2.4), and fragments are of their addresses' shard.
     *
     * @param packet an IPv4 or IPv6 packet
     */
    public Connection track(PacketView packet) {
        long now = packet.timestampNanos();
        Connection connection = packet.hasQuoted() && !packet.fragment() ? findQuoted(packet, now) : null;
        boolean error = connection != null;
        if (connection == null) {
            connection = findOwn(packet, now);
        }
        if (connection != null && connection.isTcp()) {
            stallBefore(connection, now);
        }
        boolean isNew = connection == null;
        if (connection == null) {
            connection = open(packet);
        }
        change.begin(now, isForward(connection, packet, error));
        if (isNew) {
            progress.opened(connection, packet, change);
        }
        progress.advance(connection, packet, error, change);
        eviction.changed(connection);
        reschedule(connection, isNew);
        return connection;
    }

    /** Returns the connection that an ICMP error is about, or {@code null} if it isn't known. */
    private @Nullable Connection findQuoted(PacketView packet, long now) {
        PacketView.Quoted quoted = packet.quoted();
        Connection connection = find(
                quoted.sourceHigh(),
                quoted.sourceLow(),
                Initiator.sourcePort(quoted),
                quoted.destinationHigh(),
                quoted.destinationLow(),
                Initiator.destinationPort(quoted),
                quoted.ipProtocol());
        return connection == null || now > progress.expiryNanos(connection) ? null : connection;
    }

    /** Returns the connection between the packet's own ends, or {@code null}; one that is over is closed and removed. */
    private @Nullable Connection findOwn(PacketView packet, long now) {
        Connection connection = find(
                packet.sourceHigh(),
                packet.sourceLow(),
                Initiator.sourcePort(packet),
                packet.destinationHigh(),
                packet.destinationLow(),
                Initiator.destinationPort(packet),
                packet.ipProtocol());
        if (connection != null && progress.isOver(connection, packet, now)) {
            close(connection, Math.min(now, progress.expiryNanos(connection)));
            remove(connection);
            return null;
        }
        return connection;
    }

    /** Returns what the last tracked packet changed; valid until the next one. */
    public ConnectionChange change() {
        return change;
    }

    private static boolean isForward(Connection connection, PacketView packet, boolean error) {
        if (error) {
            // The error answers the quoted packet, whoever sends it.
            PacketView.Quoted quoted = packet.quoted();
            return !(quoted.sourceLow() == connection.initiatorLow
                    && quoted.sourceHigh() == connection.initiatorHigh
                    && Initiator.sourcePort(quoted) == connection.initiatorPort);
        }
        return packet.sourceLow() == connection.initiatorLow
                && packet.sourceHigh() == connection.initiatorHigh
                && Initiator.sourcePort(packet) == connection.initiatorPort;
    }

    private @Nullable Connection find(
            long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort, int protocol) {
        int hash = flowHash.hash(aHigh, aLow, aPort, bHigh, bLow, bPort, protocol);
        lastHash = hash;
        int mask = slots.length - 1;
        for (int i = hash & mask; ; i = (i + 1) & mask) {
            Connection connection = slots[i];
            if (connection == null) {
                return null;
            }
            if (hashes[i] == hash
                    && connection.protocol == protocol
                    && (connection.initiatorLow == aLow
                                    && connection.responderLow == bLow
                                    && connection.initiatorPort == aPort
                                    && connection.responderPort == bPort
                                    && connection.initiatorHigh == aHigh
                                    && connection.responderHigh == bHigh
                            || connection.initiatorLow == bLow
                                    && connection.responderLow == aLow
                                    && connection.initiatorPort == bPort
                                    && connection.responderPort == aPort
                                    && connection.initiatorHigh == bHigh
                                    && connection.responderHigh == aHigh)) {
                return connection;
            }
        }
    }

    private int lastHash;

    private Connection open(PacketView packet) {
        int hash = lastHash;
        if (size >= config.maxConnections()) {
            evict(packet.timestampNanos());
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        Connection connection = free;
        if (connection == null) {
            connection = new Connection();
        } else {
            free = connection.nextTimer;
            connection.nextTimer = null;
            connection.reset();
        }
        Initiator.orient(connection, packet);
        connection.startNanos = packet.timestampNanos();
        connection.lastSeenNanos = packet.timestampNanos();
        connection.hash = hash;
        insert(connection);
        eviction.opened(connection);
        opened++;
        return connection;
    }

    private void insert(Connection connection) {
        int mask = slots.length - 1;
        int i = connection.hash & mask;
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        slots[i] = connection;
        hashes[i] = connection.hash;
        connection.slot = i;
        size++;
    }

    private void grow() {
        @Nullable Connection[] old = slots;
        slots = new Connection[old.length * 2];
        hashes = new int[slots.length];
        size = 0;
        for (Connection connection : old) {
            if (connection != null) {
                insert(connection);
            }
        }
    }

    private void reschedule(Connection connection, boolean isNew) {
        // Only what comes due earlier than what is scheduled needs a new bucket; later is found out when the bucket
        // fires.
        boolean watched = change.partialDelta > 0 || change.stalledDelta < 0;
        if (isNew || watched || change.has(ConnectionChange.CLOSED)) {
            timers.schedule(connection, Math.min(progress.expiryNanos(connection), stallDue(connection)));
        }
    }

    private long stallDue(Connection connection) {
        RequestProgress request = connection.request;
        return request == null ? Long.MAX_VALUE : request.stallDueNanos(stallNanos);
    }

    /** Returns the start of the first pane in which time may change something, or {@link Long#MAX_VALUE}. */
    public long nextDuePaneStart() {
        return timers.nextPaneStart();
    }

    /** Lets time pass until {@code endNanos}, the end of a pane: what comes due before it is told to the listener, with the exact time at which it was due. */
    public void advanceTo(long endNanos) {
        timers.fire(endNanos, connection -> due(connection, endNanos));
    }

    private void due(Connection connection, long endNanos) {
        stallBefore(connection, endNanos);
        long expiry = progress.expiryNanos(connection);
        if (expiry < endNanos) {
            close(connection, expiry);
            remove(connection);
        } else {
            long stallLeft = stallDue(connection);
            timers.schedule(connection, Math.min(expiry, stallLeft));
        }
    }

    /**
     * Notes a stall that fell due before {@code nanos}. Its pane may still be open, for late packets, when a packet of a later pane already ends the stall: the
     * gauge at the end of the first pane must show it all the same.
     */
    private void stallBefore(Connection connection, long nanos) {
        long last = Math.min(nanos, progress.expiryNanos(connection));
        for (long due = stallDue(connection); due < last; due = stallDue(connection)) {
            timeChange.begin(due, true);
            connection.request().stall(timeChange);
            if (!timeChange.isEmpty()) {
                listener.onChange(connection, timeChange);
            }
        }
    }

    private void close(Connection connection, long atNanos) {
        stallBefore(connection, atNanos);
        timeChange.begin(atNanos, true);
        progress.close(connection, timeChange);
        if (!timeChange.isEmpty()) {
            listener.onChange(connection, timeChange);
        }
    }

    private void remove(Connection connection) {
        timers.cancel(connection);
        eviction.removed(connection);
        removeSlot(connection.slot);
        size--;
        removed++;
        listener.onRemoved(connection);
        connection.nextTimer = free;
        free = connection;
    }

    /** Deletes without a tombstone: what the gap would hide is shifted back (Knuth, TAOCP 3, 6.4, algorithm R). */
    private void removeSlot(int at) {
        int mask = slots.length - 1;
        int gap = at;
        slots[gap] = null;
        for (int i = (gap + 1) & mask; ; i = (i + 1) & mask) {
            Connection moved = slots[i];
            if (moved == null) {
                return;
            }
            // Not moved.hash: nothing of the other connections is touched, but of those that move.
            int home = hashes[i] & mask;
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                slots[gap] = moved;
                hashes[gap] = hashes[i];
                moved.slot = gap;
                slots[i] = null;
                gap = i;
            }
        }
    }

    private void evict(long now) {
        Connection victim = eviction.choose(slots, size);
        evicted++;
        close(victim, now);
        remove(victim);
    }

    /** Returns how many connections are kept now. */
    public int size() {
        return size;
    }

    /** Returns how many were ever opened; {@code opened == size + removed}. */
    public long opened() {
        return opened;
    }

    /** Returns how many have left the table, evicted ones among them. */
    public long removed() {
        return removed;
    }

    /** Returns how many were closed because the table was full. */
    public long evicted() {
        return evicted;
    }
}
