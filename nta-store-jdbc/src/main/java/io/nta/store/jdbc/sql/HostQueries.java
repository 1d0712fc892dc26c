package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.HostTraffic;
import io.nta.store.jdbc.read.TopValue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sums over one host's packets. */
final class HostQueries {
    private static final String SENT = "src_ip = ?";
    private static final String RECEIVED = "dst_ip = ?";
    private static final String EITHER = "(src_ip = ? OR dst_ip = ?)";

    private final Connection connection;
    private final HostQuery query;
    private final String host;
    private final PacketFloor floor;

    private HostQueries(Connection connection, HostQuery query) throws SQLException, IOException {
        this.connection = connection;
        this.query = query;
        this.host = query.host().toString();
        this.floor = PacketFloor.read(connection);
    }

    static HostTraffic of(Connection connection, HostQuery query) throws SQLException, IOException {
        HostQueries queries = new HostQueries(connection, query);
        long[] sent = queries.sums(SENT);
        long[] received = queries.sums(RECEIVED);
        return new HostTraffic(
                sent[0],
                sent[1],
                received[0],
                received[1],
                queries.top("dst_ip", SENT, "TRUE"),
                queries.top("src_ip", RECEIVED, "TRUE"),
                queries.top(TrafficQueries.SERVICE_PORT, EITHER, "src_port IS NOT NULL"),
                queries.top("dns_qname", SENT, "dns_query AND dns_qname IS NOT NULL"));
    }

    private long[] sums(String side) throws SQLException, IOException {
        return packets("count(*), coalesce(sum(length), 0)", side)
                .list(connection, row -> new long[] {row.getLong(1), row.getLong(2)})
                .get(0);
    }

    private List<TopValue> top(String value, String side, String condition) throws SQLException, IOException {
        return packets(value + ", count(*), sum(length)", side)
                .where(condition)
                .end(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", query.limit())
                .list(connection, row -> new TopValue(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private Select packets(String what, String side) {
        Select select = new Select("SELECT " + what + " FROM raw_packets")
                .where("id >= ?", floor.packetId())
                .within("timestamp_ns", query.range());
        return side.equals(EITHER) ? select.where(side, host, host) : select.where(side, host);
    }
}
