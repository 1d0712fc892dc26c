package io.nta.feature;

import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.distinct;
import static io.nta.feature.Formulas.ports;
import static io.nta.feature.Formulas.rate;
import static io.nta.feature.Formulas.ratio;
import static io.nta.feature.Measure.ARP_PACKETS;
import static io.nta.feature.Measure.BYTES;
import static io.nta.feature.Measure.ICMP_PACKETS;
import static io.nta.feature.Measure.PACKETS;
import static io.nta.feature.Measure.SQUARED_BYTES;
import static io.nta.feature.Measure.TCP_PACKETS;
import static io.nta.feature.Measure.UDP_PACKETS;

import io.nta.feature.WindowState.Distinct;
import io.nta.feature.WindowState.Ports;
import java.util.List;

/** Sizes and protocols. */
final class GenericFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "packet_count",
                    "generic",
                    Unit.PACKETS,
                    Merge.SUM,
                    "packets sent by the initiator in the key's connections (forward packets)",
                    count(PACKETS)),
            new Feature(
                    "packet_rate_pps",
                    "generic",
                    Unit.PACKETS_PER_SECOND,
                    Merge.DERIVED,
                    "packet_count / window seconds",
                    rate(PACKETS)),
            new Feature(
                    "byte_count",
                    "generic",
                    Unit.BYTES,
                    Merge.SUM,
                    "length on the wire of the forward packets",
                    count(BYTES)),
            new Feature(
                    "byte_rate_bps",
                    "generic",
                    Unit.BITS_PER_SECOND,
                    Merge.DERIVED,
                    "8 * byte_count / window seconds",
                    s -> 8.0 * s.get(BYTES) / s.seconds()),
            new Feature(
                    "avg_packet_size",
                    "generic",
                    Unit.BYTES,
                    Merge.MOMENTS,
                    "mean length of the forward packets; 0 for none",
                    ratio(BYTES, PACKETS)),
            new Feature(
                    "packet_size_variance",
                    "generic",
                    Unit.BYTES_SQUARED,
                    Merge.MOMENTS,
                    "sample variance (n-1) of that length; 0 for fewer than two packets",
                    GenericFeatures::sizeVariance),
            new Feature("tcp_count", "generic", Unit.PACKETS, Merge.SUM, "forward TCP packets", count(TCP_PACKETS)),
            new Feature("udp_count", "generic", Unit.PACKETS, Merge.SUM, "forward UDP packets", count(UDP_PACKETS)),
            new Feature(
                    "icmp_count",
                    "generic",
                    Unit.PACKETS,
                    Merge.SUM,
                    "forward ICMP and ICMPv6 packets",
                    count(ICMP_PACKETS)),
            new Feature(
                    "arp_count",
                    "generic",
                    Unit.PACKETS,
                    Merge.SUM,
                    "ARP packets; key of ARP: SOURCE = sender protocol address, TARGET = target protocol address",
                    count(ARP_PACKETS)),
            new Feature(
                    "unique_dst_ips",
                    "generic",
                    Unit.ADDRESSES,
                    Merge.UNION,
                    "distinct responder addresses",
                    distinct(Distinct.RESPONDERS)),
            new Feature(
                    "unique_dst_ports",
                    "generic",
                    Unit.PORTS,
                    Merge.PORTS,
                    "distinct responder ports, TCP and UDP together (exact)",
                    ports(Ports.ALL)));

    /** The sample variance, from integral sums: n * sum of squares fits a long for 10^9 packets of 64 KiB. */
    private static double sizeVariance(WindowState state) {
        long n = state.get(PACKETS);
        if (n < 2) {
            return 0;
        }
        double sum = state.get(BYTES);
        return Math.max(0, (state.get(SQUARED_BYTES) - sum * sum / n) / (n - 1));
    }

    private GenericFeatures() {}
}
