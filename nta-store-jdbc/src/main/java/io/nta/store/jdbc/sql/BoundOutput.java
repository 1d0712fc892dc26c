package io.nta.store.jdbc.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Binds the values of one row after another to a statement's parameters. */
final class BoundOutput implements RowOutput {
    private final PreparedStatement statement;
    private int last;

    BoundOutput(PreparedStatement statement) {
        this.statement = statement;
    }

    /** The next value is the first parameter again. */
    void restart() {
        last = 0;
    }

    @Override
    public void int2(int value) throws SQLException {
        statement.setInt(++last, value);
    }

    @Override
    public void int4(int value) throws SQLException {
        statement.setInt(++last, value);
    }

    @Override
    public void int8(long value) throws SQLException {
        statement.setLong(++last, value);
    }

    @Override
    public void float8(double value) throws SQLException {
        statement.setDouble(++last, value);
    }

    @Override
    public void bool(boolean value) throws SQLException {
        statement.setBoolean(++last, value);
    }

    @Override
    public void text(@Nullable String value) throws SQLException {
        statement.setString(++last, value);
    }

    @Override
    public void bytes(byte[] value) throws SQLException {
        statement.setBytes(++last, value);
    }

    @Override
    public void nulls(int columns) throws SQLException {
        for (int i = 0; i < columns; i++) {
            statement.setNull(++last, Types.NULL);
        }
    }
}
