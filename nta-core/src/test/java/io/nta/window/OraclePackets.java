package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.IpAddress;
import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;
import io.nta.packet.TcpFlags;
import java.util.List;
import java.util.Set;

/** What one packet, or one change of a connection, means for one window of one of its keys: shared/features.csv in plain words. */
final class OraclePackets {
    private static final Set<Integer> CARRIER_TYPES = Set.of(10, 16, 5, 15, 25, 33);
    private static final long HIGH_ENTROPY_MICROBITS = 3_500_000;

    private record Endpoint(IpAddress address, int port) {}

    private final NameShapes shapes = new NameShapes();

    void packet(OracleState window, PacketView packet, Connection connection, ConnectionChange change, IpAddress peer) {
        window.packetAt(packet.timestampNanos());
        boolean forward = change.forward();
        if (packet.isTcp()) {
            window.add(Measure.TCP_BYTES_BOTH_WAYS, packet.wireLength());
        }
        if (forward) {
            sizes(window, packet);
            protocols(window, packet, peer);
            ends(window, connection);
        } else {
            window.add(Measure.REVERSE_PACKETS, 1);
            window.add(Measure.REVERSE_BYTES, packet.wireLength());
            window.count(Measure.ECHO_REPLIES, isIcmp(packet, 0, 129));
            if (change.has(ConnectionChange.UNSOLICITED)) {
                window.add(Measure.UNSOLICITED_PACKETS, 1);
                window.count(Measure.UNSOLICITED_UDP_PACKETS, packet.isUdp());
                if (packet.isUdp()) {
                    window.weigh(Tally.UNSOLICITED, peer, 1);
                }
            }
        }
        if (packet.isTcp() && !change.repeated()) {
            window.count(Measure.HTTP_LOGIN_REQUESTS, forward && packet.httpLogin());
            window.count(
                    Measure.HTTP_REJECTIONS, !forward && (packet.httpStatus() == 401 || packet.httpStatus() == 403));
        }
        if (packet.hasDns() && !change.repeated() && connection.responderPort() == 53) {
            if (forward && !packet.dnsResponse()) {
                window.weigh(Tally.QUERIES, peer, 1);
                query(window, packet);
            } else if (!forward && packet.dnsResponse()) {
                answer(window, packet);
            }
        }
        opening(window, packet, connection, change, peer);
    }

    static void sizes(OracleState window, PacketView packet) {
        long length = packet.wireLength();
        window.add(Measure.PACKETS, 1);
        window.add(Measure.BYTES, length);
        window.add(Measure.SQUARED_BYTES, length * length);
    }

    private static void protocols(OracleState window, PacketView packet, IpAddress peer) {
        boolean ack = (packet.tcpFlags() & TcpFlags.ACK) != 0;
        boolean bareSyn = (packet.tcpFlags() & TcpFlags.SYN) != 0 && !ack;
        window.count(Measure.TCP_PACKETS, packet.isTcp());
        window.count(Measure.ACK_PACKETS, ack);
        window.count(Measure.SYN_PACKETS, bareSyn);
        window.count(Measure.UDP_PACKETS, packet.isUdp());
        window.add(Measure.UDP_BYTES, packet.isUdp() ? packet.wireLength() : 0);
        window.count(Measure.DNS_PORT_PACKETS, packet.isUdp() && packet.destinationPort() == 53);
        window.count(Measure.ICMP_PACKETS, packet.isIcmp());
        window.count(Measure.ECHO_REQUESTS, isIcmp(packet, 8, 128));
        if (bareSyn || packet.isUdp() || packet.isIcmp()) {
            window.weigh(Tally.PACKETS, peer, 1);
        }
    }

    private static boolean isIcmp(PacketView packet, int type, int typeOfIcmpv6) {
        return packet.hasIcmp() && packet.icmpType() == (packet.ipProtocol() == IpProtocol.ICMP ? type : typeOfIcmpv6);
    }

    private static void ends(OracleState window, Connection connection) {
        window.see(Distinct.RESPONDERS, connection.responder());
        IpAddress responder = connection.responder();
        window.see(
                Distinct.RESPONDER_NETWORKS,
                responder.isIpv4() ? List.of(4, responder.low() >> 8) : List.of(6, responder.high()));
        window.see(Distinct.INITIATORS, connection.initiator());
        if (connection.hasPorts()) {
            window.see(Distinct.TARGETS, target(connection));
            if (connection.answered()) {
                window.see(Distinct.ANSWERED_TARGETS, target(connection));
            }
            (connection.isTcp() ? window.tcpPorts : window.udpPorts).add(connection.responderPort());
        }
    }

    private static Endpoint target(Connection connection) {
        return new Endpoint(connection.responder(), connection.responderPort());
    }

    private void query(OracleState window, PacketView packet) {
        window.add(Measure.DNS_QUERIES, 1);
        window.add(Measure.DNS_LABELS, packet.dnsLabelCount());
        window.count(Measure.DNS_TXT_QUERIES, packet.dnsQueryType() == 16);
        window.numbers.merge(Measure.FIRST_QUERY_NANOS, packet.timestampNanos(), Math::min);
        window.numbers.merge(Measure.LAST_QUERY_NANOS, packet.timestampNanos(), Math::max);
        if (packet.dnsNameLength() == 0 && packet.dnsQueryType() == 0) {
            // The question was not captured.
            return;
        }
        window.see(Distinct.QUERY_NAMES, packet.dnsNameText());
        window.see(Distinct.QUERY_TYPES, packet.dnsQueryType());
        String part = part(packet);
        if (part.isEmpty()) {
            return;
        }
        long microbits = Math.round(entropy(part) * 1e6);
        window.add(Measure.DNS_SUBDOMAIN_QUERIES, 1);
        window.add(Measure.DNS_SUBDOMAIN_CHARACTERS, part.length());
        window.add(Measure.DNS_ENTROPY_MICROBITS, microbits);
        window.count(Measure.DNS_HIGH_ENTROPY_QUERIES, microbits > HIGH_ENTROPY_MICROBITS);
        window.numbers.merge(Measure.LONGEST_SUBDOMAIN, (long) part.length(), Math::max);
        NameShape shape = shapes.of(packet);
        if (!shape.reverse() || carries(packet)) {
            OracleState.Domain domain =
                    window.domains.computeIfAbsent(shape.domain(), name -> new OracleState.Domain());
            domain.queries++;
            domain.characters += part.length();
            domain.names.add(packet.dnsNameText());
            domain.carriers += carries(packet) ? 1 : 0;
        }
    }

    private void answer(OracleState window, PacketView packet) {
        window.add(Measure.DNS_RESPONSES, 1);
        window.add(Measure.DNS_ANSWER_BYTES, packet.dnsAnswerBytes());
        window.count(Measure.DNS_NAME_ERRORS, packet.dnsResponseCode() == 3);
        NameShape shape = shapes.of(packet);
        if (!part(packet).isEmpty() && (!shape.reverse() || carries(packet))) {
            window.domains.computeIfAbsent(shape.domain(), name -> new OracleState.Domain()).answerBytes +=
                    packet.dnsAnswerBytes();
        }
    }

    /** Returns what stands left of the registered domain. Where that one starts is NameShapesTest's business. */
    private String part(PacketView packet) {
        String name = packet.dnsNameText();
        String domain = shapes.of(packet).domain();
        return domain.isEmpty() ? name : name.substring(0, Math.max(0, name.length() - domain.length() - 1));
    }

    private static double entropy(String text) {
        double bits = 0;
        for (int symbol : text.chars().distinct().toArray()) {
            double share = (double) text.chars().filter(c -> c == symbol).count() / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    private static void opening(
            OracleState window, PacketView packet, Connection connection, ConnectionChange change, IpAddress peer) {
        if (change.has(ConnectionChange.OPENED) && change.forward() && connection.hasPorts()) {
            window.weigh(Tally.OPENINGS, peer, 1);
            window.count(Measure.UDP_FLOWS, connection.isUdp());
        }
        if (change.has(ConnectionChange.SYN_OPENED)) {
            window.add(Measure.ATTEMPTED_CONNECTIONS, 1);
            window.count(Measure.FTP_ATTEMPTS, List.of(20, 21).contains(connection.responderPort()));
            window.count(Measure.REMOTE_ACCESS_CONNECTIONS, !OracleState.isOrdinary(connection.responderPort()));
        }
        if (change.has(ConnectionChange.ANSWERED)) {
            boolean syn = packet.hasTcp() && (packet.tcpFlags() & TcpFlags.SYN) != 0;
            window.count(Measure.UDP_ANSWERED_FLOWS, connection.isUdp());
            window.count(Measure.SYNACK_CONNECTIONS, connection.isTcp() && syn);
            if (connection.hasPorts()) {
                window.see(Distinct.ANSWERED_TARGETS, target(connection));
            }
        }
        if (change.has(ConnectionChange.REFUSED)) {
            window.add(Measure.REFUSED_CONNECTIONS, 1);
            window.count(Measure.UDP_REFUSED_FLOWS, connection.isUdp());
        }
        boolean refused = change.has(ConnectionChange.REFUSED) || change.has(ConnectionChange.REFUSED_AGAIN);
        if (refused && connection.hasPorts()) {
            window.see(Distinct.REFUSED_TARGETS, target(connection));
        }
        window.count(Measure.TIME_EXCEEDED, change.has(ConnectionChange.TIME_EXCEEDED) && !change.forward());
        window.count(Measure.ODD_PROBES, change.has(ConnectionChange.ODD_PROBE));
    }

    /** What a change means that a packet or time alone may bring. */
    static void change(OracleState window, Connection connection, ConnectionChange change, IpAddress peer) {
        if (change.has(ConnectionChange.CLOSED)) {
            window.add(Measure.CLOSED_CONNECTIONS, 1);
            window.add(Measure.CLOSED_AGE_MICROS, change.timeNanos() / 1_000 - connection.startNanos() / 1_000);
        }
        if (change.has(ConnectionChange.ESTABLISHED)) {
            window.add(Measure.ESTABLISHED_CONNECTIONS, 1);
            long syn = connection.startNanos();
            boolean within = connection.synSeen() && syn >= window.row.startNanos() && syn < window.row.endNanos();
            // A window reads only the one of its own length.
            window.count(Measure.COMPLETED_WITHIN_5, within);
            window.count(Measure.COMPLETED_WITHIN_30, within);
            window.count(Measure.COMPLETED_WITHIN_180, within);
        }
        window.add(Measure.ANSWERED_REQUESTS, change.requestsAnswered());
        window.add(Measure.ABANDONED_REQUESTS, change.requestsAbandoned());
        boolean attempt = change.has(ConnectionChange.SSH_ATTEMPT);
        window.count(Measure.SSH_ATTEMPTS, attempt);
        window.add(Measure.SSH_FAILURES, change.sshFailures());
        window.count(Measure.SSH_LOGINS, change.has(ConnectionChange.SSH_LOGIN));
        window.count(Measure.SSH_GIVEN_UP, change.has(ConnectionChange.SSH_GIVEN_UP));
        if (attempt || change.sshFailures() > 0) {
            window.weigh(Tally.LOGINS, peer, (attempt ? 1 : 0) + change.sshFailures());
        }
        if (change.stalledDelta() > 0 || change.blockedDelta() > 0) {
            window.weigh(Tally.STALLS, peer, 1);
        }
    }

    private static boolean carries(PacketView packet) {
        return CARRIER_TYPES.contains(packet.dnsQueryType()) || packet.dnsQueryType() >= 65_280;
    }
}
