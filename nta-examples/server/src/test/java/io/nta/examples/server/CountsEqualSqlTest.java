package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CountedTraffic;
import io.nta.examples.server.testkit.Direction;
import io.nta.examples.server.testkit.Range;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sum over packets that the API gives is what plain SQL over the tables gives for the same range. */
class CountsEqualSqlTest {
    @TempDir
    private static Path folder;

    private static CountedTraffic traffic;

    @BeforeAll
    static void start() throws Exception {
        traffic = CountedTraffic.in(folder);
    }

    @AfterAll
    static void stop() throws SQLException {
        traffic.close();
    }

    static Stream<Range> ranges() {
        return traffic.ranges();
    }

    /** Returns what the items of an answer count, by their names. */
    private static Map<String, Long> items(JsonNode answer, String name) {
        Map<String, Long> counts = new TreeMap<>();
        answer.path("items")
                .forEach(item -> counts.put(
                        item.path(name).asText(), item.path("packets").asLong()));
        return counts;
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void protocols(Range range) throws SQLException {
        JsonNode answer = traffic.get("/api/protocols", range);
        traffic.assertTotals(answer, range);
        Map<String, String> conditions = Map.of(
                "TCP", "protocol = 'TCP'",
                "UDP", "protocol = 'UDP'",
                "ICMP", "protocol LIKE 'ICMP%'",
                "ARP", "protocol = 'ARP'",
                "OTHER", "protocol NOT IN ('TCP', 'UDP', 'ICMP', 'ICMPv6', 'ARP')");
        assertThat(answer.path("items")).hasSize(conditions.size());
        for (JsonNode item : answer.path("items")) {
            String condition = conditions.get(item.path("protocol").asText());
            assertThat(item.path("packets").asLong()).isEqualTo(traffic.count(condition, range));
            assertThat(item.path("bytes").asLong())
                    .isEqualTo(traffic.number(
                            "SELECT coalesce(sum(length), 0) FROM raw_packets WHERE " + condition + " AND"
                                    + CountedTraffic.IN_RANGE,
                            range));
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void packetSizes(Range range) throws SQLException {
        JsonNode answer = traffic.get("/api/packet-size-distribution", range);
        traffic.assertTotals(answer, range);
        int[] bounds = {0, 64, 128, 256, 512, 1_024, 1_519, Integer.MAX_VALUE};
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.length; i++) {
            expected.add(traffic.count("length >= " + bounds[i] + " AND length < " + bounds[i + 1], range));
        }
        List<Long> told = new ArrayList<>();
        answer.path("items").forEach(item -> told.add(item.path("packets").asLong()));
        assertThat(told).isEqualTo(expected);
    }

    /** What the answers of their own say is held against SQL. */
    @ParameterizedTest
    @MethodSource("ranges")
    void allKindsAtOnceAreWhatTheyAreAlone(Range range) throws SQLException {
        JsonNode answer = traffic.get("/api/traffic", range);
        traffic.assertTotals(answer, range);
        assertThat(answer.path("protocols"))
                .isEqualTo(traffic.get("/api/protocols", range).path("items"));
        assertThat(answer.path("directions"))
                .isEqualTo(traffic.get("/api/traffic-direction", range).path("items"));
        assertThat(answer.path("sizes"))
                .isEqualTo(traffic.get("/api/packet-size-distribution", range).path("items"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void tcpFlags(Range range) throws SQLException {
        JsonNode answer = traffic.get("/api/tcp-flags", range);
        traffic.assertTotals(answer, range);
        Map<String, Long> expected = new TreeMap<>();
        expected.put("SYN", traffic.count("tcp_syn", range));
        expected.put("SYN-ACK", traffic.count("tcp_flags = 'SYN,ACK' OR tcp_syn AND tcp_ack", range));
        expected.put("ACK", traffic.count("tcp_ack", range));
        expected.put("FIN", traffic.count("tcp_fin", range));
        expected.put("RST", traffic.count("tcp_rst", range));
        expected.put("PSH", traffic.count("tcp_psh", range));
        assertThat(items(answer, "flag")).isEqualTo(expected);
    }

    /** The addresses come from SQL; whether they are private is told by Java. */
    @ParameterizedTest
    @MethodSource("ranges")
    void directions(Range range) throws Exception {
        JsonNode answer = traffic.get("/api/traffic-direction", range);
        traffic.assertTotals(answer, range);
        Map<String, Long> expected =
                new TreeMap<>(Map.of("INBOUND", 0L, "OUTBOUND", 0L, "INTERNAL", 0L, "EXTERNAL", 0L, "NONE", 0L));
        for (List<String> row : traffic.sql()
                .ask(
                        "SELECT protocol, src_ip, dst_ip, count(*) FROM raw_packets WHERE" + CountedTraffic.IN_RANGE
                                + " GROUP BY 1, 2, 3",
                        range.from(),
                        range.to())) {
            expected.merge(Direction.of(row.get(0), row.get(1), row.get(2)), Long.parseLong(row.get(3)), Long::sum);
        }
        assertThat(items(answer, "direction")).isEqualTo(expected);
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
                    JsonNode answer = traffic.get(top.getKey() + "?by=" + by + "&limit=" + limit, range);
                    traffic.assertTop(answer.path("items"), top.getValue(), condition, by, limit, range);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void dns(Range range) throws SQLException {
        JsonNode answer = traffic.get("/api/dns-stats?limit=20", range);
        assertThat(answer.path("queries").asLong()).isEqualTo(traffic.count("dns_query", range));
        assertThat(answer.path("responses").asLong()).isEqualTo(traffic.count("dns_response", range));
        String sum = "SELECT coalesce(sum(%s), 0) FROM raw_packets WHERE dns_response AND" + CountedTraffic.IN_RANGE;
        assertThat(answer.path("answers").asLong()).isEqualTo(traffic.number(sum.formatted("dns_answer_count"), range));
        assertThat(answer.path("answer_bytes").asLong())
                .isEqualTo(traffic.number(sum.formatted("dns_answer_size"), range));
        traffic.assertTop(
                answer.path("names"), "dns_qname", "dns_query AND dns_qname IS NOT NULL", "packets", 20, range);
        traffic.assertTop(answer.path("types"), "dns_qtype", "dns_query", "packets", 20, range);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void history(Range range) throws SQLException {
        for (int step : new int[] {37, 60, 3_600, 7_200}) {
            JsonNode answer = traffic.get("/api/traffic-history?step=" + step, range);
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
            String start = "timestamp_ns / " + step * CountedTraffic.SECOND + " * " + step;
            assertThat(told)
                    .as("step %s", step)
                    .isEqualTo(traffic.sql()
                            .ask(
                                    "SELECT " + start
                                            + ", count(*), sum(length), sum(protocol = 'TCP'), sum(protocol = 'UDP'),"
                                            + " sum(protocol LIKE 'ICMP%') FROM raw_packets WHERE"
                                            + CountedTraffic.IN_RANGE
                                            + " GROUP BY 1 ORDER BY 1",
                                    range.from(),
                                    range.to()));
        }
    }
}
