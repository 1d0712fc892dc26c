package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.HostTraffic;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopValue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Sums over one host's packets: what it sent and received from roll-ups, as far as whole minutes reach; with whom, by which ports and names from its packets, all in one reading. */
final class HostQueries {
    /** Stretches of time that one statement asks for: two parameters each, of which SQLite takes 32 766. */
    private static final int MAX_TIMES = 10_000;

    /** For each roll-up of all traffic a seek in those of values: there are no others of its time. */
    private static final String ROLLED_UP =
            "SELECT coalesce(sum(v.packets), 0), coalesce(sum(v.bytes), 0) FROM traffic_rollups t CROSS JOIN value_rollups v";

    /** The lists, in the order of {@link HostTraffic}: of the host's own packets, which value, and which packets have it. */
    private static final List<String> LISTS = List.of(
            list(0, "dst_ip", "src_ip = ?"),
            list(1, "src_ip", "dst_ip = ?"),
            list(2, "port", "? IN (src_ip, dst_ip)"),
            list(3, "name", "src_ip = ?"));

    private static final String OWN = "WITH own AS MATERIALIZED (SELECT src_ip, dst_ip, length, "
            + TrafficQueries.SERVICE_PORT + " AS port, CASE WHEN dns_query THEN dns_qname END AS name FROM (VALUES ";

    private final Connection connection;
    private final HostQuery query;
    private final String host;
    private final PacketFloor floor;

    private HostQueries(Connection connection, HostQuery query) throws SQLException {
        this.connection = connection;
        this.query = query;
        this.host = query.host().toString();
        this.floor = PacketFloor.read(connection);
    }

    static HostTraffic of(Connection connection, HostQuery query) throws SQLException, IOException {
        HostQueries queries = new HostQueries(connection, query);
        HostTimes.Latest latest = queries.times(query.range()).latest(query.packets(), MAX_TIMES);
        long[] sent = queries.sums(Dimension.SOURCE, "src_ip");
        long[] received = queries.sums(Dimension.DESTINATION, "dst_ip");
        List<List<TopValue>> lists = queries.lists(latest.times());
        return new HostTraffic(
                sent[0],
                sent[1],
                received[0],
                received[1],
                latest.isAll() ? null : AlertColumns.instant(latest.startNanos()),
                lists.get(0),
                lists.get(1),
                lists.get(2),
                lists.get(3));
    }

    private HostTimes times(TimeRange range) {
        return new HostTimes(connection, host, range, floor);
    }

    /** Returns the packets and bytes that have the host as value of a dimension, which a column of packets has, too. */
    private long[] sums(Dimension dimension, String column) throws SQLException, IOException {
        long[] sums = new long[2];
        for (RangeParts.Part part : RangeParts.of(query.range())) {
            for (long[] counts : part.level() == 0 ? edge(part.range(), column) : rolledUp(part, dimension)) {
                sums[0] += counts[0];
                sums[1] += counts[1];
            }
        }
        return sums;
    }

    private List<long[]> rolledUp(RangeParts.Part part, Dimension dimension) throws SQLException, IOException {
        return new Select(ROLLED_UP)
                .where("t.level = ?", part.level())
                .where("t.start_s >= ?", part.startSeconds())
                .where("t.start_s < ?", part.endSeconds())
                .where("t.era >= ?", floor.era())
                .where("v.level = t.level AND v.start_s = t.start_s AND v.era = t.era")
                .where("v.dimension = ? AND v.value = ?", dimension.code(), host)
                .list(connection, row -> new long[] {row.getLong(1), row.getLong(2)});
    }

    private List<long[]> edge(TimeRange range, String column) throws SQLException, IOException {
        List<long[]> sums = new ArrayList<>();
        for (TimeRange minutes : times(range).minutes(range)) {
            sums.addAll(new Select("SELECT count(*), coalesce(sum(length), 0) FROM raw_packets")
                    // The sign keeps SQLite from another index than that of times.
                    .where("+id >= ?", floor.packetId())
                    .within("timestamp_ns", minutes)
                    .where(column + " = ?", host)
                    .list(connection, row -> new long[] {row.getLong(1), row.getLong(2)}));
        }
        return sums;
    }

    private static String list(int number, String value, String condition) {
        return "SELECT " + number + " AS list, value, packets, bytes FROM (SELECT " + value
                + " AS value, count(*) AS packets, sum(length) AS bytes FROM own WHERE " + condition + " AND " + value
                + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?) AS list" + number;
    }

    /** Each stretch of time is a search in the index of times: a condition with as many alternatives would not be. */
    private List<List<TopValue>> lists(List<TimeRange> times) throws SQLException, IOException {
        List<List<TopValue>> lists = Stream.<List<TopValue>>generate(ArrayList::new)
                .limit(LISTS.size())
                .toList();
        if (times.isEmpty()) {
            return lists;
        }
        Select select = new Select(OWN)
                .end(String.join(", ", Collections.nCopies(times.size(), "(?, ?)")), ends(times))
                .end(") AS times CROSS JOIN raw_packets")
                .where("+id >= ?", floor.packetId())
                .where("timestamp_ns >= times.column1 AND timestamp_ns < times.column2")
                .where("(src_ip = ? OR dst_ip = ?)", host, host)
                .end(") ");
        for (int i = 0; i < LISTS.size(); i++) {
            select.end((i == 0 ? "" : " UNION ALL ") + LISTS.get(i), host, query.limit());
        }
        select.end(" ORDER BY 1, 3 DESC, 2")
                .list(
                        connection,
                        row -> lists.get(row.getInt(1))
                                .add(new TopValue(row.getString(2), row.getLong(3), row.getLong(4))));
        return lists;
    }

    private static Object[] ends(List<TimeRange> times) {
        return times.stream()
                .flatMap(time -> Stream.of(time.startNanos(), time.endNanos()))
                .toArray();
    }
}
