package io.nta.examples.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.packet.PacketRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A server with generated traffic that lasts for hours, so that the API answers from hours, minutes and packets, and its tables, to hold the answers against plain SQL. The ranges begin and end
 * anywhere, some to the nanosecond of a packet.
 */
public final class CountedTraffic implements AutoCloseable {
    public static final long SECOND = 1_000_000_000L;

    private static final int PACKETS = 4_000;
    /** Seconds of generated traffic become hours: after each run of packets there is a pause. */
    private static final int RUN = 500;

    private static final Duration PAUSE = Duration.ofMinutes(23);
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    /** For the two parameters of a range. */
    public static final String IN_RANGE = " timestamp_ns >= ? AND timestamp_ns < ?";

    private final List<PacketRecord> packets;
    private final TestServer server;
    private final Sql sql;

    private CountedTraffic(List<PacketRecord> packets, TestServer server, Sql sql) {
        this.packets = packets;
        this.server = server;
        this.sql = sql;
    }

    /** Starts a server with its store in {@code folder}, and sends it the traffic of two agents. */
    public static CountedTraffic in(Path folder) throws Exception {
        List<PacketRecord> packets = GeneratedPackets.followedBy(
                GeneratedPackets.withPauses(GeneratedPackets.of("network", 23, PACKETS), RUN, PAUSE),
                GeneratedPackets.of("port_scan", 5, PACKETS / 4));
        TestServer server = TestServer.start(folder);
        int number = 0;
        for (List<PacketRecord> batch : CaptureBatches.cut(packets, 1_000, Long.MAX_VALUE)) {
            int agent = number % 2;
            assertThat(server.ingest(CaptureBatches.body("b" + number++, "agent-" + agent, batch))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(server.server().drain(Duration.ofMinutes(2))).isTrue();
        CountedTraffic traffic = new CountedTraffic(packets, server, new Sql(folder));
        assertThat(traffic.last() - traffic.first()).as("several hours").isGreaterThan(3 * HOUR);
        return traffic;
    }

    @Override
    public void close() throws SQLException {
        sql.close();
        server.close();
    }

    public List<PacketRecord> packets() {
        return packets;
    }

    public TestServer server() {
        return server;
    }

    public Sql sql() {
        return sql;
    }

    /** Returns the time of the first packet, in nanoseconds since the epoch. */
    public long first() {
        return packets.get(0).timestampNanos();
    }

    /** Returns the time of the last packet, in nanoseconds since the epoch. */
    public long last() {
        return packets.get(packets.size() - 1).timestampNanos();
    }

    /** Returns an address that is the source of many packets. */
    public String host() {
        return packets.get(100).source().toString();
    }

    /** Returns the ranges to ask for. */
    public Stream<Range> ranges() {
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

    /** Returns how many packets of the range meet the condition. */
    public long count(String condition, Range range) throws SQLException {
        return number("SELECT count(*) FROM raw_packets WHERE (" + condition + ") AND" + IN_RANGE, range);
    }

    /** Returns the number that the query gives, whose two parameters are the range. */
    public long number(String query, Range range) throws SQLException {
        return sql.number(query, range.from(), range.to());
    }

    /** Returns what the API answers for the range. */
    public JsonNode get(String path, Range range) {
        return server.json(path + (path.contains("?") ? "&" : "?") + range.parameters());
    }

    /** Asserts that an answer has the packets and bytes of the range. */
    public void assertTotals(JsonNode answer, Range range) throws SQLException {
        assertThat(answer.path("packets").asLong()).isEqualTo(count("TRUE", range));
        assertThat(answer.path("bytes").asLong())
                .isEqualTo(number("SELECT coalesce(sum(length), 0) FROM raw_packets WHERE" + IN_RANGE, range));
    }

    /** Asserts that these are the values with most packets or bytes among the packets that meet the condition. */
    public void assertTop(JsonNode items, String value, String condition, String order, int limit, Range range)
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

    /** Returns how many items the pages of a list have in all. */
    public long listed(String path, Range range) {
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
}
