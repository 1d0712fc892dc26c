package io.nta.feature;

import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.distinct;
import static io.nta.feature.Formulas.divide;
import static io.nta.feature.Formulas.ports;
import static io.nta.feature.Formulas.rate;
import static io.nta.feature.Measure.ACK_PACKETS;
import static io.nta.feature.Measure.ATTEMPTED_CONNECTIONS;
import static io.nta.feature.Measure.COMPLETED_WITHIN_180;
import static io.nta.feature.Measure.COMPLETED_WITHIN_30;
import static io.nta.feature.Measure.COMPLETED_WITHIN_5;
import static io.nta.feature.Measure.ICMP_PACKETS;
import static io.nta.feature.Measure.SYNACK_CONNECTIONS;
import static io.nta.feature.Measure.SYN_PACKETS;
import static io.nta.feature.Measure.UDP_PACKETS;

import io.nta.feature.WindowState.Distinct;
import io.nta.feature.WindowState.Ports;
import java.util.List;

/** Connections, and the rates of the other protocols. */
final class TcpFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "tcp_syn_count",
                    "tcp",
                    Unit.PACKETS,
                    Merge.SUM,
                    "forward SYN without ACK, repeats included",
                    count(SYN_PACKETS)),
            new Feature(
                    "tcp_ack_count", "tcp", Unit.PACKETS, Merge.SUM, "forward packets with ACK", count(ACK_PACKETS)),
            new Feature(
                    "syn_rate_pps",
                    "tcp",
                    Unit.PACKETS_PER_SECOND,
                    Merge.DERIVED,
                    "tcp_syn_count / window seconds",
                    rate(SYN_PACKETS)),
            new Feature(
                    "syn_ack_rate_pps",
                    "tcp",
                    Unit.PACKETS_PER_SECOND,
                    Merge.DERIVED,
                    "connections answered by a SYN-ACK, counted once each, / window seconds",
                    rate(SYNACK_CONNECTIONS)),
            new Feature(
                    "syn_to_synack_ratio",
                    "tcp",
                    Unit.RATIO,
                    Merge.DERIVED,
                    "tcp_syn_count / connections answered by a SYN-ACK (once each); tcp_syn_count when none was answered",
                    s -> (double) s.get(SYN_PACKETS) / Math.max(1, s.get(SYNACK_CONNECTIONS))),
            new Feature(
                    "half_open_count",
                    "tcp",
                    Unit.CONNECTIONS,
                    Merge.DERIVED,
                    "connections whose first SYN lies in the window and whose handshake did not complete within it (attempted minus completed in the same window, one SUM per window length)",
                    TcpFeatures::halfOpen),
            new Feature(
                    "sequential_port_count",
                    "tcp",
                    Unit.PAIRS,
                    Merge.PORTS,
                    "pairs of neighbouring numbers in the set of distinct responder ports",
                    ports(Ports.NEIGHBOURS)),
            new Feature(
                    "scan_rate_pps",
                    "tcp",
                    Unit.TARGETS_PER_SECOND,
                    Merge.DERIVED,
                    "distinct_targets_count / window seconds",
                    s -> (double) s.distinct(Distinct.TARGETS) / s.seconds()),
            new Feature(
                    "distinct_targets_count",
                    "tcp",
                    Unit.TARGETS,
                    Merge.UNION,
                    "distinct (responder address, responder port) pairs",
                    distinct(Distinct.TARGETS)),
            new Feature(
                    "syn_only_ratio",
                    "tcp",
                    Unit.RATIO,
                    Merge.DERIVED,
                    "tcp_syn_count / (tcp_syn_count + tcp_ack_count); 0 for none",
                    s -> divide(s.get(SYN_PACKETS), s.get(SYN_PACKETS) + s.get(ACK_PACKETS))),
            new Feature(
                    "icmp_rate_pps",
                    "tcp",
                    Unit.PACKETS_PER_SECOND,
                    Merge.DERIVED,
                    "icmp_count / window seconds",
                    rate(ICMP_PACKETS)),
            new Feature(
                    "udp_rate_pps",
                    "tcp",
                    Unit.PACKETS_PER_SECOND,
                    Merge.DERIVED,
                    "udp_count / window seconds",
                    rate(UDP_PACKETS)),
            new Feature(
                    "udp_dest_port_count",
                    "tcp",
                    Unit.PORTS,
                    Merge.PORTS,
                    "distinct responder UDP ports (exact)",
                    ports(Ports.UDP)));

    private static double halfOpen(WindowState state) {
        Measure completed = switch (state.seconds()) {
            case 5 -> COMPLETED_WITHIN_5;
            case 30 -> COMPLETED_WITHIN_30;
            default -> COMPLETED_WITHIN_180;
        };
        return state.get(ATTEMPTED_CONNECTIONS) - state.get(completed);
    }

    private TcpFeatures() {}
}
