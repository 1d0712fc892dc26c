package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;
import io.nta.packet.TcpFlags;

/** Adds a packet of a connection to the pane of one of its keys. The same for every kind of key. */
final class PacketAccumulator {
    private static final int REFUSALS = ConnectionChange.REFUSED | ConnectionChange.REFUSED_AGAIN;
    private static final int ICMP_ECHO_REQUEST = 8;
    private static final int ICMP_ECHO_REPLY = 0;
    private static final int ICMPV6_ECHO_REQUEST = 128;
    private static final int ICMPV6_ECHO_REPLY = 129;
    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;

    private final QueryAccumulator queries;

    PacketAccumulator(AggregatorConfig config) {
        queries = new QueryAccumulator(config);
    }

    /**
     * Adds the packet.
     *
     * @param peerHigh the other end, seen from the key
     * @param peerLow likewise
     * @param firstInPane whether this connection's ends have not been noted in this pane yet
     */
    void add(
            PaneState pane,
            PacketView packet,
            Connection connection,
            ConnectionChange change,
            long peerHigh,
            long peerLow,
            boolean firstInPane) {
        boolean tcp = packet.isTcp();
        if (tcp) {
            pane.add(Measure.TCP_BYTES_BOTH_WAYS, packet.wireLength());
        }
        if (change.forward()) {
            forward(pane, packet, peerHigh, peerLow);
            if (firstInPane) {
                ends(pane, connection);
            }
        } else {
            reverse(pane, packet, change, peerHigh, peerLow);
        }
        if (tcp && packet.http() != PacketView.Http.NONE && !change.repeated()) {
            http(pane, packet, change.forward());
        }
        if (packet.hasDns() && !change.repeated() && connection.responderPort() == ServicePorts.DNS) {
            queries.add(pane, packet, change.forward(), peerHigh, peerLow);
        }
        if (change.events() != 0) {
            opening(pane, packet, connection, change, peerHigh, peerLow);
        }
    }

    private static void forward(PaneState pane, PacketView packet, long peerHigh, long peerLow) {
        size(pane, packet.wireLength());
        switch (packet.ipProtocol()) {
            case IpProtocol.TCP -> {
                pane.add(Measure.TCP_PACKETS, 1);
                int flags = packet.tcpFlags();
                if ((flags & TcpFlags.ACK) != 0) {
                    pane.add(Measure.ACK_PACKETS, 1);
                } else if ((flags & TcpFlags.SYN) != 0) {
                    pane.add(Measure.SYN_PACKETS, 1);
                    pane.sets.weigh(Tally.PACKETS, peerHigh, peerLow, 1);
                }
            }
            case IpProtocol.UDP -> {
                pane.add(Measure.UDP_PACKETS, 1);
                pane.add(Measure.UDP_BYTES, packet.wireLength());
                pane.sets.weigh(Tally.PACKETS, peerHigh, peerLow, 1);
                if (packet.hasPorts() && packet.destinationPort() == ServicePorts.DNS) {
                    pane.add(Measure.DNS_PORT_PACKETS, 1);
                }
            }
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                pane.add(Measure.ICMP_PACKETS, 1);
                pane.sets.weigh(Tally.PACKETS, peerHigh, peerLow, 1);
                boolean four = packet.ipProtocol() == IpProtocol.ICMP;
                if (packet.hasIcmp() && packet.icmpType() == (four ? ICMP_ECHO_REQUEST : ICMPV6_ECHO_REQUEST)) {
                    pane.add(Measure.ECHO_REQUESTS, 1);
                }
            }
            default -> {
                // Counted as a packet; no feature tells other protocols apart.
            }
        }
    }

    static void size(PaneState pane, long length) {
        pane.add(Measure.PACKETS, 1);
        pane.add(Measure.BYTES, length);
        pane.add(Measure.SQUARED_BYTES, length * length);
    }

    private static void ends(PaneState pane, Connection connection) {
        KeySets sets = pane.sets;
        sets.count(Distinct.INITIATORS, Hashes.address(connection.initiatorHigh(), connection.initiatorLow()));
        if (!connection.hasPorts()) {
            responder(sets, connection);
            return;
        }
        if (sets.count(Distinct.TARGETS, target(connection))) {
            // A target that was there before has brought its address and network.
            responder(sets, connection);
        }
        if (connection.isTcp()) {
            sets.addTcpPort(connection.responderPort());
        } else {
            sets.addUdpPort(connection.responderPort());
        }
        if (connection.answered()) {
            sets.count(Distinct.ANSWERED_TARGETS, target(connection));
        }
    }

    private static void responder(KeySets sets, Connection connection) {
        sets.count(Distinct.RESPONDERS, Hashes.address(connection.responderHigh(), connection.responderLow()));
        sets.count(Distinct.RESPONDER_NETWORKS, Hashes.network(connection.responderHigh(), connection.responderLow()));
    }

    private static long target(Connection connection) {
        return Hashes.addressAndPort(connection.responderHigh(), connection.responderLow(), connection.responderPort());
    }

    private static void reverse(
            PaneState pane, PacketView packet, ConnectionChange change, long peerHigh, long peerLow) {
        pane.add(Measure.REVERSE_PACKETS, 1);
        pane.add(Measure.REVERSE_BYTES, packet.wireLength());
        if (change.has(ConnectionChange.UNSOLICITED)) {
            pane.add(Measure.UNSOLICITED_PACKETS, 1);
            if (packet.isUdp()) {
                pane.add(Measure.UNSOLICITED_UDP_PACKETS, 1);
                pane.sets.weigh(Tally.UNSOLICITED, peerHigh, peerLow, 1);
            }
        }
        if (packet.hasIcmp()) {
            boolean four = packet.ipProtocol() == IpProtocol.ICMP;
            if (packet.icmpType() == (four ? ICMP_ECHO_REPLY : ICMPV6_ECHO_REPLY)) {
                pane.add(Measure.ECHO_REPLIES, 1);
            }
        }
    }

    private static void http(PaneState pane, PacketView packet, boolean forward) {
        if (forward && packet.httpLogin()) {
            pane.add(Measure.HTTP_LOGIN_REQUESTS, 1);
        } else if (!forward && (packet.httpStatus() == HTTP_UNAUTHORIZED || packet.httpStatus() == HTTP_FORBIDDEN)) {
            pane.add(Measure.HTTP_REJECTIONS, 1);
        }
    }

    private static void opening(
            PaneState pane,
            PacketView packet,
            Connection connection,
            ConnectionChange change,
            long peerHigh,
            long peerLow) {
        if (change.has(ConnectionChange.OPENED) && change.forward() && connection.hasPorts()) {
            pane.sets.weigh(Tally.OPENINGS, peerHigh, peerLow, 1);
            if (connection.isUdp()) {
                pane.add(Measure.UDP_FLOWS, 1);
            }
        }
        if (change.has(ConnectionChange.SYN_OPENED)) {
            synOpened(pane, connection.responderPort());
        }
        if (change.has(ConnectionChange.ANSWERED)) {
            answered(pane, packet, connection);
        }
        if (change.has(ConnectionChange.TIME_EXCEEDED) && !change.forward()) {
            pane.add(Measure.TIME_EXCEEDED, 1);
        }
        if (change.has(ConnectionChange.REFUSED)) {
            pane.add(Measure.REFUSED_CONNECTIONS, 1);
            pane.add(Measure.UDP_REFUSED_FLOWS, connection.isUdp() ? 1 : 0);
        }
        if ((change.events() & REFUSALS) != 0 && connection.hasPorts()) {
            pane.sets.count(Distinct.REFUSED_TARGETS, target(connection));
        }
        pane.add(Measure.ODD_PROBES, change.has(ConnectionChange.ODD_PROBE) ? 1 : 0);
    }

    private static void synOpened(PaneState pane, int port) {
        pane.add(Measure.ATTEMPTED_CONNECTIONS, 1);
        pane.add(Measure.FTP_ATTEMPTS, port == ServicePorts.FTP || port == ServicePorts.FTP_DATA ? 1 : 0);
        pane.add(Measure.REMOTE_ACCESS_CONNECTIONS, ServicePorts.isRemoteAccess(port) ? 1 : 0);
    }

    private static void answered(PaneState pane, PacketView packet, Connection connection) {
        if (connection.hasPorts()) {
            pane.sets.count(Distinct.ANSWERED_TARGETS, target(connection));
        }
        if (connection.isUdp()) {
            pane.add(Measure.UDP_ANSWERED_FLOWS, 1);
        } else if (packet.hasTcp() && (packet.tcpFlags() & TcpFlags.SYN) != 0) {
            pane.add(Measure.SYNACK_CONNECTIONS, 1);
        }
    }
}
