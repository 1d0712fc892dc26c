package io.nta.store.jdbc.read;

import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks for packets, the newest first. Only the time has an index: the other conditions are looked at packet by packet within it.
 *
 * @param range when they were captured
 * @param host sender or receiver; {@code null} for any
 * @param protocol as in {@code raw_packets}, such as {@code TCP}; {@code null} for any
 * @param port on either side, 0 to 65535; {@code null} for any
 * @param limit how many at most, 1 to {@value Page#MAX_ITEMS}
 * @param after where the page before ended; {@code null} for the first
 */
public record PacketQuery(
        TimeRange range,
        @Nullable IpAddress host,
        @Nullable String protocol,
        @Nullable Integer port,
        int limit,
        @Nullable String after) {
    private static final int MAX_PORT = 65_535;

    /**
     * Checks limit, port and cursor.
     *
     * @throws IllegalArgumentException when one is not allowed; says which
     */
    public PacketQuery {
        Page.checkedLimit(limit);
        Cursor.parse(after);
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new IllegalArgumentException("port is " + port + "; allowed: 0 to " + MAX_PORT);
        }
    }

    /** Asks for the newest packets of a range. */
    public static PacketQuery newest(TimeRange range, int limit) {
        return new PacketQuery(range, null, null, null, limit, null);
    }
}
