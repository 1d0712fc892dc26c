package io.nta.window;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;

/** What shows that an address is more than a forged one: something that only who receives its packets can send. */
final class Proof {
    private Proof() {}

    /**
     * Returns whether the packet proves the connection's initiator: over TCP, by acknowledging the very number that the responder sent, which who doesn't see
     * it guesses once in 2^32 times (RFC 6528). Not its RST, which a real host sends whose address was forged; and nothing over UDP or ICMP, where the blind send
     * what others do.
     */
    static boolean ofSource(PacketView packet, Connection connection, ConnectionChange change) {
        return change.forward() && packet.hasTcp() && connection.isAcknowledgedBy(packet);
    }

    /** Returns whether the packet proves the connection's responder: it answers what it was asked. An ICMP error doesn't, which a router may send. */
    static boolean ofTarget(PacketView packet, Connection connection, ConnectionChange change) {
        return !change.forward() && connection.forwardPackets() > 0 && !packet.hasQuoted();
    }
}
