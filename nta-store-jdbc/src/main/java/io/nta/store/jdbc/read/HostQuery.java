package io.nta.store.jdbc.read;

import io.nta.packet.IpAddress;

/**
 * Asks what one host's packets add up to. There is no roll-up by host: every packet of the range is looked at.
 *
 * @param host which
 * @param range when the packets were captured
 * @param limit how many values each list has at most, 1 to 1000
 */
public record HostQuery(IpAddress host, TimeRange range, int limit) {
    private static final int MAX_VALUES = 1_000;

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException when it is not allowed
     */
    public HostQuery {
        if (limit < 1 || limit > MAX_VALUES) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: 1 to " + MAX_VALUES);
        }
    }
}
