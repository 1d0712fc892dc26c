package io.nta.store.jdbc.read;

import io.nta.packet.IpAddress;

/**
 * Asks what one host's packets add up to. What it sent and received comes from roll-ups, whatever the range. For the lists packets are read, so that there is a bound: the
 * latest of the minutes that the host is in.
 *
 * @param host which
 * @param range when the packets were captured
 * @param limit how many values each list has at most, 1 to 1000
 * @param packets how many packets are read at most for the lists, those of other hosts in the same minutes included, 1 to 10 000 000; a hundred thousand take SQLite some 30 ms
 */
public record HostQuery(IpAddress host, TimeRange range, int limit, int packets) {
    /** The packets that are read at most where nothing else is said. */
    public static final int DEFAULT_PACKETS = 100_000;

    /** The most packets that may be asked for. */
    public static final int MAX_PACKETS = 10_000_000;

    private static final int MAX_VALUES = 1_000;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one is not allowed
     */
    public HostQuery {
        if (limit < 1 || limit > MAX_VALUES) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: 1 to " + MAX_VALUES);
        }
        if (packets < 1 || packets > MAX_PACKETS) {
            throw new IllegalArgumentException("packets is " + packets + "; allowed: 1 to " + MAX_PACKETS);
        }
    }

    /** Asks with {@link #DEFAULT_PACKETS}. */
    public HostQuery(IpAddress host, TimeRange range, int limit) {
        this(host, range, limit, DEFAULT_PACKETS);
    }
}
