package io.nta.flow;

import io.nta.flow.Connection.State;
import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;
import io.nta.packet.TcpFlags;

/** What a packet does to its connection: handshake, refusal, close, requests, logins. Stateless but for its limits. */
final class ConnectionProgress {
    private static final int SSH_PORT = 22;
    private static final int ICMP_UNREACHABLE = 3;
    private static final int ICMP_TIME_EXCEEDED = 11;
    private static final int ICMP_FRAGMENTATION_NEEDED = 4;
    private static final int ICMPV6_UNREACHABLE = 1;
    private static final int ICMPV6_TIME_EXCEEDED = 3;

    private final long attemptNanos;
    private final long tcpNanos;
    private final long datagramNanos;
    private final long lingerNanos;
    private final long stallNanos;

    ConnectionProgress(FlowConfig config) {
        attemptNanos = config.attemptTimeout().toNanos();
        tcpNanos = config.tcpTimeout().toNanos();
        datagramNanos = config.datagramTimeout().toNanos();
        lingerNanos = config.closedLinger().toNanos();
        stallNanos = config.stallAfter().toNanos();
    }

    /** Returns when the connection ends if no further packet comes: its last packet plus the timeout of its state. */
    long expiryNanos(Connection connection) {
        return connection.lastSeenNanos
                + switch (connection.state) {
                    case SYN_SENT, SYN_ANSWERED -> attemptNanos;
                    case ESTABLISHED -> tcpNanos;
                    case CLOSED -> lingerNanos;
                    case UNKNOWN -> connection.isTcp() ? tcpNanos : datagramNanos;
                };
    }

    /** Returns whether there is no conversation, or none any more that was begun: what a flood of forged sources makes. */
    boolean isAttempt(Connection connection) {
        return connection.state == State.SYN_SENT
                || connection.state == State.SYN_ANSWERED
                || connection.state == State.UNKNOWN && !connection.answered;
    }

    /** Returns by what a connection is kept when there are too many, the smallest going first: its expiry, less for an attempt. */
    long worthNanos(Connection connection) {
        return expiryNanos(connection) - (isAttempt(connection) ? tcpNanos : 0);
    }

    /** Returns whether the packet can't belong to the connection any more: its time was up, or a SYN opens the next one on the same ports. */
    boolean isOver(Connection connection, PacketView packet, long now) {
        if (now > expiryNanos(connection)) {
            return true;
        }
        if (!packet.hasTcp() || (packet.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) != TcpFlags.SYN) {
            return false;
        }
        boolean forward = packet.sourceLow() == connection.initiatorLow
                && packet.sourcePort() == connection.initiatorPort
                && packet.sourceHigh() == connection.initiatorHigh;
        if (!forward) {
            return true;
        }
        // A repeated SYN has the sequence number of the first, whatever has followed it.
        int sequence = (int) packet.sequence();
        return switch (connection.state) {
            case SYN_SENT, SYN_ANSWERED, ESTABLISHED -> sequence != connection.initialSequence;
            case UNKNOWN -> !connection.forwardSeen || sequence + 1 != connection.forwardNext;
            case CLOSED -> true;
        };
    }

    /** Notes the first packet. */
    void opened(Connection connection, PacketView packet, ConnectionChange change) {
        change.events |= ConnectionChange.OPENED;
        if (!connection.isTcp()) {
            return;
        }
        change.openDelta++;
        if (!packet.hasTcp()) {
            return;
        }
        int flags = packet.tcpFlags();
        if ((flags & TcpFlags.SYN) == 0) {
            boolean bare = packet.payloadLength() == 0 && (flags & TcpFlags.RST) == 0;
            if (bare && change.forward && ((flags & TcpFlags.ACK) == 0 || (flags & TcpFlags.FIN) != 0)) {
                probe(connection, change);
            }
            return;
        }
        connection.state = State.SYN_SENT;
        boolean answer = (flags & TcpFlags.ACK) != 0;
        connection.initialSequence = (int) (answer ? packet.acknowledgment() - 1 : packet.sequence());
        if (!answer) {
            connection.synSeen = true;
            change.events |= ConnectionChange.SYN_OPENED;
            if (connection.responderPort == SSH_PORT) {
                connection.ssh().onPort(change);
            }
        }
    }

    /** Notes any packet, the first too; {@code error} says that it is an ICMP error about the connection. */
    void advance(Connection connection, PacketView packet, boolean error, ConnectionChange change) {
        if (change.timeNanos > connection.lastSeenNanos) {
            connection.lastSeenNanos = change.timeNanos;
        }
        connection.bytes += packet.wireLength();
        if (error) {
            quoted(connection, packet, change);
        } else if (change.forward) {
            connection.forwardPackets++;
        } else if (connection.forwardPackets == 0) {
            change.events |= ConnectionChange.UNSOLICITED;
        }
        if (!change.forward) {
            connection.backwardPackets++;
        }
        if (packet.hasTcp()) {
            tcp(connection, packet, change);
        } else if (!change.forward && !connection.answered && !packet.hasQuoted() && !packet.attributed()) {
            answered(connection, change);
        }
    }

    private static void answered(Connection connection, ConnectionChange change) {
        connection.answered = true;
        change.events |= ConnectionChange.ANSWERED;
    }

    private static void quoted(Connection connection, PacketView packet, ConnectionChange change) {
        boolean four = packet.ipProtocol() == IpProtocol.ICMP;
        int type = packet.icmpType();
        if (type == (four ? ICMP_TIME_EXCEEDED : ICMPV6_TIME_EXCEEDED)) {
            change.events |= ConnectionChange.TIME_EXCEEDED;
        }
        boolean unreachable = four
                ? type == ICMP_UNREACHABLE && packet.icmpCode() != ICMP_FRAGMENTATION_NEEDED
                : type == ICMPV6_UNREACHABLE;
        // An error about an answer says nothing of the opening, nor does one about a connection that stands.
        if (unreachable && !change.forward && !connection.answered && connection.state != State.ESTABLISHED) {
            refuse(connection, change);
        }
    }

    private static void probe(Connection connection, ConnectionChange change) {
        if (!connection.probe) {
            connection.probe = true;
            change.events |= ConnectionChange.ODD_PROBE;
        }
    }

    private static void refuse(Connection connection, ConnectionChange change) {
        if (!connection.refused) {
            connection.refused = true;
            change.events |= ConnectionChange.REFUSED;
        } else if (!connection.isTcp()) {
            change.events |= ConnectionChange.REFUSED_AGAIN;
        }
    }

    private void tcp(Connection connection, PacketView packet, ConnectionChange change) {
        int flags = packet.tcpFlags();
        if ((flags & TcpFlags.RST) != 0) {
            reset(connection, change);
            return;
        }
        if (connection.state == State.CLOSED) {
            return;
        }
        handshake(connection, flags, change);
        window(connection, packet, change);
        data(connection, packet, change);
        if ((flags & TcpFlags.FIN) != 0) {
            fin(connection, change);
        }
    }

    private void reset(Connection connection, ConnectionChange change) {
        boolean opening = connection.state == State.SYN_SENT
                || connection.state == State.UNKNOWN
                        && connection.backwardPackets == 1
                        && connection.forwardPackets > 0;
        if (!change.forward && opening && !connection.answered) {
            refuse(connection, change);
            if (!connection.synSeen) {
                probe(connection, change);
            }
        }
        close(connection, change);
    }

    private static void handshake(Connection connection, int flags, ConnectionChange change) {
        boolean syn = (flags & TcpFlags.SYN) != 0;
        boolean ack = (flags & TcpFlags.ACK) != 0;
        if (syn && ack && !change.forward) {
            if (!connection.answered) {
                answered(connection, change);
            }
            if (connection.state == State.SYN_SENT) {
                connection.state = State.SYN_ANSWERED;
            }
        } else if (ack && !change.forward && connection.state == State.UNKNOWN && !connection.answered) {
            // Joined midway: that it talks back is answer enough.
            answered(connection, change);
        } else if (!syn
                && ack
                && change.forward
                && (connection.state == State.SYN_SENT || connection.state == State.SYN_ANSWERED)) {
            // In SYN_SENT the SYN-ACK was missed: the initiator acknowledges it, so it was there.
            connection.state = State.ESTABLISHED;
            change.events |= ConnectionChange.ESTABLISHED;
        }
    }

    private static void window(Connection connection, PacketView packet, ConnectionChange change) {
        boolean zero = packet.tcpWindow() == 0;
        if (change.forward && zero != connection.blocked && connection.state != State.SYN_SENT) {
            connection.blocked = zero;
            change.blockedDelta += zero ? 1 : -1;
        }
    }

    private void data(Connection connection, PacketView packet, ConnectionChange change) {
        int sequence = (int) packet.sequence();
        int length = packet.payloadLength();
        int occupied = length + ((packet.tcpFlags() & (TcpFlags.SYN | TcpFlags.FIN)) != 0 ? 1 : 0);
        int end = sequence + occupied;
        if (!change.forward) {
            hole(connection, sequence, change);
        }
        Arrival arrival = connection.arrive(change.forward, sequence, end);
        if (length == 0) {
            return;
        }
        change.repeated = arrival == Arrival.REPEATED;
        if (change.repeated) {
            return;
        }
        if (change.forward) {
            connection.request().onForward(packet, arrival, change, stallNanos);
            SshProgress ssh = connection.ssh;
            if (ssh != null && ssh.active()) {
                ssh.onForward(packet);
            }
        } else {
            answer(connection, packet, change);
        }
    }

    private static void hole(Connection connection, int sequence, ConnectionChange change) {
        int missing = sequence - connection.backwardNext;
        SshProgress ssh = connection.ssh;
        if (ssh != null && ssh.active() && connection.backwardSeen && missing > 0) {
            ssh.onHole(missing, change);
        }
    }

    private static void answer(Connection connection, PacketView packet, ConnectionChange change) {
        connection.request().onBackward(packet, change);
        SshProgress ssh = connection.ssh;
        if (ssh != null && ssh.active()) {
            ssh.onBackward(packet, (int) packet.acknowledgment() - connection.forwardNext, change);
        } else if (packet.sshBanner()) {
            connection.ssh().onBanner(change);
        }
    }

    private void fin(Connection connection, ConnectionChange change) {
        if (change.forward) {
            connection.forwardFin = true;
        } else {
            connection.backwardFin = true;
        }
        if (connection.forwardFin && connection.backwardFin) {
            close(connection, change);
        }
    }

    /** Closes the connection, if it is open, at the time of {@code change}. */
    void close(Connection connection, ConnectionChange change) {
        if (connection.state == State.CLOSED) {
            return;
        }
        if (connection.isTcp()) {
            change.openDelta--;
            change.events |= ConnectionChange.CLOSED;
            if (connection.blocked) {
                connection.blocked = false;
                change.blockedDelta--;
            }
            if (connection.request != null) {
                connection.request.end(change);
            }
            if (connection.ssh != null) {
                connection.ssh.end(change);
            }
        }
        connection.state = State.CLOSED;
    }
}
