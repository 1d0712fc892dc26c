package io.nta.store.jdbc;

import io.nta.store.jdbc.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The databases that everything is tested with. */
enum TestDatabase {
    SQLITE {
        @Override
        String newUrl(Path folder) {
            return "jdbc:sqlite:" + folder.resolve("store-" + System.nanoTime() + ".db");
        }
    },
    POSTGRESQL {
        @Override
        String newUrl(Path folder) {
            return PostgresServer.shared().newDatabase();
        }
    };

    /** Returns the URL of a new, empty database. */
    abstract String newUrl(Path folder);

    /** Opens a store without spool that keeps everything. */
    static JdbcFeatureStore open(String url) {
        return JdbcFeatureStore.open(
                StoreConfig.of(url).withRetention(RetentionConfig.forEver()).withSpool(null));
    }

    /** Asks past the store. */
    static List<List<Object>> ask(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object value = row.getObject(i);
                    values.add(
                            value instanceof byte[] bytes
                                    ? java.util.HexFormat.of().formatHex(bytes)
                                    : value);
                }
                rows.add(values);
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Changes something past the store. */
    static void change(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Returns the first number of an answer. */
    static long number(String url, String sql) {
        return ((Number) ask(url, sql).get(0).get(0)).longValue();
    }
}
