package io.nta.store.jdbc.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the values of a row, column by column. */
interface RowOutput {
    void int2(int value) throws SQLException;

    void int4(int value) throws SQLException;

    void int8(long value) throws SQLException;

    void float8(double value) throws SQLException;

    void bool(boolean value) throws SQLException;

    /** Takes a text without NUL, or no value. */
    void text(@Nullable String value) throws SQLException;

    void bytes(byte[] value) throws SQLException;

    /** Takes no value, for a number of columns. */
    void nulls(int columns) throws SQLException;
}
