package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.Suppression;
import java.io.IOException;
import java.time.Instant;

/** Writes rules of suppression, each call in a transaction of its own. Any thread may call it. */
public final class SuppressionTables {
    private final Database database;

    /** Writes to a database. */
    public SuppressionTables(Database database) {
        this.database = database;
    }

    /** Adds a rule that is made now. */
    public Suppression add(NewSuppression rule, Instant now) throws IOException {
        return database.write(Durability.MACHINE, connection -> SuppressionColumns.insert(connection, rule, now));
    }

    /**
     * Ends a rule now; one that has ended stays as it is.
     */
    public void lift(long id, String by, Instant now) throws IOException {
        long nanos = AlertColumns.nanos(now);
        database.write(
                Durability.MACHINE,
                connection -> Queries.update(
                        connection,
                        "UPDATE suppressions SET lifted_at = ?, lifted_by = ?"
                                + " WHERE id = ? AND lifted_at IS NULL AND (until IS NULL OR until > ?)",
                        nanos,
                        by,
                        id,
                        nanos));
    }
}
