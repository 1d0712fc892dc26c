package io.nta.store.jdbc.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** What is done in one transaction. May be done again when the database asks for it, so it changes nothing else. */
@FunctionalInterface
public interface SqlWork<T> {
    /** Does it; the caller commits. */
    T on(Connection connection) throws SQLException, IOException;
}
