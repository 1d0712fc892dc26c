package io.nta.store.jdbc.sql;

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

/** Sums over one host's packets. */
final class HostQueries {
    // Said so that SQLite doesn't index all packets by address first, for the sake of one question.
    private static final String SENT = "NOT src_ip <> ?";
    private static final String RECEIVED = "NOT dst_ip <> ?";
    private static final String EITHER = "(src_ip = ? OR dst_ip = ?)";

    /** Stretches of time that one statement asks for. */
    private static final int MAX_TIMES = 200;

    private final Connection connection;
    private final HostQuery query;
    private final String host;
    private final PacketFloor floor;
    private final List<TimeRange> times;

    private HostQueries(Connection connection, HostQuery query) throws SQLException, IOException {
        this.connection = connection;
        this.query = query;
        this.host = query.host().toString();
        this.floor = PacketFloor.read(connection);
        this.times = times();
    }

    /** Returns when to look; one stretch from first to last when there are too many for a statement. */
    private List<TimeRange> times() throws SQLException, IOException {
        HostTimes of = new HostTimes(connection, host, query.range(), floor);
        List<TimeRange> all = new ArrayList<>();
        for (TimeRange hour : of.hours()) {
            all.addAll(of.minutes(hour));
        }
        return all.size() <= MAX_TIMES
                ? all
                : List.of(new TimeRange(
                        all.get(all.size() - 1).startNanos(), all.get(0).endNanos()));
    }

    private Object[] ends() {
        return times.stream()
                .flatMap(time -> Stream.of(time.startNanos(), time.endNanos()))
                .toArray();
    }

    static HostTraffic of(Connection connection, HostQuery query) throws SQLException, IOException {
        HostQueries queries = new HostQueries(connection, query);
        if (queries.times.isEmpty()) {
            return new HostTraffic(0, 0, 0, 0, List.of(), List.of(), List.of(), List.of());
        }
        long[] sums = queries.sums();
        boolean receives = sums[2] > 0;
        return new HostTraffic(
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                queries.top("dst_ip", SENT, "TRUE"),
                receives ? queries.top("src_ip", RECEIVED, "TRUE") : List.of(),
                queries.top(TrafficQueries.SERVICE_PORT, EITHER, "src_port IS NOT NULL"),
                queries.top("dns_qname", SENT, "dns_query AND dns_qname IS NOT NULL"));
    }

    /** Returns packets and bytes sent, and packets and bytes received. */
    private long[] sums() throws SQLException, IOException {
        String each = "count(*) FILTER (WHERE %1$s), coalesce(sum(length) FILTER (WHERE %1$s), 0)";
        return packets(each.formatted(SENT) + ", " + each.formatted(RECEIVED), EITHER, host, host, host, host)
                .list(connection, row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})
                .get(0);
    }

    private List<TopValue> top(String value, String side, String condition) throws SQLException, IOException {
        return packets(value + ", count(*), sum(length)", side)
                .where(condition)
                .end(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", query.limit())
                .list(connection, row -> new TopValue(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    /** Each stretch of time is a search in the index of times: a condition with as many alternatives would not be, nor without the sign, which keeps out the index of ids. */
    private Select packets(String what, String side, Object... parameters) {
        Select select = new Select("SELECT " + what + " FROM (VALUES ")
                .end("", parameters)
                .end(String.join(", ", Collections.nCopies(times.size(), "(?, ?)")), ends())
                .end(") AS times CROSS JOIN raw_packets")
                .where("+id >= ?", floor.packetId())
                .where("timestamp_ns >= times.column1 AND timestamp_ns < times.column2");
        return side.equals(EITHER) ? select.where(side, host, host) : select.where(side, host);
    }
}
