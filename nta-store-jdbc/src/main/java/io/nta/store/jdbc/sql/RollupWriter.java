package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds sums to the roll-ups. In the order of their keys, so that two processes that write at once can't wait for each other in a circle. */
final class RollupWriter {
    private static final String ADD_TRAFFIC = "INSERT INTO traffic_rollups (level, start_s, era, "
            + TrafficSum.COLUMNS + ") VALUES (?, ?, ?"
            + ", ?".repeat(TrafficSum.size()) + ") ON CONFLICT (level, start_s, era) DO UPDATE SET "
            + Arrays.stream(TrafficSum.values())
                    .map(sum -> sum.column() + " = traffic_rollups." + sum.column() + " + excluded." + sum.column())
                    .collect(Collectors.joining(", "));

    private RollupWriter() {}

    static void write(Connection connection, Dialect dialect, RollupBatch batch, BatchHosts hosts, long era)
            throws SQLException {
        writeTraffic(connection, RollupBatch.MINUTE, batch.minutes(), era);
        Map<Long, RollupBatch.Bucket> hours = batch.hours();
        writeTraffic(connection, RollupBatch.HOUR, hours, era);
        List<ValueRow> values = values(RollupBatch.MINUTE, batch.minutes(), hosts);
        values.addAll(values(RollupBatch.HOUR, hours, hosts));
        values.sort(ValueRow.BY_KEY);
        dialect.addValues(connection, values, era);
    }

    private static void writeTraffic(Connection connection, int level, Map<Long, RollupBatch.Bucket> buckets, long era)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_TRAFFIC)) {
            for (Map.Entry<Long, RollupBatch.Bucket> bucket : new TreeMap<>(buckets).entrySet()) {
                int parameter = 0;
                statement.setInt(++parameter, level);
                statement.setLong(++parameter, bucket.getKey());
                statement.setLong(++parameter, era);
                for (long sum : bucket.getValue().sums) {
                    statement.setLong(++parameter, sum);
                }
                statement.executeUpdate();
            }
        }
    }

    private static List<ValueRow> values(int level, Map<Long, RollupBatch.Bucket> buckets, BatchHosts hosts) {
        List<ValueRow> rows = new ArrayList<>();
        buckets.forEach((start, bucket) ->
                bucket.values.forEach((dimension, values) -> values.forEach((value, counts) ->
                        rows.add(new ValueRow(level, dimension, start, text(value, hosts), counts[0], counts[1])))));
        return rows;
    }

    private static String text(Object value, BatchHosts hosts) {
        return value instanceof IpAddress address ? hosts.of(address).text() : value.toString();
    }
}
