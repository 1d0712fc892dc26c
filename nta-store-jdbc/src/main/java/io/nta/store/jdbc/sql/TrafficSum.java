package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import io.nta.packet.TcpFlags;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is summed up over packets: a column of {@code traffic_rollups}, what a packet adds to it, and the same in SQL over {@code raw_packets}. The last two say the same; a
 * test holds them together.
 */
enum TrafficSum {
    PACKETS((packet, direction) -> 1, "count(*)"),
    BYTES((packet, direction) -> packet.length(), "coalesce(sum(length), 0)"),
    TCP_PACKETS((packet, direction) -> one(is(packet, Protocol.TCP)), count("protocol = 'TCP'")),
    TCP_BYTES((packet, direction) -> bytes(packet, is(packet, Protocol.TCP)), bytes("protocol = 'TCP'")),
    UDP_PACKETS((packet, direction) -> one(is(packet, Protocol.UDP)), count("protocol = 'UDP'")),
    UDP_BYTES((packet, direction) -> bytes(packet, is(packet, Protocol.UDP)), bytes("protocol = 'UDP'")),
    ICMP_PACKETS((packet, direction) -> one(isIcmp(packet)), count("protocol IN ('ICMP', 'ICMPv6')")),
    ICMP_BYTES((packet, direction) -> bytes(packet, isIcmp(packet)), bytes("protocol IN ('ICMP', 'ICMPv6')")),
    ARP_PACKETS((packet, direction) -> one(is(packet, Protocol.ARP)), count("protocol = 'ARP'")),
    ARP_BYTES((packet, direction) -> bytes(packet, is(packet, Protocol.ARP)), bytes("protocol = 'ARP'")),
    OTHER_PACKETS((packet, direction) -> one(is(packet, Protocol.OTHER)), count("protocol = 'OTHER'")),
    OTHER_BYTES((packet, direction) -> bytes(packet, is(packet, Protocol.OTHER)), bytes("protocol = 'OTHER'")),
    SIZE_0_63((packet, direction) -> one(packet.length() < 64), count("length < 64")),
    SIZE_64_127((packet, direction) -> between(packet, 64, 127), count("length BETWEEN 64 AND 127")),
    SIZE_128_255((packet, direction) -> between(packet, 128, 255), count("length BETWEEN 128 AND 255")),
    SIZE_256_511((packet, direction) -> between(packet, 256, 511), count("length BETWEEN 256 AND 511")),
    SIZE_512_1023((packet, direction) -> between(packet, 512, 1_023), count("length BETWEEN 512 AND 1023")),
    SIZE_1024_1518((packet, direction) -> between(packet, 1_024, 1_518), count("length BETWEEN 1024 AND 1518")),
    SIZE_1519((packet, direction) -> one(packet.length() > 1_518), count("length > 1518")),
    SYN((packet, direction) -> flagged(packet, TcpFlags.SYN), count("tcp_syn")),
    SYN_ACK((packet, direction) -> flagged(packet, TcpFlags.SYN | TcpFlags.ACK), count("tcp_syn AND tcp_ack")),
    ACK((packet, direction) -> flagged(packet, TcpFlags.ACK), count("tcp_ack")),
    FIN((packet, direction) -> flagged(packet, TcpFlags.FIN), count("tcp_fin")),
    RST((packet, direction) -> flagged(packet, TcpFlags.RST), count("tcp_rst")),
    PSH((packet, direction) -> flagged(packet, TcpFlags.PSH), count("tcp_psh")),
    UNDIRECTED((packet, direction) -> one(direction == Direction.NONE), count("direction = 0")),
    INBOUND((packet, direction) -> one(direction == Direction.INBOUND), count("direction = 1")),
    OUTBOUND((packet, direction) -> one(direction == Direction.OUTBOUND), count("direction = 2")),
    INTERNAL((packet, direction) -> one(direction == Direction.INTERNAL), count("direction = 3")),
    EXTERNAL((packet, direction) -> one(direction == Direction.EXTERNAL), count("direction = 4")),
    DNS_QUERIES((packet, direction) -> one(isDns(packet, false)), count("dns_query")),
    DNS_RESPONSES((packet, direction) -> one(isDns(packet, true)), count("dns_response")),
    DNS_ANSWERS(
            (packet, direction) -> isDns(packet, true) ? answers(packet.dns()) : 0,
            "coalesce(sum(dns_answer_count) FILTER (WHERE dns_response), 0)"),
    DNS_ANSWER_BYTES(
            (packet, direction) -> isDns(packet, true) ? answerBytes(packet.dns()) : 0,
            "coalesce(sum(dns_answer_size) FILTER (WHERE dns_response), 0)");

    /** What a packet adds. */
    @FunctionalInterface
    private interface Share {
        long of(PacketRecord packet, Direction direction);
    }

    private static final TrafficSum[] ALL = values();

    /** The columns, in order. */
    static final String COLUMNS = Arrays.stream(ALL).map(TrafficSum::column).collect(Collectors.joining(", "));

    /** Sums of the columns, in order. */
    static final String SUMS = Arrays.stream(ALL)
            .map(sum -> "coalesce(sum(" + sum.column() + "), 0)")
            .collect(Collectors.joining(", "));

    /** What gives the same over {@code raw_packets}, in order. */
    static final String OVER_PACKETS =
            Arrays.stream(ALL).map(sum -> sum.overPackets).collect(Collectors.joining(", "));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Share share;

    private final String overPackets;

    TrafficSum(Share share, String overPackets) {
        this.share = share;
        this.overPackets = overPackets;
    }

    static int size() {
        return ALL.length;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    String overPackets() {
        return overPackets;
    }

    /** Adds what a packet adds to each sum. */
    static void add(PacketRecord packet, long[] sums) {
        Direction direction = PacketColumns.direction(packet);
        for (int i = 0; i < ALL.length; i++) {
            sums[i] += ALL[i].share.of(packet, direction);
        }
    }

    private static String count(String condition) {
        return "count(*) FILTER (WHERE " + condition + ")";
    }

    private static String bytes(String condition) {
        return "coalesce(sum(length) FILTER (WHERE " + condition + "), 0)";
    }

    private static long one(boolean holds) {
        return holds ? 1 : 0;
    }

    private static long bytes(PacketRecord packet, boolean holds) {
        return holds ? packet.length() : 0;
    }

    private static long between(PacketRecord packet, int least, int most) {
        return one(packet.length() >= least && packet.length() <= most);
    }

    private static boolean is(PacketRecord packet, Protocol protocol) {
        return packet.protocol() == protocol;
    }

    private static boolean isIcmp(PacketRecord packet) {
        return is(packet, Protocol.ICMP) || is(packet, Protocol.ICMPV6);
    }

    private static long flagged(PacketRecord packet, int mask) {
        PacketRecord.Tcp tcp = packet.tcp();
        return one(tcp != null && tcp.has(mask));
    }

    private static boolean isDns(PacketRecord packet, boolean response) {
        PacketRecord.Dns dns = packet.dns();
        return dns != null && dns.response() == response;
    }

    private static long answers(PacketRecord.@Nullable Dns dns) {
        return dns == null ? 0 : dns.answerCount();
    }

    private static long answerBytes(PacketRecord.@Nullable Dns dns) {
        return dns == null ? 0 : dns.answerBytes();
    }
}
