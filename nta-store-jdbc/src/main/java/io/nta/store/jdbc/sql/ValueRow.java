package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.Dimension;
import java.sql.SQLException;
import java.util.Comparator;

/** What is to be added to a row of {@code value_rollups}. */
record ValueRow(int level, Dimension dimension, long start, String value, long packets, long bytes) {
    static final String COLUMNS = "level, dimension, start_s, value, era, packets, bytes";
    static final int COLUMN_COUNT = 7;

    static final String ON_CONFLICT = " ON CONFLICT (level, dimension, start_s, value, era) DO UPDATE SET"
            + " packets = value_rollups.packets + excluded.packets, bytes = value_rollups.bytes + excluded.bytes";

    static final Comparator<ValueRow> BY_KEY = Comparator.comparingInt(ValueRow::level)
            .thenComparing(ValueRow::dimension)
            .thenComparingLong(ValueRow::start)
            .thenComparing(ValueRow::value);

    void write(long era, RowOutput row) throws SQLException {
        row.int4(level);
        row.int2(dimension.code());
        row.int8(start);
        row.text(value);
        row.int8(era);
        row.int8(packets);
        row.int8(bytes);
    }
}
