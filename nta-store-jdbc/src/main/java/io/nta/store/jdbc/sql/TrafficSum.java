package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import io.nta.packet.TcpFlags;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is summed up over packets: a column of {@code traffic_rollups}, and how SQL has it over {@code raw_packets}. {@link #add} says the same of one packet; a test holds
 * them together.
 */
enum TrafficSum {
    PACKETS("count(*)"),
    BYTES("coalesce(sum(length), 0)"),
    TCP_PACKETS(count("protocol = 'TCP'")),
    TCP_BYTES(bytes("protocol = 'TCP'")),
    UDP_PACKETS(count("protocol = 'UDP'")),
    UDP_BYTES(bytes("protocol = 'UDP'")),
    ICMP_PACKETS(count("protocol IN ('ICMP', 'ICMPv6')")),
    ICMP_BYTES(bytes("protocol IN ('ICMP', 'ICMPv6')")),
    ARP_PACKETS(count("protocol = 'ARP'")),
    ARP_BYTES(bytes("protocol = 'ARP'")),
    OTHER_PACKETS(count("protocol = 'OTHER'")),
    OTHER_BYTES(bytes("protocol = 'OTHER'")),
    SIZE_0_63(count("length < 64")),
    SIZE_64_127(count("length BETWEEN 64 AND 127")),
    SIZE_128_255(count("length BETWEEN 128 AND 255")),
    SIZE_256_511(count("length BETWEEN 256 AND 511")),
    SIZE_512_1023(count("length BETWEEN 512 AND 1023")),
    SIZE_1024_1518(count("length BETWEEN 1024 AND 1518")),
    SIZE_1519(count("length > 1518")),
    SYN(count("tcp_syn")),
    SYN_ACK(count("tcp_syn AND tcp_ack")),
    ACK(count("tcp_ack")),
    FIN(count("tcp_fin")),
    RST(count("tcp_rst")),
    PSH(count("tcp_psh")),
    UNDIRECTED(count("direction = 0")),
    INBOUND(count("direction = 1")),
    OUTBOUND(count("direction = 2")),
    INTERNAL(count("direction = 3")),
    EXTERNAL(count("direction = 4")),
    DNS_QUERIES(count("dns_query")),
    DNS_RESPONSES(count("dns_response")),
    DNS_ANSWERS("coalesce(sum(dns_answer_count) FILTER (WHERE dns_response), 0)"),
    DNS_ANSWER_BYTES("coalesce(sum(dns_answer_size) FILTER (WHERE dns_response), 0)");

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

    private final String overPackets;

    TrafficSum(String overPackets) {
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

    /** Adds a packet to the sums. Written out: a question of each sum for each packet took a fifth of what writing costs Java. */
    static void add(PacketRecord packet, long[] sums) {
        int bytes = packet.length();
        add(PACKETS, 1, sums);
        add(BYTES, bytes, sums);
        addProtocol(packet.protocol(), bytes, sums);
        add(ofSize(bytes), 1, sums);
        add(ofDirection(PacketColumns.direction(packet)), 1, sums);
        PacketRecord.Tcp tcp = packet.tcp();
        if (tcp != null) {
            addFlags(tcp, sums);
        }
        PacketRecord.Dns dns = packet.dns();
        if (dns != null) {
            addDns(dns, sums);
        }
    }

    private static void add(TrafficSum sum, long number, long[] sums) {
        sums[sum.ordinal()] += number;
    }

    private static void addProtocol(Protocol protocol, int bytes, long[] sums) {
        switch (protocol) {
            case TCP -> {
                add(TCP_PACKETS, 1, sums);
                add(TCP_BYTES, bytes, sums);
            }
            case UDP -> {
                add(UDP_PACKETS, 1, sums);
                add(UDP_BYTES, bytes, sums);
            }
            case ICMP, ICMPV6 -> {
                add(ICMP_PACKETS, 1, sums);
                add(ICMP_BYTES, bytes, sums);
            }
            case ARP -> {
                add(ARP_PACKETS, 1, sums);
                add(ARP_BYTES, bytes, sums);
            }
            case OTHER -> {
                add(OTHER_PACKETS, 1, sums);
                add(OTHER_BYTES, bytes, sums);
            }
        }
    }

    private static TrafficSum ofSize(int bytes) {
        if (bytes < 256) {
            return bytes < 64 ? SIZE_0_63 : bytes < 128 ? SIZE_64_127 : SIZE_128_255;
        }
        return bytes < 512 ? SIZE_256_511 : bytes < 1_024 ? SIZE_512_1023 : bytes < 1_519 ? SIZE_1024_1518 : SIZE_1519;
    }

    private static TrafficSum ofDirection(Direction direction) {
        return switch (direction) {
            case NONE -> UNDIRECTED;
            case INBOUND -> INBOUND;
            case OUTBOUND -> OUTBOUND;
            case INTERNAL -> INTERNAL;
            case EXTERNAL -> EXTERNAL;
        };
    }

    private static void addFlags(PacketRecord.Tcp tcp, long[] sums) {
        add(SYN, one(tcp, TcpFlags.SYN), sums);
        add(SYN_ACK, one(tcp, TcpFlags.SYN | TcpFlags.ACK), sums);
        add(ACK, one(tcp, TcpFlags.ACK), sums);
        add(FIN, one(tcp, TcpFlags.FIN), sums);
        add(RST, one(tcp, TcpFlags.RST), sums);
        add(PSH, one(tcp, TcpFlags.PSH), sums);
    }

    private static int one(PacketRecord.Tcp tcp, int mask) {
        return tcp.has(mask) ? 1 : 0;
    }

    private static void addDns(PacketRecord.Dns dns, long[] sums) {
        if (dns.response()) {
            add(DNS_RESPONSES, 1, sums);
            add(DNS_ANSWERS, dns.answerCount(), sums);
            add(DNS_ANSWER_BYTES, dns.answerBytes(), sums);
        } else {
            add(DNS_QUERIES, 1, sums);
        }
    }

    private static String count(String condition) {
        return "count(*) FILTER (WHERE " + condition + ")";
    }

    private static String bytes(String condition) {
        return "coalesce(sum(length) FILTER (WHERE " + condition + "), 0)";
    }
}
