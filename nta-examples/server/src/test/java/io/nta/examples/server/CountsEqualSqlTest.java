package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.Direction;
import io.nta.examples.server.testkit.GeneratedPackets;
import io.nta.examples.server.testkit.Range;
import io.nta.examples.server.testkit.Sql;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every count that the API gives is what plain SQL over the tables gives for the same range. The traffic is generated and lasts for hours, so that the API answers from hours, minutes and
 * packets; the ranges begin and end anywhere, some to the nanosecond of a packet.
 */
class CountsEqualSqlTest {
    private static final int PACKETS = 4_000;
    /** Seconds of generated traffic become hours: after each run of packets there is a pause. */
    private static final int RUN = 500;

    private static final Duration PAUSE = Duration.ofMinutes(23);

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final String IN_RANGE = " timestamp_ns >= ? AND timestamp_ns < ?";

    @TempDir
    private static Path folder;

    private static List<PacketRecord> packets;
    private static TestServer server;
    private static Sql sql;

    @BeforeAll
    static void start() throws Exception {
        packets = GeneratedPackets.followedBy(
                GeneratedPackets.withPauses(GeneratedPackets.of("network", 23, PACKETS), RUN, PAUSE),
                GeneratedPackets.of("port_scan", 5, PACKETS / 4));
        assertThat(last() - first()).as("several hours").isGreaterThan(3 * HOUR);
        server = TestServer.start(folder);
        int number = 0;
        for (List<PacketRecord> batch : CaptureBatches.cut(packets, 1_000, Long.MAX_VALUE)) {
            int agent = number % 2;
            assertThat(server.ingest(CaptureBatches.body("b" + number++, "agent-" + agent, batch))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
        sql = new Sql(folder);
    }

    @AfterAll
    static void stop() throws SQLException {
        sql.close();
        server.close();
    }

    private static long first() {
        return packets.get(0).timestampNanos();
    }

    private static long last() {
        return packets.get(packets.size() - 1).timestampNanos();
    }

    static Stream<Range> ranges() {
        Random random = new Random(5);
        List<Range> ranges = new ArrayList<>();
        ranges.add(new Range(first() - HOUR, last() + HOUR));
        long hour = Math.floorDiv(first(), HOUR) * HOUR + HOUR;
        ranges.add(new Range(hour, hour + 2 * HOUR));
        ranges.add(new Range(hour - 1, hour + 2 * HOUR + 1));
        ranges.add(new Range(hour + 7 * MINUTE, hour + HOUR + 41 * MINUTE));
        ranges.add(new Range(hour + 12_345_678_901L, hour + 12_345_678_901L + MINUTE / 2));
        ranges.add(new Range(first() - 5 * HOUR, first() - 3 * HOUR));
        // From a packet, which is in, to another, which is not.
        ranges.add(new Range(
                packets.get(PACKETS / 4).timestampNanos(),
                packets.get(PACKETS / 2).timestampNanos()));
        for (int i = 0; i < 4; i++) {
            long from = random.nextLong(first(), last());
            ranges.add(new Range(from, random.nextLong(from + 1, last() + HOUR)));
        }
        return ranges.stream();
    }

    private static long count(String condition, Range range) throws SQLException {
        return number("SELECT count(*) FROM raw_packets WHERE (" + condition + ") AND" + IN_RANGE, range);
    }

    private static long number(String query, Range range) throws SQLException {
        return sql.number(query, range.from(), range.to());
    }

    private static JsonNode get(String path, Range range) {
        return server.json(path + (path.contains("?") ? "&" : "?") + range.parameters());
    }

    /** Returns what the items of an answer count, by their names. */
    private static Map<String, Long> items(JsonNode answer, String name) {
        Map<String, Long> counts = new TreeMap<>();
        answer.path("items")
                .forEach(item -> counts.put(
                        item.path(name).asText(), item.path("packets").asLong()));
        return counts;
    }

    private static void assertTotals(JsonNode answer, Range range) throws SQLException {
        assertThat(answer.path("packets").asLong()).isEqualTo(count("TRUE", range));
        assertThat(answer.path("bytes").asLong())
                .isEqualTo(number("SELECT coalesce(sum(length), 0) FROM raw_packets WHERE" + IN_RANGE, range));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void protocols(Range range) throws SQLException {
        JsonNode answer = get("/api/protocols", range);
        assertTotals(answer, range);
        Map<String, String> conditions = Map.of(
                "TCP", "protocol = 'TCP'",
                "UDP", "protocol = 'UDP'",
                "ICMP", "protocol LIKE 'ICMP%'",
                "ARP", "protocol = 'ARP'",
                "OTHER", "protocol NOT IN ('TCP', 'UDP', 'ICMP', 'ICMPv6', 'ARP')");
        assertThat(answer.path("items")).hasSize(conditions.size());
        for (JsonNode item : answer.path("items")) {
            String condition = conditions.get(item.path("protocol").asText());
            assertThat(item.path("packets").asLong()).isEqualTo(count(condition, range));
            assertThat(item.path("bytes").asLong())
                    .isEqualTo(number(
                            "SELECT coalesce(sum(length), 0) FROM raw_packets WHERE " + condition + " AND" + IN_RANGE,
                            range));
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void packetSizes(Range range) throws SQLException {
        JsonNode answer = get("/api/packet-size-distribution", range);
        assertTotals(answer, range);
        int[] bounds = {0, 64, 128, 256, 512, 1_024, 1_519, Integer.MAX_VALUE};
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.length; i++) {
            expected.add(count("length >= " + bounds[i] + " AND length < " + bounds[i + 1], range));
        }
        List<Long> told = new ArrayList<>();
        answer.path("items").forEach(item -> told.add(item.path("packets").asLong()));
        assertThat(told).isEqualTo(expected);
    }

    /** What the answers of their own say is held against SQL. */
    @ParameterizedTest
    @MethodSource("ranges")
    void allKindsAtOnceAreWhatTheyAreAlone(Range range) throws SQLException {
        JsonNode answer = get("/api/traffic", range);
        assertTotals(answer, range);
        assertThat(answer.path("protocols"))
                .isEqualTo(get("/api/protocols", range).path("items"));
        assertThat(answer.path("directions"))
                .isEqualTo(get("/api/traffic-direction", range).path("items"));
        assertThat(answer.path("sizes"))
                .isEqualTo(get("/api/packet-size-distribution", range).path("items"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void tcpFlags(Range range) throws SQLException {
        JsonNode answer = get("/api/tcp-flags", range);
        assertTotals(answer, range);
        Map<String, Long> expected = new TreeMap<>();
        expected.put("SYN", count("tcp_syn", range));
        expected.put("SYN-ACK", count("tcp_flags = 'SYN,ACK' OR tcp_syn AND tcp_ack", range));
        expected.put("ACK", count("tcp_ack", range));
        expected.put("FIN", count("tcp_fin", range));
        expected.put("RST", count("tcp_rst", range));
        expected.put("PSH", count("tcp_psh", range));
        assertThat(items(answer, "flag")).isEqualTo(expected);
    }

    /** The addresses come from SQL; whether they are private is told by Java. */
    @ParameterizedTest
    @MethodSource("ranges")
    void directions(Range range) throws Exception {
        JsonNode answer = get("/api/traffic-direction", range);
        assertTotals(answer, range);
        Map<String, Long> expected =
                new TreeMap<>(Map.of("INBOUND", 0L, "OUTBOUND", 0L, "INTERNAL", 0L, "EXTERNAL", 0L, "NONE", 0L));
        for (List<String> row : sql.ask(
                "SELECT protocol, src_ip, dst_ip, count(*) FROM raw_packets WHERE" + IN_RANGE + " GROUP BY 1, 2, 3",
                range.from(),
                range.to())) {
            expected.merge(Direction.of(row.get(0), row.get(1), row.get(2)), Long.parseLong(row.get(3)), Long::sum);
        }
        assertThat(items(answer, "direction")).isEqualTo(expected);
    }

    private static void assertTop(JsonNode items, String value, String condition, String order, int limit, Range range)
            throws SQLException {
        List<List<String>> told = new ArrayList<>();
        items.forEach(item -> told.add(List.of(
                item.path("value").asText(),
                item.path("packets").asText(),
                item.path("bytes").asText())));
        assertThat(told)
                .isEqualTo(sql.ask(
                        "SELECT CAST(" + value
                                + " AS TEXT), count(*) AS packets, sum(length) AS bytes FROM raw_packets WHERE ("
                                + condition + ") AND" + IN_RANGE + " GROUP BY 1 ORDER BY " + order
                                + " DESC, 1 LIMIT " + limit,
                        range.from(),
                        range.to()));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void topSourcesDestinationsAndPorts(Range range) throws SQLException {
        Map<String, String> values = Map.of(
                "/api/top-sources", "src_ip",
                "/api/top-destinations", "dst_ip",
                "/api/top-ports", "min(src_port, dst_port)");
        for (Map.Entry<String, String> top : values.entrySet()) {
            String condition = top.getKey().endsWith("ports") ? "src_port IS NOT NULL" : "TRUE";
            for (String by : List.of("packets", "bytes")) {
                for (int limit : new int[] {3, 200}) {
                    JsonNode answer = get(top.getKey() + "?by=" + by + "&limit=" + limit, range);
                    assertTop(answer.path("items"), top.getValue(), condition, by, limit, range);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void dns(Range range) throws SQLException {
        JsonNode answer = get("/api/dns-stats?limit=20", range);
        assertThat(answer.path("queries").asLong()).isEqualTo(count("dns_query", range));
        assertThat(answer.path("responses").asLong()).isEqualTo(count("dns_response", range));
        String sum = "SELECT coalesce(sum(%s), 0) FROM raw_packets WHERE dns_response AND" + IN_RANGE;
        assertThat(answer.path("answers").asLong()).isEqualTo(number(sum.formatted("dns_answer_count"), range));
        assertThat(answer.path("answer_bytes").asLong()).isEqualTo(number(sum.formatted("dns_answer_size"), range));
        assertTop(answer.path("names"), "dns_qname", "dns_query AND dns_qname IS NOT NULL", "packets", 20, range);
        assertTop(answer.path("types"), "dns_qtype", "dns_query", "packets", 20, range);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void history(Range range) throws SQLException {
        for (int step : new int[] {37, 60, 3_600, 7_200}) {
            JsonNode answer = get("/api/traffic-history?step=" + step, range);
            List<List<String>> told = new ArrayList<>();
            for (JsonNode point : answer.path("points")) {
                told.add(List.of(
                        String.valueOf(
                                Instant.parse(point.path("start").asText()).getEpochSecond()),
                        point.path("packets").asText(),
                        point.path("bytes").asText(),
                        point.path("tcp_packets").asText(),
                        point.path("udp_packets").asText(),
                        point.path("icmp_packets").asText()));
            }
            String start = "timestamp_ns / " + step * SECOND + " * " + step;
            assertThat(told)
                    .as("step %s", step)
                    .isEqualTo(sql.ask(
                            "SELECT " + start + ", count(*), sum(length), sum(protocol = 'TCP'), sum(protocol = 'UDP'),"
                                    + " sum(protocol LIKE 'ICMP%') FROM raw_packets WHERE" + IN_RANGE
                                    + " GROUP BY 1 ORDER BY 1",
                            range.from(),
                            range.to()));
        }
    }

    /** Returns how many items the pages of a list have in all. */
    private static long listed(String path, Range range) {
        long items = 0;
        String next = "";
        while (true) {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=997" + next, range);
            items += page.path("items").size();
            if (page.path("next").isNull()) {
                return items;
            }
            next = "&after=" + page.path("next").asText();
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void packetsThatAreListed(Range range) throws SQLException {
        String host = packets.get(100).source().toString();
        assertThat(listed("/api/packets", range)).isEqualTo(count("TRUE", range));
        assertThat(listed("/api/packets?host=" + host, range))
                .isEqualTo(count("src_ip = '" + host + "' OR dst_ip = '" + host + "'", range));
        assertThat(listed("/api/packets?protocol=UDP&port=53", range))
                .isEqualTo(count("protocol = 'UDP' AND (src_port = 53 OR dst_port = 53)", range));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void hosts(Range range) throws SQLException {
        String host = packets.get(100).source().toString();
        JsonNode answer = get("/api/hosts/" + host + "?limit=5", range);
        assertThat(answer.path("lists_from").isNull()).isTrue();
        for (Map.Entry<String, String> way :
                Map.of("sent", "src_ip", "received", "dst_ip").entrySet()) {
            String condition = way.getValue() + " = '" + host + "'";
            assertThat(answer.path(way.getKey()).path("packets").asLong()).isEqualTo(count(condition, range));
        }
        assertTop(answer.path("sends_to"), "dst_ip", "src_ip = '" + host + "'", "packets", 5, range);
        assertTop(answer.path("receives_from"), "src_ip", "dst_ip = '" + host + "'", "packets", 5, range);
    }

    /** What is read for the lists is bounded; they say since when they count, and count that. */
    @ParameterizedTest
    @MethodSource("ranges")
    void hostsByTheirLatestPackets(Range range) throws SQLException {
        String host = packets.get(100).source().toString();
        JsonNode answer = get("/api/hosts/" + host + "?limit=5&packets=700", range);
        String sent = "src_ip = '" + host + "'";
        assertThat(answer.path("sent").path("packets").asLong()).isEqualTo(count(sent, range));
        Instant from = answer.path("lists_from").isNull()
                ? Range.instant(range.from())
                : Instant.parse(answer.path("lists_from").asText());
        Range counted = new Range(from.getEpochSecond() * SECOND + from.getNano(), range.to());
        assertThat(counted.from()).isBetween(range.from(), range.to());
        assertThat(answer.path("lists_from").isNull() || count("TRUE", range) > 700)
                .isTrue();
        assertTop(answer.path("sends_to"), "dst_ip", sent, "packets", 5, counted);
        assertTop(answer.path("receives_from"), "src_ip", "dst_ip = '" + host + "'", "packets", 5, counted);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void windows(Range range) throws SQLException {
        String query = "SELECT count(*) FROM aggregated_features WHERE window_size = %s AND key_kind = '%s'"
                + " AND window_start >= ? AND window_start < ?";
        assertThat(listed("/api/features?window_size=5&kind=TARGET", range))
                .isEqualTo(number(query.formatted(5, "TARGET"), range));
        assertThat(listed("/api/features?window_size=180", range))
                .isEqualTo(number(query.formatted(180, "SOURCE"), range));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void alerts(Range range) throws SQLException {
        String inRange = " FROM detected_alerts WHERE detected_at >= ? AND detected_at < ?";
        JsonNode summary = get("/api/alerts/summary", range);
        assertThat(summary.path("total").asLong()).isEqualTo(number("SELECT count(*)" + inRange, range));
        assertThat(summary.path("unresolved").asLong())
                .isEqualTo(number("SELECT count(*)" + inRange + " AND NOT resolved", range));
        Map<String, Long> severities = new TreeMap<>(Map.of("LOW", 0L, "MEDIUM", 0L, "HIGH", 0L, "CRITICAL", 0L));
        severities.putAll(grouped("severity", inRange, range));
        assertThat(counts(summary.path("by_severity"))).isEqualTo(severities);
        assertThat(counts(summary.path("by_type"))).isEqualTo(grouped("attack_type", inRange, range));
        assertThat(listed("/api/alerts", range)).isEqualTo(summary.path("total").asLong());
    }

    private static Map<String, Long> grouped(String column, String inRange, Range range) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (List<String> row :
                sql.ask("SELECT " + column + ", count(*)" + inRange + " GROUP BY 1", range.from(), range.to())) {
            counts.put(row.get(0), Long.parseLong(row.get(1)));
        }
        return counts;
    }

    private static Map<String, Long> counts(JsonNode object) {
        Map<String, Long> counts = new TreeMap<>();
        object.properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().asLong()));
        return counts;
    }

    @Test
    void agentsAndTheWholeStore() throws SQLException {
        Range all = new Range(first(), last() + 1);
        JsonNode store = server.json("/api/store");
        assertThat(store.path("packets").asLong()).isEqualTo(count("TRUE", all)).isEqualTo(packets.size());
        assertThat(store.path("rows").asText())
                .isEqualTo(sql.ask("SELECT count(*) FROM aggregated_features")
                        .get(0)
                        .get(0));
        assertThat(store.path("alerts").asText())
                .isEqualTo(
                        sql.ask("SELECT count(*) FROM detected_alerts").get(0).get(0))
                .isNotEqualTo("0");
        assertThat(store.path("first_packet").asText())
                .isEqualTo(Range.instant(first()).toString());
        assertThat(store.path("last_packet").asText())
                .isEqualTo(Range.instant(last()).toString());
        long told = 0;
        for (JsonNode agent : server.json("/api/agents").path("items")) {
            String name = agent.path("agent").asText();
            List<String> stored = sql.ask(
                            "SELECT count(*), sum(p.length) FROM raw_packets p JOIN batches b"
                                    + " ON b.number = p.id >> 20 WHERE b.agent = ?",
                            name)
                    .get(0);
            assertThat(List.of(
                            agent.path("packets").asText(), agent.path("bytes").asText()))
                    .isEqualTo(stored);
            told += agent.path("packets").asLong();
        }
        assertThat(told).isEqualTo(packets.size());
    }
}
