package io.nta.store.jdbc.sql;

import com.zaxxer.hikari.HikariConfig;
import io.nta.NtaException;
import io.nta.store.jdbc.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** SQLite: a file with a write-ahead log, in which readers don't wait for the writer. */
final class SqliteDialect implements Dialect {
    /** Of narrow rows, more in a statement save nothing: measured. */
    private static final int NARROW_ROWS_PER_INSERT = 8;
    /** What a hundred columns cost hides what a statement costs, and one for more rows takes longer to prepare: twice as long in all for the rows of a quiet network. */
    private static final int WIDE_ROWS_PER_INSERT = 1;

    /** Another process may hold the file for longer than a server takes to answer. */
    private static final int BUSY_PATIENCES = 6;

    private static final String CACHE_KIB = "-65536";
    private static final String MMAP_BYTES = String.valueOf(1L << 30);

    private final String packetColumns = "id, " + String.join(", ", PacketColumns.NAMES);
    private final String featureColumns = String.join(", ", FeatureColumns.NAMES);

    @Override
    public String folder() {
        return "sqlite";
    }

    @Override
    public void prepare(StoreUrl url) {
        SqliteDriver.load();
        Path folder = Objects.requireNonNull(url.file()).toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new NtaException(
                    "The store " + url + " can't be opened: its folder can't be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void configure(HikariConfig config, boolean writes) {
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("busy_timeout", Long.toString(BUSY_PATIENCES * config.getConnectionTimeout()));
        config.addDataSourceProperty("cache_size", CACHE_KIB);
        config.addDataSourceProperty("mmap_size", MMAP_BYTES);
        config.addDataSourceProperty("temp_store", "MEMORY");
        // A writer that begins by reading could find that another has written since.
        config.addDataSourceProperty("transaction_mode", writes ? "IMMEDIATE" : "DEFERRED");
        if (!writes) {
            config.setConnectionInitSql("PRAGMA query_only = ON");
        }
        // A file doesn't go away: no connection is ever renewed.
        config.setMaxLifetime(0);
    }

    @Override
    public void begin(Connection connection, Durability durability) throws SQLException {
        // Not within the transaction, where it would change nothing.
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + (durability == Durability.MACHINE ? "FULL" : "NORMAL"));
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void insertPackets(Connection connection, PacketRows packets) throws SQLException {
        insert(
                connection,
                "INSERT INTO raw_packets (" + packetColumns + ") VALUES ",
                PacketColumns.NAMES.size() + 1,
                "",
                NARROW_ROWS_PER_INSERT,
                packets.ids().length,
                (i, row) -> {
                    row.int8(packets.ids()[i]);
                    packets.write(i, row);
                });
    }

    @Override
    public int upsertRows(Connection connection, FeatureRows rows) throws SQLException {
        return insert(
                connection,
                "INSERT INTO aggregated_features (" + featureColumns + ") VALUES ",
                FeatureColumns.NAMES.size(),
                FeatureRows.ON_CONFLICT,
                WIDE_ROWS_PER_INSERT,
                rows.rows().size(),
                (i, row) -> FeatureColumns.write(rows.rows().get(i), rows.texts(), rows.notFinite(), row));
    }

    /** Writes one row of many. */
    @FunctionalInterface
    private interface RowWriter {
        void write(int index, RowOutput row) throws SQLException;
    }

    /** Returns how many rows were written. */
    private static int insert(
            Connection connection, String insert, int columns, String end, int rowsPerInsert, int count, RowWriter rows)
            throws SQLException {
        String values = Collections.nCopies(columns, "?").stream().collect(Collectors.joining(", ", "(", ")"));
        int whole = count - count % rowsPerInsert;
        int written = 0;
        if (whole > 0) {
            String many = String.join(", ", Collections.nCopies(rowsPerInsert, values));
            try (PreparedStatement statement = connection.prepareStatement(insert + many + end)) {
                BoundOutput output = new BoundOutput(statement);
                for (int i = 0; i < whole; i += rowsPerInsert) {
                    output.restart();
                    for (int j = 0; j < rowsPerInsert; j++) {
                        rows.write(i + j, output);
                    }
                    written += statement.executeUpdate();
                }
            }
        }
        if (whole < count) {
            try (PreparedStatement statement = connection.prepareStatement(insert + values + end)) {
                BoundOutput output = new BoundOutput(statement);
                for (int i = whole; i < count; i++) {
                    output.restart();
                    rows.write(i, output);
                    written += statement.executeUpdate();
                }
            }
        }
        return written;
    }

    @Override
    public void addValues(Connection connection, List<ValueRow> rows, long era) throws SQLException {
        insert(
                connection,
                "INSERT INTO value_rollups (" + ValueRow.COLUMNS + ") VALUES ",
                ValueRow.COLUMN_COUNT,
                ValueRow.ON_CONFLICT,
                NARROW_ROWS_PER_INSERT,
                rows.size(),
                (i, row) -> rows.get(i).write(era, row));
    }

    @Override
    public int deletePackets(Database database, PacketFloor floor, int limit) throws IOException {
        return database.write(Durability.PROCESS, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM raw_packets WHERE id IN"
                    + " (SELECT id FROM raw_packets WHERE id < ? ORDER BY id LIMIT ?)")) {
                statement.setLong(1, floor.packetId());
                statement.setInt(2, limit);
                return statement.executeUpdate();
            }
        });
    }
}
