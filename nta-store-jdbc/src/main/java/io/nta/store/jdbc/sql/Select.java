package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question put together from conditions; values are only ever bound. */
final class Select {
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
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    answers.add(reading.of(row));
                }
            }
        }
        return answers;
    }
}
