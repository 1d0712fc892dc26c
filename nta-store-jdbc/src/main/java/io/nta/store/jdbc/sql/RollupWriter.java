package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.Dimension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds sums to the roll-ups. In the order of their keys, so that two processes that write at once can't wait for each other in a circle. */
final class RollupWriter {
    private static final int ROWS_PER_INSERT = 32;
    private static final int VALUE_COLUMNS = 7;

    private static final String ADD_TRAFFIC = "INSERT INTO traffic_rollups (level, start_s, era, "
            + TrafficSum.COLUMNS + ") VALUES (?, ?, ?"
            + ", ?".repeat(TrafficSum.size()) + ") ON CONFLICT (level, start_s, era) DO UPDATE SET "
            + Arrays.stream(TrafficSum.values())
                    .map(sum -> sum.column() + " = traffic_rollups." + sum.column() + " + excluded." + sum.column())
                    .collect(Collectors.joining(", "));

    private static final String INSERT_VALUES =
            "INSERT INTO value_rollups (level, dimension, start_s, value, era, packets, bytes) VALUES ";
    private static final String ADD_VALUES = " ON CONFLICT (level, dimension, start_s, value, era) DO UPDATE SET"
            + " packets = value_rollups.packets + excluded.packets, bytes = value_rollups.bytes + excluded.bytes";

    private record ValueRow(int level, Dimension dimension, long start, String value, long packets, long bytes) {
        private static final Comparator<ValueRow> BY_KEY = Comparator.comparingInt(ValueRow::level)
                .thenComparing(ValueRow::dimension)
                .thenComparingLong(ValueRow::start)
                .thenComparing(ValueRow::value);
    }

    private RollupWriter() {}

    static void write(Connection connection, RollupBatch batch, long era) throws SQLException {
        writeTraffic(connection, RollupBatch.MINUTE, batch.minutes(), era);
        Map<Long, RollupBatch.Bucket> hours = batch.hours();
        writeTraffic(connection, RollupBatch.HOUR, hours, era);
        writeValues(connection, RollupBatch.MINUTE, batch.minutes(), era);
        writeValues(connection, RollupBatch.HOUR, hours, era);
    }

    private static void writeTraffic(
            Connection connection, int level, Map<Long, RollupBatch.Bucket> buckets, long era)
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

    private static void writeValues(
            Connection connection, int level, Map<Long, RollupBatch.Bucket> buckets, long era)
            throws SQLException {
        List<ValueRow> rows = buckets.entrySet().stream()
                .flatMap(bucket -> bucket.getValue().values.entrySet().stream()
                        .map(entry -> new ValueRow(
                                level,
                                entry.getKey().dimension(),
                                bucket.getKey(),
                                entry.getKey().text(),
                                entry.getValue()[0],
                                entry.getValue()[1])))
                .sorted(ValueRow.BY_KEY)
                .toList();
        int whole = rows.size() - rows.size() % ROWS_PER_INSERT;
        writeValues(connection, rows.subList(0, whole), ROWS_PER_INSERT, era);
        writeValues(connection, rows.subList(whole, rows.size()), 1, era);
    }

    private static void writeValues(Connection connection, List<ValueRow> rows, int together, long era)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String one = "(?" + ", ?".repeat(VALUE_COLUMNS - 1) + ")";
        String sql = INSERT_VALUES + String.join(", ", Collections.nCopies(together, one)) + ADD_VALUES;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i += together) {
                int parameter = 0;
                for (ValueRow row : rows.subList(i, i + together)) {
                    statement.setInt(++parameter, row.level);
                    statement.setInt(++parameter, row.dimension.code());
                    statement.setLong(++parameter, row.start);
                    statement.setString(++parameter, row.value);
                    statement.setLong(++parameter, era);
                    statement.setLong(++parameter, row.packets);
                    statement.setLong(++parameter, row.bytes);
                }
                statement.executeUpdate();
            }
        }
    }
}
