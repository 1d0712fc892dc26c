package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.CountedTraffic;
import io.nta.examples.server.testkit.Range;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API lists, and counts of hosts, windows, alerts, agents and the store, is what plain SQL over the tables gives for the same range. */
class ListsEqualSqlTest {
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

    @ParameterizedTest
    @MethodSource("ranges")
    void packetsThatAreListed(Range range) throws SQLException {
        String host = traffic.host();
        assertThat(traffic.listed("/api/packets", range)).isEqualTo(traffic.count("TRUE", range));
        assertThat(traffic.listed("/api/packets?host=" + host, range))
                .isEqualTo(traffic.count("src_ip = '" + host + "' OR dst_ip = '" + host + "'", range));
        assertThat(traffic.listed("/api/packets?protocol=UDP&port=53", range))
                .isEqualTo(traffic.count("protocol = 'UDP' AND (src_port = 53 OR dst_port = 53)", range));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void hosts(Range range) throws SQLException {
        String host = traffic.host();
        JsonNode answer = traffic.get("/api/hosts/" + host + "?limit=5", range);
        assertThat(answer.path("lists_from").isNull()).isTrue();
        for (Map.Entry<String, String> way :
                Map.of("sent", "src_ip", "received", "dst_ip").entrySet()) {
            String condition = way.getValue() + " = '" + host + "'";
            assertThat(answer.path(way.getKey()).path("packets").asLong()).isEqualTo(traffic.count(condition, range));
        }
        traffic.assertTop(answer.path("sends_to"), "dst_ip", "src_ip = '" + host + "'", "packets", 5, range);
        traffic.assertTop(answer.path("receives_from"), "src_ip", "dst_ip = '" + host + "'", "packets", 5, range);
    }

    /** What is read for the lists is bounded; they say since when they count, and count that. */
    @ParameterizedTest
    @MethodSource("ranges")
    void hostsByTheirLatestPackets(Range range) throws SQLException {
        String host = traffic.host();
        JsonNode answer = traffic.get("/api/hosts/" + host + "?limit=5&packets=700", range);
        String sent = "src_ip = '" + host + "'";
        assertThat(answer.path("sent").path("packets").asLong()).isEqualTo(traffic.count(sent, range));
        Instant from = answer.path("lists_from").isNull()
                ? Range.instant(range.from())
                : Instant.parse(answer.path("lists_from").asText());
        Range counted = new Range(from.getEpochSecond() * CountedTraffic.SECOND + from.getNano(), range.to());
        assertThat(counted.from()).isBetween(range.from(), range.to());
        assertThat(answer.path("lists_from").isNull() || traffic.count("TRUE", range) > 700)
                .isTrue();
        traffic.assertTop(answer.path("sends_to"), "dst_ip", sent, "packets", 5, counted);
        traffic.assertTop(answer.path("receives_from"), "src_ip", "dst_ip = '" + host + "'", "packets", 5, counted);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void windows(Range range) throws SQLException {
        String query = "SELECT count(*) FROM aggregated_features WHERE window_size = %s AND key_kind = '%s'"
                + " AND window_start >= ? AND window_start < ?";
        assertThat(traffic.listed("/api/features?window_size=5&kind=TARGET", range))
                .isEqualTo(traffic.number(query.formatted(5, "TARGET"), range));
        assertThat(traffic.listed("/api/features?window_size=180", range))
                .isEqualTo(traffic.number(query.formatted(180, "SOURCE"), range));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void alerts(Range range) throws SQLException {
        String inRange = " FROM detected_alerts WHERE detected_at >= ? AND detected_at < ?";
        JsonNode summary = traffic.get("/api/alerts/summary", range);
        assertThat(summary.path("total").asLong()).isEqualTo(traffic.number("SELECT count(*)" + inRange, range));
        assertThat(summary.path("unresolved").asLong())
                .isEqualTo(traffic.number("SELECT count(*)" + inRange + " AND NOT resolved", range));
        Map<String, Long> severities = new TreeMap<>(Map.of("LOW", 0L, "MEDIUM", 0L, "HIGH", 0L, "CRITICAL", 0L));
        severities.putAll(grouped("severity", inRange, range));
        assertThat(counts(summary.path("by_severity"))).isEqualTo(severities);
        assertThat(counts(summary.path("by_type"))).isEqualTo(grouped("attack_type", inRange, range));
        assertThat(traffic.listed("/api/alerts", range))
                .isEqualTo(summary.path("total").asLong());
    }

    private static Map<String, Long> grouped(String column, String inRange, Range range) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (List<String> row : traffic.sql()
                .ask("SELECT " + column + ", count(*)" + inRange + " GROUP BY 1", range.from(), range.to())) {
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
        Range all = new Range(traffic.first(), traffic.last() + 1);
        JsonNode store = traffic.server().json("/api/store");
        assertThat(store.path("packets").asLong())
                .isEqualTo(traffic.count("TRUE", all))
                .isEqualTo(traffic.packets().size());
        assertThat(store.path("rows").asText())
                .isEqualTo(traffic.sql()
                        .ask("SELECT count(*) FROM aggregated_features")
                        .get(0)
                        .get(0));
        assertThat(store.path("alerts").asText())
                .isEqualTo(traffic.sql()
                        .ask("SELECT count(*) FROM detected_alerts")
                        .get(0)
                        .get(0))
                .isNotEqualTo("0");
        assertThat(store.path("first_packet").asText())
                .isEqualTo(Range.instant(traffic.first()).toString());
        assertThat(store.path("last_packet").asText())
                .isEqualTo(Range.instant(traffic.last()).toString());
        long told = 0;
        for (JsonNode agent : traffic.server().json("/api/agents").path("items")) {
            String name = agent.path("agent").asText();
            List<String> stored = traffic.sql()
                    .ask(
                            "SELECT count(*), sum(p.length) FROM raw_packets p JOIN batches b"
                                    + " ON b.number = p.id >> 20 WHERE b.agent = ?",
                            name)
                    .get(0);
            assertThat(List.of(
                            agent.path("packets").asText(), agent.path("bytes").asText()))
                    .isEqualTo(stored);
            told += agent.path("packets").asLong();
        }
        assertThat(told).isEqualTo(traffic.packets().size());
    }
}
