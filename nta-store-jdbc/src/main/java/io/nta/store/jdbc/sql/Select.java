package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.Cursor;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question put together from conditions; values are only ever bound. */
final class Select {
    /** How many answers PostgreSQL sends at once. */
    private static final int FETCH_ROWS = 2_000;

    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();
    private boolean conditions;

    Select(String sql) {
        this.sql = new StringBuilder(sql);
    }

    /** Adds a condition. */
    Select where(String condition, Object... values) {
        sql.append(conditions ? " AND " : " WHERE ").append(condition);
        conditions = true;
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds a condition if there is a value. */
    Select whereGiven(String condition, @Nullable Object value) {
        return value == null ? this : where(condition, value);
    }

    /** Adds the ends of a range that are any. */
    Select within(String column, TimeRange range) {
        if (range.startNanos() != Long.MIN_VALUE) {
            where(column + " >= ?", range.startNanos());
        }
        if (range.endNanos() != Long.MAX_VALUE) {
            where(column + " < ?", range.endNanos());
        }
        return this;
    }

    /** Goes on behind a key of a descending order. The first condition says nothing new, but an index of the time alone can be entered by it. */
    Select before(String time, String id, long timeValue, Object idValue) {
        where(time + " <= ?", timeValue);
        return where("(" + time + ", " + id + ") < (?, ?)", timeValue, idValue);
    }

    /** Adds what follows the conditions. */
    Select end(String text, Object... values) {
        sql.append(text);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Reads an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException, IOException;
    }

    /** Asks, and reads every answer. */
    <T> List<T> list(Connection connection, Reading<T> reading) throws SQLException, IOException {
        List<T> answers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    answers.add(reading.of(row));
                }
            }
        }
        return answers;
    }

    /**
     * Asks for one answer more than a page may have, which the question's end has as its limit, and returns the page.
     *
     * @param cursor returns where an answer stands
     */
    <T> Page<T> page(Connection connection, Reading<T> reading, int limit, Function<T, Cursor> cursor)
            throws SQLException, IOException {
        List<T> answers = list(connection, reading);
        if (answers.size() <= limit) {
            return new Page<>(answers, null);
        }
        List<T> items = answers.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)).text());
    }

    private void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }

    /** Looks at an answer. */
    @FunctionalInterface
    interface Look {
        void at(ResultSet row) throws SQLException;
    }

    /**
     * Asks, and looks at one answer after the other without holding them all.
     *
     * @return whether there were no more than {@code limit}, which is as many as are looked at
     */
    boolean each(Connection connection, int limit, Look look) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            bind(statement);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                for (int looked = 0; row.next(); looked++) {
                    if (looked == limit) {
                        return false;
                    }
                    look.at(row);
                }
                return true;
            }
        }
    }
}
