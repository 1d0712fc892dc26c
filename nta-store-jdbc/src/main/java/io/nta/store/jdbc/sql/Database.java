package io.nta.store.jdbc.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.nta.NtaException;
import io.nta.store.jdbc.CommitUnknownException;
import io.nta.store.jdbc.StoreUnavailableException;
import io.nta.store.jdbc.StoreUrl;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A database: one connection that writes and some that read. Any thread may ask; those that write wait for each other.
 */
public final class Database implements Closeable {
    private final StoreUrl url;
    private final Dialect dialect;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final ReentrantLock writing = new ReentrantLock(true);

    private Database(StoreUrl url, Dialect dialect, HikariDataSource writer, HikariDataSource readers) {
        this.url = url;
        this.dialect = dialect;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens a database and brings its schema to this version.
     *
     * @param readConnections how many can read at once
     * @param patience how long to wait for a connection
     * @throws NtaException when it can't be reached, or is of a newer version; the message says what to do
     */
    public static Database open(StoreUrl url, int readConnections, Duration patience) {
        Dialect dialect = url.kind() == StoreUrl.Kind.SQLITE ? new SqliteDialect() : new PostgresDialect();
        dialect.prepare(url);
        HikariDataSource writer = null;
        try {
            writer = pool(url, dialect, true, 1, patience);
            Migrations.run(url, dialect);
            return new Database(url, dialect, writer, pool(url, dialect, false, readConnections, patience));
        } catch (HikariPool.PoolInitializationException e) {
            if (writer != null) {
                writer.close();
            }
            throw new NtaException("The store " + url + " can't be opened: " + SqlFailures.reason(e), e);
        } catch (RuntimeException e) {
            if (writer != null) {
                writer.close();
            }
            throw e;
        }
    }

    private static HikariDataSource pool(StoreUrl url, Dialect dialect, boolean writes, int size, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(writes ? "nta-store-writer" : "nta-store-readers");
        config.setJdbcUrl(url.jdbc());
        if (url.user() != null) {
            config.setUsername(url.user());
        }
        if (url.password() != null) {
            config.setPassword(url.password());
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(patience.toMillis());
        dialect.configure(config, writes);
        return new HikariDataSource(config);
    }

    /** Returns the dialect. */
    Dialect dialect() {
        return dialect;
    }

    /** Returns where it is. */
    public StoreUrl url() {
        return url;
    }

    /**
     * Brings tables of somebody else's into this database, with a history of their own.
     *
     * @param owner names the history: small letters
     * @param location a folder of Flyway migrations on the class path that has a folder for each dialect: {@code sqlite}, {@code postgresql}
     * @throws NtaException when a migration fails, or the tables are of a newer version
     */
    public void migrate(String owner, String location) {
        Migrations.run(url, dialect, owner, location);
    }

    /**
     * Reads, in one transaction that sees one moment.
     *
     * @throws StoreUnavailableException when the database is away
     * @throws IOException when it refuses
     */
    public <T> T read(SqlWork<T> work) throws IOException {
        try (Connection connection = readers.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                rollBack(readers, connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqlFailures.asIo("can't be read", url, e);
        }
    }

    /**
     * Writes, in one transaction. Writers take turns.
     *
     * @throws CommitUnknownException when the database went away while it committed, so that nobody knows whether it has
     * @throws StoreUnavailableException when the database is away; then nothing was written
     * @throws IOException when it refuses; likewise
     */
    public <T> T write(Durability durability, SqlWork<T> work) throws IOException {
        writing.lock();
        try (Connection connection = writer.getConnection()) {
            try {
                dialect.begin(connection, durability);
                T result = work.on(connection);
                commit(connection);
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                rollBack(writer, connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqlFailures.asIo("can't be written", url, e);
        } finally {
            writing.unlock();
        }
    }

    private void commit(Connection connection) throws SQLException, CommitUnknownException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (SqlFailures.isAway(e)) {
                throw new CommitUnknownException(
                        "the store " + url + " may have written or not: " + SqlFailures.reason(e), e);
            }
            throw e;
        }
    }

    /**
     * Writes statements that no transaction can hold.
     *
     * @throws IOException when the database is away or refuses
     */
    void writeOutsideOfTransactions(SqlWork<?> work) throws IOException {
        writing.lock();
        try (Connection connection = writer.getConnection()) {
            work.on(connection);
        } catch (SQLException e) {
            throw SqlFailures.asIo("can't be written", url, e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * What can't be rolled back is in no state to be used again: SQLite's driver, when it could not begin a transaction because somebody else held the file, takes it for begun, and each later statement
     * would be a transaction of its own.
     */
    private static void rollBack(HikariDataSource pool, Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
            pool.evictConnection(connection);
        }
    }

    @Override
    public void close() {
        readers.close();
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
