package io.nta.feature;

import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.distinct;
import static io.nta.feature.Formulas.ports;
import static io.nta.feature.Formulas.ratio;
import static io.nta.feature.Measure.ARP_DIRECTED_UNSOLICITED;
import static io.nta.feature.Measure.ARP_MAC_MISMATCHES;
import static io.nta.feature.Measure.ARP_RIVAL_CLAIMS;
import static io.nta.feature.Measure.ATTEMPTED_CONNECTIONS;
import static io.nta.feature.Measure.BLOCKED_CONNECTIONS;
import static io.nta.feature.Measure.DNS_NAME_ERRORS;
import static io.nta.feature.Measure.ECHO_REPLIES;
import static io.nta.feature.Measure.ECHO_REQUESTS;
import static io.nta.feature.Measure.ESTABLISHED_CONNECTIONS;
import static io.nta.feature.Measure.ODD_PROBES;
import static io.nta.feature.Measure.PACKETS;
import static io.nta.feature.Measure.PENDING_REQUESTS;
import static io.nta.feature.Measure.REFUSED_CONNECTIONS;
import static io.nta.feature.Measure.REVERSE_BYTES;
import static io.nta.feature.Measure.REVERSE_PACKETS;
import static io.nta.feature.Measure.SSH_FAILURES;
import static io.nta.feature.Measure.SSH_GIVEN_UP;
import static io.nta.feature.Measure.SSH_LOGINS;
import static io.nta.feature.Measure.STALLED_REQUESTS;
import static io.nta.feature.Measure.SYNACK_CONNECTIONS;
import static io.nta.feature.Measure.TIME_EXCEEDED;
import static io.nta.feature.Measure.UDP_ANSWERED_FLOWS;
import static io.nta.feature.Measure.UDP_BYTES;
import static io.nta.feature.Measure.UDP_FLOWS;
import static io.nta.feature.Measure.UDP_PACKETS;
import static io.nta.feature.Measure.UDP_REFUSED_FLOWS;
import static io.nta.feature.Measure.UNSOLICITED_PACKETS;
import static io.nta.feature.Measure.UNSOLICITED_UDP_PACKETS;

import io.nta.feature.WindowState.Distinct;
import io.nta.feature.WindowState.Ports;
import io.nta.feature.WindowState.TopDomain;
import java.util.List;

/** What detection needs beyond the base: the other direction, answers, refusals, SSH progress, information per registered domain. */
final class ExtensionFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "unique_src_ips",
                    "peers",
                    Unit.ADDRESSES,
                    Merge.UNION,
                    "distinct initiator addresses",
                    distinct(Distinct.INITIATORS)),
            new Feature(
                    "reverse_packet_count",
                    "answers",
                    Unit.PACKETS,
                    Merge.SUM,
                    "packets sent by the responders in the key's connections, ICMP errors about them included",
                    count(REVERSE_PACKETS)),
            new Feature(
                    "reverse_byte_count",
                    "answers",
                    Unit.BYTES,
                    Merge.SUM,
                    "length on the wire of those packets",
                    count(REVERSE_BYTES)),
            new Feature(
                    "answer_ratio",
                    "answers",
                    Unit.RATIO,
                    Merge.DERIVED,
                    "reverse_packet_count / packet_count; 0 for none",
                    ratio(REVERSE_PACKETS, PACKETS)),
            new Feature(
                    "unsolicited_packet_count",
                    "answers",
                    Unit.PACKETS,
                    Merge.SUM,
                    "packets sent by responders whose initiator was not seen to send one in that connection: answers that nobody asked for",
                    count(UNSOLICITED_PACKETS)),
            new Feature(
                    "unsolicited_udp_packet_count",
                    "answers",
                    Unit.PACKETS,
                    Merge.SUM,
                    "those of them that are UDP: answers reflected at the key",
                    count(UNSOLICITED_UDP_PACKETS)),
            new Feature(
                    "unique_dst_networks",
                    "peers",
                    Unit.ADDRESSES,
                    Merge.UNION,
                    "distinct networks of the responders: /24 of IPv4, /64 of IPv6",
                    distinct(Distinct.RESPONDER_NETWORKS)),
            new Feature(
                    "traceroute_port_count",
                    "peers",
                    Unit.PORTS,
                    Merge.PORTS,
                    "distinct responder UDP ports from 33434 to 33625, which traceroute counts up",
                    ports(Ports.TRACEROUTE)),
            new Feature(
                    "attempted_conn_count",
                    "answers",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "TCP connections whose first SYN lies in the window",
                    count(ATTEMPTED_CONNECTIONS)),
            new Feature(
                    "established_conn_count",
                    "answers",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "TCP connections whose handshake completed in the window",
                    count(ESTABLISHED_CONNECTIONS)),
            new Feature(
                    "refused_conn_count",
                    "answers",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "connections and flows refused in the window, once each: a RST instead of an answer, or an ICMP destination unreachable",
                    count(REFUSED_CONNECTIONS)),
            new Feature(
                    "answered_half_open_count",
                    "answers",
                    Unit.CONNECTIONS,
                    Merge.DERIVED,
                    "connections answered by a SYN-ACK minus handshakes completed, both in the window; not below 0",
                    s -> Math.max(0, s.get(SYNACK_CONNECTIONS) - s.get(ESTABLISHED_CONNECTIONS))),
            new Feature(
                    "answered_targets_count",
                    "answers",
                    Unit.TARGETS,
                    Merge.UNION,
                    "distinct (responder address, responder port) pairs that gave a positive answer: a SYN-ACK, or a packet back over UDP",
                    distinct(Distinct.ANSWERED_TARGETS)),
            new Feature(
                    "refused_targets_count",
                    "answers",
                    Unit.TARGETS,
                    Merge.UNION,
                    "distinct (responder address, responder port) pairs that refused",
                    distinct(Distinct.REFUSED_TARGETS)),
            new Feature(
                    "odd_probe_count",
                    "answers",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "TCP connections opened by a packet that no connection begins with (neither SYN nor RST) and not answered by data: FIN, NULL, Xmas, ACK probes",
                    count(ODD_PROBES)),
            new Feature(
                    "time_exceeded_count",
                    "answers",
                    Unit.PACKETS,
                    Merge.SUM,
                    "ICMP time exceeded about the key's packets",
                    count(TIME_EXCEEDED)),
            new Feature(
                    "avg_udp_packet_size",
                    "answers",
                    Unit.BYTES,
                    Merge.DERIVED,
                    "mean length of the forward UDP packets; 0 for none",
                    ratio(UDP_BYTES, UDP_PACKETS)),
            new Feature(
                    "udp_flow_count",
                    "answers",
                    Unit.FLOWS,
                    Merge.SUM,
                    "UDP flows whose first packet lies in the window and is forward",
                    count(UDP_FLOWS)),
            new Feature(
                    "udp_answered_flow_count",
                    "answers",
                    Unit.FLOWS,
                    Merge.SUM,
                    "UDP flows whose first packet back lies in the window",
                    count(UDP_ANSWERED_FLOWS)),
            new Feature(
                    "udp_refused_flow_count",
                    "answers",
                    Unit.FLOWS,
                    Merge.SUM,
                    "UDP flows refused by ICMP destination unreachable in the window",
                    count(UDP_REFUSED_FLOWS)),
            new Feature(
                    "echo_request_count",
                    "answers",
                    Unit.PACKETS,
                    Merge.SUM,
                    "forward ICMP and ICMPv6 echo requests",
                    count(ECHO_REQUESTS)),
            new Feature(
                    "echo_reply_count", "answers", Unit.PACKETS, Merge.SUM, "echo replies back", count(ECHO_REPLIES)),
            new Feature(
                    "ssh_auth_failure_count",
                    "login",
                    Unit.ATTEMPTS,
                    Merge.SUM,
                    "rejected SSH authentications, told by the sizes of the replies; at least one for each connection that gave up",
                    count(SSH_FAILURES)),
            new Feature(
                    "ssh_login_count",
                    "login",
                    Unit.LOGINS,
                    Merge.SUM,
                    "successful SSH logins, told by the sizes of the replies",
                    count(SSH_LOGINS)),
            new Feature(
                    "ssh_given_up_count",
                    "login",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "SSH connections that closed after they had begun to authenticate, without a login",
                    count(SSH_GIVEN_UP)),
            new Feature(
                    "stalled_request_count",
                    "slowloris",
                    Unit.REQUESTS,
                    Merge.LAST,
                    "requests incomplete for longer than a named limit at the window end: HTTP requests whose body doesn't come at 100 bytes/s or more, and connections of other protocols that keep dripping without an answer after the responder has sent data before",
                    count(STALLED_REQUESTS)),
            new Feature(
                    "blocked_conn_count",
                    "slowloris",
                    Unit.CONNECTIONS,
                    Merge.LAST,
                    "TCP connections whose initiator has its receive window at zero at the window end",
                    count(BLOCKED_CONNECTIONS)),
            new Feature(
                    "pending_request_count",
                    "slowloris",
                    Unit.REQUESTS,
                    Merge.LAST,
                    "HTTP requests begun and not answered at the window end",
                    count(PENDING_REQUESTS)),
            new Feature(
                    "arp_directed_unsolicited_count",
                    "arp",
                    Unit.PACKETS,
                    Merge.SUM,
                    "ARP replies that answer no request and tell another host (sender and target protocol address differ)",
                    count(ARP_DIRECTED_UNSOLICITED)),
            new Feature(
                    "arp_rival_claim_count",
                    "arp",
                    Unit.PACKETS,
                    Merge.SUM,
                    "ARP claims of the key's address by another MAC than the one that was first seen to hold it, while that one has claimed it within a named time",
                    count(ARP_RIVAL_CLAIMS)),
            new Feature(
                    "arp_mac_mismatch_count",
                    "arp",
                    Unit.PACKETS,
                    Merge.SUM,
                    "ARP packets whose sender MAC is not the source MAC of their frame",
                    count(ARP_MAC_MISMATCHES)),
            new Feature(
                    "dns_name_error_count",
                    "dns",
                    Unit.RESPONSES,
                    Merge.SUM,
                    "responses NXDOMAIN",
                    count(DNS_NAME_ERRORS)),
            new Feature(
                    "top_domain_query_count",
                    "dns",
                    Unit.QUERIES,
                    Merge.UNION,
                    "queries under the top domain: the registered domain with the most top_domain_characters",
                    s -> s.topDomain(TopDomain.QUERIES)),
            new Feature(
                    "top_domain_name_count",
                    "dns",
                    Unit.NAMES,
                    Merge.UNION,
                    "distinct names asked for under the top domain",
                    s -> s.topDomain(TopDomain.NAMES)),
            new Feature(
                    "top_domain_characters",
                    "dns",
                    Unit.CHARACTERS,
                    Merge.UNION,
                    "distinct names under the top domain times the mean length of their part left of it: what the names could carry",
                    s -> s.topDomain(TopDomain.CHARACTERS)),
            new Feature(
                    "top_domain_answer_bytes",
                    "dns",
                    Unit.BYTES,
                    Merge.UNION,
                    "bytes of the answer sections of the responses under the top domain",
                    s -> s.topDomain(TopDomain.ANSWER_BYTES)),
            new Feature(
                    "top_domain_carrier_count",
                    "dns",
                    Unit.QUERIES,
                    Merge.UNION,
                    "queries under the top domain of a type that carries free bytes: NULL, TXT, CNAME, MX, KEY, SRV, PRIVATE",
                    s -> s.topDomain(TopDomain.CARRIER_QUERIES)));

    private ExtensionFeatures() {}
}
