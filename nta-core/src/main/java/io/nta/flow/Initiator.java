package io.nta.flow;

import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;
import io.nta.packet.TcpFlags;

/** Who started a connection, told from the first packet seen of it. The rule and its reasons: docs/adr/0002-initiator.md. */
final class Initiator {
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int ICMP_ECHO_REPLY = 0;
    private static final int ICMP_ECHO_REQUEST = 8;
    private static final int ICMP_TIMESTAMP_REQUEST = 13;
    private static final int ICMP_TIMESTAMP_REPLY = 14;
    private static final int ICMPV6_ECHO_REQUEST = 128;
    private static final int ICMPV6_ECHO_REPLY = 129;

    /**
     * Stands in the place of the port of who asks by ICMP, so that two hosts that ping each other have a flow each. In one flow for both, whoever has once
     * made the other the initiator, by a stray reply, could flood it with what would count as answers.
     */
    private static final int ASKER = 1;

    /** Likewise in the place of the port of who gets ICMP errors, so that these make no answers of other packets. */
    private static final int INFORMED = 2;

    private Initiator() {}

    /** Fills in both ends of a connection that {@code packet} opens, and whether it is joined midway. */
    static void orient(Connection connection, PacketView packet) {
        connection.protocol = packet.ipProtocol();
        connection.hasPorts = packet.hasPorts();
        if (isSentByInitiator(connection, packet)) {
            set(
                    connection,
                    packet.sourceHigh(),
                    packet.sourceLow(),
                    sourcePort(packet),
                    packet.destinationHigh(),
                    packet.destinationLow(),
                    destinationPort(packet));
        } else {
            set(
                    connection,
                    packet.destinationHigh(),
                    packet.destinationLow(),
                    destinationPort(packet),
                    packet.sourceHigh(),
                    packet.sourceLow(),
                    sourcePort(packet));
        }
    }

    /** Returns the packet's source port, or what stands in its place. */
    static int sourcePort(PacketView packet) {
        return knowsIcmp(packet) && isRequest(packet) ? ASKER : packet.sourcePort();
    }

    /** Returns the packet's destination port, or what stands in its place. */
    static int destinationPort(PacketView packet) {
        if (packet.hasQuoted()) {
            return INFORMED;
        }
        return knowsIcmp(packet) && isReply(packet) ? ASKER : packet.destinationPort();
    }

    /** The type of a later fragment is that of its datagram, once that is known. */
    private static boolean knowsIcmp(PacketView packet) {
        return packet.hasIcmp() || packet.attributed() && packet.isIcmp();
    }

    /** Returns the source port of a quoted packet, or what stands in its place: an ICMP packet that meets an error is taken for a request. */
    static int sourcePort(PacketView.Quoted quoted) {
        boolean icmp = quoted.ipProtocol() == IpProtocol.ICMP || quoted.ipProtocol() == IpProtocol.ICMPV6;
        return icmp ? ASKER : quoted.sourcePort();
    }

    /** Returns the destination port of a quoted packet. */
    static int destinationPort(PacketView.Quoted quoted) {
        return quoted.destinationPort();
    }

    private static boolean isRequest(PacketView packet) {
        int type = packet.icmpType();
        return packet.ipProtocol() == IpProtocol.ICMP
                ? type == ICMP_ECHO_REQUEST || type == ICMP_TIMESTAMP_REQUEST
                : type == ICMPV6_ECHO_REQUEST;
    }

    private static boolean isReply(PacketView packet) {
        int type = packet.icmpType();
        return packet.ipProtocol() == IpProtocol.ICMP
                ? type == ICMP_ECHO_REPLY || type == ICMP_TIMESTAMP_REPLY
                : type == ICMPV6_ECHO_REPLY;
    }

    private static boolean isSentByInitiator(Connection connection, PacketView packet) {
        if (packet.hasTcp()) {
            return isTcpInitiator(connection, packet);
        }
        if (knowsIcmp(packet)) {
            // An error answers something, even if that was not seen.
            boolean reply = packet.hasQuoted() || isReply(packet);
            connection.midway = reply;
            return !reply;
        }
        if (packet.hasPorts()) {
            // No handshake tells; a lone privileged port is the service.
            boolean fromService = packet.sourcePort() < FIRST_UNPRIVILEGED_PORT
                    && packet.destinationPort() >= FIRST_UNPRIVILEGED_PORT;
            connection.midway = fromService;
            return !fromService;
        }
        return true;
    }

    private static boolean isTcpInitiator(Connection connection, PacketView packet) {
        int flags = packet.tcpFlags();
        if ((flags & TcpFlags.SYN) != 0) {
            boolean answer = (flags & TcpFlags.ACK) != 0;
            connection.midway = answer;
            return !answer;
        }
        if ((flags & (TcpFlags.ACK | TcpFlags.RST)) == 0) {
            // RFC 9293, 3.10.7.4: every segment of a synchronised connection carries ACK, so this one belongs to none:
            // a probe.
            return true;
        }
        connection.midway = true;
        return packet.sourcePort() >= packet.destinationPort();
    }

    private static void set(
            Connection c, long fromHigh, long fromLow, int fromPort, long toHigh, long toLow, int toPort) {
        c.initiatorHigh = fromHigh;
        c.initiatorLow = fromLow;
        c.initiatorPort = fromPort;
        c.responderHigh = toHigh;
        c.responderLow = toLow;
        c.responderPort = toPort;
    }
}
