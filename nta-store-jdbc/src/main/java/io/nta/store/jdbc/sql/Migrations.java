package io.nta.store.jdbc.sql;

import io.nta.NtaException;
import io.nta.store.jdbc.StoreUrl;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings tables to the version that this code knows. */
final class Migrations {
    private static final String LOCATION = "io/nta/store/jdbc";

    private Migrations() {}

    static void run(StoreUrl url, Dialect dialect) {
        run(url, dialect, "store", LOCATION);
    }

    static void run(StoreUrl url, Dialect dialect, String owner, String location) {
        if (!owner.matches("[a-z]{1,30}")) {
            throw new IllegalArgumentException(
                    "the owner of tables is '" + owner + "'; allowed are 1 to 30 small letters");
        }
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    // Its own connections: on PostgreSQL it holds one as a lock.
                    .dataSource(url.jdbc(), url.user(), url.password())
                    .locations("classpath:" + location + "/" + dialect.folder())
                    .table("schema_history_" + owner)
                    // Others' tables may be there before ours.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .loggers("slf4j")
                    .load();
            refuseNewer(flyway, url, owner);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new NtaException(
                    "The tables of the store " + url + " can't be brought to this version: " + SqlFailures.reason(e),
                    e);
        }
    }

    private static void refuseNewer(Flyway flyway, StoreUrl url, String owner) {
        int known = 0;
        int applied = 0;
        for (MigrationInfo migration : flyway.info().all()) {
            int version = migration.getVersion() == null
                    ? 0
                    : Integer.parseInt(migration.getVersion().getVersion());
            if (migration.getState().isResolved()) {
                known = Math.max(known, version);
            }
            if (migration.getState().isApplied()) {
                applied = Math.max(applied, version);
            }
        }
        if (applied > known) {
            throw new NtaException("The store " + url + " has tables ('" + owner + "') of version " + applied
                    + ", and this nta knows them up to version " + known
                    + ": use the nta that wrote it or a newer one, or another database");
        }
    }
}
