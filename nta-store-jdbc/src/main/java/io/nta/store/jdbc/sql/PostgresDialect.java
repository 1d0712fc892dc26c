package io.nta.store.jdbc.sql;

import com.zaxxer.hikari.HikariConfig;
import io.nta.store.jdbc.StoreUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.postgresql.PGConnection;

/** PostgreSQL: rows go in by binary {@code COPY}; packets have a partition for each day on which they were stored. */
final class PostgresDialect implements Dialect {
    private static final String PARTITION = "raw_packets_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '5s'";

    private final String packetColumns = "id, stored_on, " + String.join(", ", PacketColumns.NAMES);
    private final String featureColumns = String.join(", ", FeatureColumns.NAMES);

    /** Whether the last rows met none of their keys and windows. */
    private boolean rowsAreNew = true;

    /** The day whose partition is known to be there. */
    private int preparedDay = -1;

    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public void prepare(StoreUrl url) {
        // A server that is there needs nothing.
    }

    @Override
    public void configure(HikariConfig config, boolean writes) {
        config.addDataSourceProperty("ApplicationName", writes ? "nta writer" : "nta reader");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        if (!writes) {
            config.setReadOnly(true);
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
    }

    @Override
    public void begin(Connection connection, Durability durability) throws SQLException {
        connection.setAutoCommit(false);
        if (durability == Durability.PROCESS) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL synchronous_commit = off");
            }
        }
    }

    @Override
    public void insertPackets(Connection connection, PacketRows packets) throws SQLException {
        String partition = partition(connection, packets.storedOn());
        CopyOutput copy = copy(connection, partition, packetColumns, PacketColumns.NAMES.size() + 2);
        for (int i = 0; i < packets.ids().length; i++) {
            copy.row();
            copy.int8(packets.ids()[i]);
            copy.int4(packets.storedOn());
            packets.write(i, copy);
        }
        copy.end();
    }

    /** COPY knows no conflicts. Rows are nearly always new, so it is tried first; what is written anew comes in a row, too, and then it isn't. */
    @Override
    public int upsertRows(Connection connection, FeatureRows rows) throws SQLException {
        if (rowsAreNew && areCopied(connection, rows)) {
            return rows.rows().size();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE staged_features ON COMMIT DROP AS SELECT " + featureColumns
                    + " FROM aggregated_features WITH NO DATA");
            copyRows(connection, "staged_features", rows);
            rowsAreNew = Queries.number(
                            connection,
                            "SELECT count(*) FROM staged_features JOIN aggregated_features"
                                    + " USING (key, window_size, key_kind, window_start)")
                    == 0;
            return statement.executeUpdate("INSERT INTO aggregated_features (" + featureColumns + ") SELECT "
                    + featureColumns + " FROM staged_features" + FeatureRows.ON_CONFLICT);
        }
    }

    /** Copies rows; returns {@code false} when one of their keys and windows is there already, and then none is. */
    private boolean areCopied(Connection connection, FeatureRows rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        LongAdder notFinite = new LongAdder();
        try {
            copyRows(connection, "aggregated_features", new FeatureRows(rows.rows(), rows.texts(), notFinite));
            connection.releaseSavepoint(before);
            rows.notFinite().add(notFinite.sum());
            return true;
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private void copyRows(Connection connection, String table, FeatureRows rows) throws SQLException {
        CopyOutput copy = copy(connection, table, featureColumns, FeatureColumns.NAMES.size());
        for (FeatureRow row : rows.rows()) {
            copy.row();
            FeatureColumns.write(row, rows.texts(), rows.notFinite(), copy);
        }
        copy.end();
    }

    @Override
    public void addValues(Connection connection, List<ValueRow> rows, long era) throws SQLException {
        String sql = "INSERT INTO value_rollups (" + ValueRow.COLUMNS
                + ") SELECT level, dimension, start_s, value, ?, packets, bytes"
                + " FROM unnest(?::int[], ?::int[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])"
                + " AS added (level, dimension, start_s, value, packets, bytes)" + ValueRow.ON_CONFLICT;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, era);
            statement.setObject(2, rows.stream().mapToInt(ValueRow::level).toArray());
            statement.setObject(
                    3, rows.stream().mapToInt(row -> row.dimension().code()).toArray());
            statement.setObject(4, rows.stream().mapToLong(ValueRow::start).toArray());
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text", rows.stream().map(ValueRow::value).toArray()));
            statement.setObject(6, rows.stream().mapToLong(ValueRow::packets).toArray());
            statement.setObject(7, rows.stream().mapToLong(ValueRow::bytes).toArray());
            statement.executeUpdate();
        }
    }

    private static CopyOutput copy(Connection connection, String table, String columns, int count) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        return new CopyOutput(
                postgres.getCopyAPI().copyIn("COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)"), count);
    }

    /** Returns the partition of a day, which it makes when there is none yet. Attaching a table doesn't wait for readers, making it as a partition would. */
    private String partition(Connection connection, int day) throws SQLException {
        String name = PARTITION + DAY.format(LocalDate.ofEpochDay(day));
        if (day == preparedDay) {
            return name;
        }
        if (Queries.number(connection, "SELECT count(*) FROM pg_inherits WHERE inhrelid = to_regclass(?)", name) == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK_TIMEOUT);
                statement.execute("CREATE TABLE IF NOT EXISTS " + name + " (LIKE raw_packets INCLUDING ALL)");
                statement.execute("ALTER TABLE raw_packets ATTACH PARTITION " + name + " FOR VALUES FROM (" + day
                        + ") TO (" + (day + 1) + ")");
            }
        } else {
            // Only what is committed is there to stay.
            preparedDay = day;
        }
        return name;
    }

    /** Drops the partitions that lie wholly below the floor, then deletes from what is left. */
    @Override
    public int deletePackets(Database database, PacketFloor floor, int limit) throws IOException {
        List<String> tables = database.read(connection -> {
            long oldestNanos = Queries.number(
                    connection,
                    "SELECT stored_at FROM batches WHERE number >= ? ORDER BY number LIMIT 1",
                    floor.packetId() >> PacketWriter.BATCH_BITS);
            LocalDate oldest = LocalDate.ofEpochDay(TimeUnit.NANOSECONDS.toDays(oldestNanos));
            return Queries.texts(
                    connection,
                    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
                            + " AND relname ~ '^raw_packets_[0-9]{8}$' AND relname < ? ORDER BY relname",
                    PARTITION + DAY.format(oldest));
        });
        for (String table : tables) {
            drop(database, table);
        }
        return database.write(
                Durability.PROCESS,
                connection -> Queries.update(
                        connection,
                        "DELETE FROM raw_packets WHERE (id, stored_on) IN"
                                + " (SELECT id, stored_on FROM raw_packets WHERE id < ? ORDER BY id LIMIT ?)",
                        floor.packetId(),
                        limit));
    }

    private static void drop(Database database, String table) throws IOException {
        List<String> pending = database.read(connection -> Queries.texts(
                connection, "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = to_regclass(?)", table));
        if (!pending.isEmpty()) {
            // Readers go on with what they have; this waits for them, and holds up nobody. Cut off, it is to be
            // finished.
            String how = pending.get(0).startsWith("t") ? "FINALIZE" : "CONCURRENTLY";
            database.writeOutsideOfTransactions(connection ->
                    Queries.update(connection, "ALTER TABLE raw_packets DETACH PARTITION " + table + " " + how));
        }
        database.write(Durability.PROCESS, connection -> Queries.update(connection, "DROP TABLE IF EXISTS " + table));
    }
}
