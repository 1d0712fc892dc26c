package io.nta.store.jdbc.sql;

import com.zaxxer.hikari.HikariConfig;
import io.nta.store.jdbc.StoreUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the two databases do differently. */
sealed interface Dialect permits SqliteDialect, PostgresDialect {
    /** Returns the folder of its migrations. */
    String folder();

    /** Does what is to be done before the database can be opened. */
    void prepare(StoreUrl url);

    /** Sets up connections. */
    void configure(HikariConfig config, boolean writes);

    /** Begins a transaction that writes. */
    void begin(Connection connection, Durability durability) throws SQLException;

    /** Adds packets as they are: a value that doesn't fit fails all. */
    void insertPackets(Connection connection, PacketRows packets) throws SQLException;

    /**
     * Adds rows, or replaces those of the same key and window whose values differ, verdict and all.
     *
     * @return how many were written: those that were there with the same values were not
     */
    int upsertRows(Connection connection, FeatureRows rows) throws SQLException;

    /** Adds to the sums of values, each of which is there once, in the order of their keys. */
    void addValues(Connection connection, List<ValueRow> rows, long era) throws SQLException;

    /**
     * Lets packets below the floor go, at most {@code limit} where that takes time.
     *
     * @return how many were deleted one by one; 0 when there are none left
     */
    int deletePackets(Database database, PacketFloor floor, int limit) throws IOException;
}
