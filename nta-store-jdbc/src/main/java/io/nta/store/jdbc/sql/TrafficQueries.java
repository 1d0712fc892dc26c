package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopQuery;
import io.nta.store.jdbc.read.TopValue;
import io.nta.store.jdbc.read.Traffic;
import io.nta.store.jdbc.read.TrafficPoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums over packets: from roll-ups as far as whole minutes reach, from the packets themselves at the edges ({@link RangeParts}). */
final class TrafficQueries {
    private static final long NANOS = 1_000_000_000L;

    /** The lower of a packet's two ports, as text. */
    static final String SERVICE_PORT = "CAST(CASE WHEN src_port < dst_port THEN src_port ELSE dst_port END AS TEXT)";

    private static final Map<String, TrafficSum> PROTOCOL_PACKETS = ordered(
            "TCP", TrafficSum.TCP_PACKETS,
            "UDP", TrafficSum.UDP_PACKETS,
            "ICMP", TrafficSum.ICMP_PACKETS,
            "ARP", TrafficSum.ARP_PACKETS,
            "OTHER", TrafficSum.OTHER_PACKETS);

    private static final Map<String, TrafficSum> PROTOCOL_BYTES = ordered(
            "TCP", TrafficSum.TCP_BYTES,
            "UDP", TrafficSum.UDP_BYTES,
            "ICMP", TrafficSum.ICMP_BYTES,
            "ARP", TrafficSum.ARP_BYTES,
            "OTHER", TrafficSum.OTHER_BYTES);

    private static final Map<String, TrafficSum> SIZES = ordered(
            "0-63", TrafficSum.SIZE_0_63,
            "64-127", TrafficSum.SIZE_64_127,
            "128-255", TrafficSum.SIZE_128_255,
            "256-511", TrafficSum.SIZE_256_511,
            "512-1023", TrafficSum.SIZE_512_1023,
            "1024-1518", TrafficSum.SIZE_1024_1518,
            "1519+", TrafficSum.SIZE_1519);

    private static final Map<String, TrafficSum> FLAGS = ordered(
            "SYN", TrafficSum.SYN,
            "SYN-ACK", TrafficSum.SYN_ACK,
            "ACK", TrafficSum.ACK,
            "FIN", TrafficSum.FIN,
            "RST", TrafficSum.RST,
            "PSH", TrafficSum.PSH);

    private static final Map<String, TrafficSum> DIRECTIONS = ordered(
            "INBOUND", TrafficSum.INBOUND,
            "OUTBOUND", TrafficSum.OUTBOUND,
            "INTERNAL", TrafficSum.INTERNAL,
            "EXTERNAL", TrafficSum.EXTERNAL,
            "NONE", TrafficSum.UNDIRECTED);

    private TrafficQueries() {}

    private static Map<String, TrafficSum> ordered(Object... namesAndSums) {
        Map<String, TrafficSum> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSums.length; i += 2) {
            map.put((String) namesAndSums[i], (TrafficSum) namesAndSums[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    static Traffic traffic(Connection connection, TimeRange range) throws SQLException, IOException {
        PacketFloor floor = PacketFloor.read(connection);
        long[] sums = new long[TrafficSum.size()];
        for (RangeParts.Part part : RangeParts.of(range)) {
            Select select = part.level() == 0
                    ? packets(TrafficSum.OVER_PACKETS, part, floor)
                    : rollups(TrafficSum.SUMS, "traffic_rollups", part, floor);
            for (long[] row : select.list(connection, answer -> numbers(answer, 1, sums.length))) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += row[i];
                }
            }
        }
        return new Traffic(
                sums[TrafficSum.PACKETS.ordinal()],
                sums[TrafficSum.BYTES.ordinal()],
                pick(PROTOCOL_PACKETS, sums),
                pick(PROTOCOL_BYTES, sums),
                pick(SIZES, sums),
                pick(FLAGS, sums),
                pick(DIRECTIONS, sums),
                sums[TrafficSum.DNS_QUERIES.ordinal()],
                sums[TrafficSum.DNS_RESPONSES.ordinal()],
                sums[TrafficSum.DNS_ANSWERS.ordinal()],
                sums[TrafficSum.DNS_ANSWER_BYTES.ordinal()]);
    }

    private static Map<String, Long> pick(Map<String, TrafficSum> names, long[] sums) {
        Map<String, Long> picked = new LinkedHashMap<>();
        names.forEach((name, sum) -> picked.put(name, sums[sum.ordinal()]));
        return Collections.unmodifiableMap(picked);
    }

    private static long[] numbers(java.sql.ResultSet row, int first, int count) throws SQLException {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = row.getLong(first + i);
        }
        return numbers;
    }

    private static Select packets(String what, RangeParts.Part part, PacketFloor floor) {
        return new Select("SELECT " + what + " FROM raw_packets")
                .where("id >= ?", floor.packetId())
                .within("timestamp_ns", part.range());
    }

    private static Select rollups(String what, String table, RangeParts.Part part, PacketFloor floor) {
        return new Select("SELECT " + what + " FROM " + table)
                .where("level = ?", part.level())
                .where("start_s >= ?", part.startSeconds())
                .where("start_s < ?", part.endSeconds())
                .where("era >= ?", floor.era());
    }

    /** How a dimension's value is had from a packet, as text, and which packets have one; {@link RollupBatch} does the same. */
    private static String[] overPackets(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> new String[] {"src_ip", "TRUE"};
            case DESTINATION -> new String[] {"dst_ip", "TRUE"};
            case PORT -> new String[] {SERVICE_PORT, "src_port IS NOT NULL"};
            case DNS_NAME ->
                new String[] {
                    "substr(dns_qname, 1, " + RollupBatch.MAX_VALUE + ")", "dns_query AND dns_qname IS NOT NULL"
                };
            case DNS_TYPE -> new String[] {"CAST(dns_qtype AS TEXT)", "dns_query"};
        };
    }

    static List<TopValue> top(Connection connection, TopQuery query) throws SQLException, IOException {
        PacketFloor floor = PacketFloor.read(connection);
        String[] over = overPackets(query.dimension());
        StringBuilder all = new StringBuilder();
        Select select = new Select("");
        for (RangeParts.Part part : RangeParts.of(query.range())) {
            all.append(all.length() == 0 ? "" : " UNION ALL ");
            if (part.level() == 0) {
                all.append("SELECT ")
                        .append(over[0])
                        .append(" AS value, 1 AS packets, length AS bytes FROM raw_packets")
                        .append(" WHERE ")
                        .append(over[1])
                        .append(" AND id >= ? AND timestamp_ns >= ? AND timestamp_ns < ?");
                select.end(
                        "",
                        floor.packetId(),
                        part.range().startNanos(),
                        part.range().endNanos());
            } else {
                all.append("SELECT value, packets, bytes FROM value_rollups WHERE level = ? AND dimension = ?")
                        .append(" AND start_s >= ? AND start_s < ? AND era >= ?");
                select.end(
                        "",
                        part.level(),
                        query.dimension().code(),
                        part.startSeconds(),
                        part.endSeconds(),
                        floor.era());
            }
        }
        select.end(
                "SELECT value, sum(packets) AS packets, sum(bytes) AS bytes FROM (" + all + ") AS parts GROUP BY value"
                        + " ORDER BY " + (query.byBytes() ? 3 : 2) + " DESC, value LIMIT ?",
                query.limit());
        return select.list(connection, row -> new TopValue(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    static List<TrafficPoint> history(Connection connection, TimeRange range, Duration step)
            throws SQLException, IOException {
        long seconds = step.toSeconds();
        if (seconds < 1 || !step.equals(Duration.ofSeconds(seconds))) {
            throw new IllegalArgumentException("the step is " + step + "; allowed: whole seconds, at least 1");
        }
        PacketFloor floor = PacketFloor.read(connection);
        TreeMap<Long, long[]> points = new TreeMap<>();
        for (RangeParts.Part part : RangeParts.of(range, seconds)) {
            String time = part.level() == 0 ? floorDiv("timestamp_ns", NANOS * seconds) : floorDiv("start_s", seconds);
            String counts = part.level() == 0
                    ? TrafficSum.PACKETS.overPackets() + ", " + TrafficSum.BYTES.overPackets() + ", "
                            + TrafficSum.TCP_PACKETS.overPackets() + ", " + TrafficSum.UDP_PACKETS.overPackets() + ", "
                            + TrafficSum.ICMP_PACKETS.overPackets()
                    : "sum(packets), sum(bytes), sum(tcp_packets), sum(udp_packets), sum(icmp_packets)";
            Select select = part.level() == 0
                    ? packets(time + ", " + counts, part, floor)
                    : rollups(time + ", " + counts, "traffic_rollups", part, floor);
            select.end(" GROUP BY 1 ORDER BY 1 LIMIT ?", StoreReader.MAX_POINTS + 1);
            for (long[] row : select.list(connection, answer -> numbers(answer, 1, 6))) {
                long[] point = points.computeIfAbsent(row[0], key -> new long[5]);
                for (int i = 0; i < point.length; i++) {
                    point[i] += row[i + 1];
                }
            }
        }
        if (points.size() > StoreReader.MAX_POINTS) {
            throw new IllegalArgumentException("the range has more than " + StoreReader.MAX_POINTS + " steps of " + step
                    + " with packets; ask for a longer step or a shorter range");
        }
        return points.entrySet().stream()
                .map(point -> new TrafficPoint(
                        Instant.ofEpochSecond(point.getKey() * seconds),
                        point.getValue()[0],
                        point.getValue()[1],
                        point.getValue()[2],
                        point.getValue()[3],
                        point.getValue()[4]))
                .toList();
    }

    /** Division that rounds down for times before the epoch, too: SQL's rounds towards zero. */
    private static String floorDiv(String column, long divisor) {
        return "CASE WHEN " + column + " >= 0 THEN " + column + " / " + divisor + " ELSE (" + column + " + 1) / "
                + divisor + " - 1 END";
    }
}
