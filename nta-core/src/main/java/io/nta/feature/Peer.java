package io.nta.feature;

import io.nta.packet.IpAddress;

/**
 * The address at the other end that weighs most in a row.
 *
 * @param address the responder in a SOURCE row, the initiator in a TARGET row
 * @param weight its weight, which may be too low by up to a fifth of {@code total} (Misra and Gries 1982, with 4 counters)
 * @param total the weight of all peers
 */
public record Peer(IpAddress address, long weight, long total) {
    /** Returns the peer's share of the total, 0 to 1. */
    public double share() {
        return total == 0 ? 0 : (double) weight / total;
    }
}
