package io.nta.flow;

/** Hears what happens to connections without a packet of their own. Called on the tracking thread. */
public interface ConnectionListener {
    /** Something changed because time passed or the table was full: a timeout, an eviction, a request that has stalled. */
    void onChange(Connection connection, ConnectionChange change);

    /** The connection leaves the table: its attachments may be let go. */
    void onRemoved(Connection connection);
}
