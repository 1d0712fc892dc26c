package io.nta.examples.server.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database of a {@link TestServer} in plain SQL, beside the server. */
public final class Sql implements AutoCloseable {
    private final Connection connection;

    /** @param folder the server's */
    public Sql(Path folder) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("nta.db"));
    }

    /** Returns the rows of an answer, a text for each column. */
    public List<List<String>> ask(String question, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(answer.getString(i)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** Returns the one number that is the answer. */
    public long number(String question, Object... values) throws SQLException {
        return Long.parseLong(ask(question, values).get(0).get(0));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
