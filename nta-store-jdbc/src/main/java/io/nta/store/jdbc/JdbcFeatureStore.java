package io.nta.store.jdbc;

import io.nta.NtaException;
import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketStore;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.spool.SpooledWrites;
import io.nta.store.jdbc.spool.StoreWrite;
import io.nta.store.jdbc.sql.Database;
import io.nta.store.jdbc.sql.JudgedRow;
import io.nta.store.jdbc.sql.Retention;
import io.nta.store.jdbc.sql.SqlStoreReader;
import io.nta.store.jdbc.sql.StoreTables;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps packets, rows and alerts in SQLite or PostgreSQL.
 *
 * <p>Any thread may call any method; those that write wait for each other, and for the database. Packets and what somebody did to alerts survive the end of the machine once a
 * method has returned; rows, verdicts and alerts the end of the process: replay gives back the last moments of these. While the database is away, writes wait in a
 * bounded spool on disk, if the configuration has one, and readers get an error.
 */
public final class JdbcFeatureStore implements FeatureStore, PacketStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcFeatureStore.class);
    private static final SpooledWrites.Counts NO_SPOOL = new SpooledWrites.Counts(0, 0, 0, 0);

    private final Database database;
    private final StoreTables tables;
    private final SqlStoreReader reader;
    private final Suppressions suppressions;
    private final Retention retention;
    private final @Nullable SpooledWrites spool;
    private final @Nullable Thread retentionThread;
    private final LongAdder retentionFailures = new LongAdder();
    private volatile boolean closed;

    private JdbcFeatureStore(StoreConfig config, Database database) throws IOException {
        this.database = database;
        tables = new StoreTables(database, config.clock(), Retention.eraBytes(config.retention()));
        reader = new SqlStoreReader(database);
        suppressions = suppressions(database, reader, config.clock());
        retention = new Retention(database, config.retention(), config.clock());
        spool = config.spool() == null ? null : new SpooledWrites(this::apply, config.spool());
        long interval = config.retention().interval().toMillis();
        retentionThread = interval == 0 ? null : new Thread(() -> retainAlways(interval), "nta-store-retention");
        if (retentionThread != null) {
            retentionThread.setDaemon(true);
            retentionThread.start();
        }
    }

    /**
     * Opens a store, makes its tables or brings them to this version, and begins to let old things go.
     *
     * @throws NtaException when the database can't be reached or is of a newer version, or the spool can't be used; the message says what to do
     */
    public static JdbcFeatureStore open(StoreConfig config) {
        Database database = Database.open(config.url(), config.readConnections(), config.patience());
        try {
            return new JdbcFeatureStore(config, database);
        } catch (IOException e) {
            database.close();
            throw new NtaException("The spool of the store " + config.url() + " can't be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Suppressions suppressions(Database database, SqlStoreReader reader, InstantSource clock) {
        try {
            return new Suppressions(database, reader, clock);
        } catch (IOException e) {
            throw new NtaException("The rules of suppression can't be read: " + e.getMessage(), e);
        }
    }

    private boolean apply(StoreWrite write) throws IOException {
        if (write instanceof StoreWrite.Packets packets) {
            return tables.append(packets.batch());
        }
        if (write instanceof StoreWrite.Rows rows) {
            tables.append(rows.rows());
        } else if (write instanceof StoreWrite.JudgedRows judged) {
            tables.append(judged.rows(), judged.judged());
        } else if (write instanceof StoreWrite.Judgement judgement) {
            tables.judge(judgement.rows());
        } else if (write instanceof StoreWrite.AlertState state) {
            tables.save(state.alert(), state.suppressedBy());
        }
        return true;
    }

    private boolean write(StoreWrite write) throws IOException {
        return spool == null ? apply(write) : spool.write(write);
    }

    @Override
    public boolean append(RecordBatch batch) throws IOException {
        return write(new StoreWrite.Packets(batch));
    }

    /**
     * Adds several batches in one transaction, so that many small ones cost little more than one large one. Never waits in the spool: when this returns they are in the
     * database, whatever happens to the machine.
     *
     * @return for each, in their order, whether it was new
     * @throws StoreUnavailableException when the database is away; then none is kept, unless it is a {@link CommitUnknownException}
     * @throws IOException when it refuses; then none is kept
     */
    public List<Boolean> appendAll(List<RecordBatch> group) throws IOException {
        return tables.appendAll(group);
    }

    /**
     * Adds several batches as {@link #appendAll(List)} does, for those who must know which of them they were the first to add.
     *
     * @param doubted told of batches before a {@link CommitUnknownException} is thrown: of those that weren't there before. Added again they are called known if the database has kept them
     */
    public List<Boolean> appendAll(List<RecordBatch> group, Consumer<RecordBatch> doubted) throws IOException {
        return tables.appendAll(group, doubted);
    }

    @Override
    public void append(List<FeatureVector> rows) throws IOException {
        if (!rows.isEmpty()) {
            write(new StoreWrite.Rows(rows));
        }
    }

    /**
     * Adds rows and notes what was said of them: what {@link #append(List)} and {@link #judge} do one after the other, for less.
     *
     * @throws IOException when they could not be kept
     */
    public void append(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {
        if (!rows.isEmpty()) {
            write(new StoreWrite.JudgedRows(rows, JudgedRow.of(rows, verdicts)));
        }
    }

    @Override
    public void judge(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {
        if (!rows.isEmpty()) {
            write(new StoreWrite.Judgement(JudgedRow.of(rows, verdicts)));
        }
    }

    @Override
    public void save(Alert alert) throws IOException {
        keep(alert);
    }

    /** Saves an alert as {@link #save} does, marked with the rule that suppresses it, if one does, and returns how it stands. */
    public AlertStanding keep(Alert alert) throws IOException {
        AlertStanding standing = suppressions.standing(alert);
        write(new StoreWrite.AlertState(alert, standing.suppressedBy()));
        return standing;
    }

    /** Returns the rules that keep alerts from being raised. */
    public Suppressions suppressions() {
        return suppressions;
    }

    /**
     * Marks an alert as resolved. Never waits in the spool.
     *
     * @param note why, or what was done; {@code null} for nothing
     * @return the alert as it is now; nothing when there is none of that id
     * @throws IOException when the database is away or refuses
     */
    public Optional<StoredAlert> resolve(String alertId, @Nullable String note) throws IOException {
        return tables.resolve(alertId, true, note) ? reader.alert(alertId) : Optional.empty();
    }

    /** Marks an alert as not resolved after all; see {@link #resolve}. */
    public Optional<StoredAlert> reopen(String alertId, @Nullable String note) throws IOException {
        return tables.resolve(alertId, false, note) ? reader.alert(alertId) : Optional.empty();
    }

    /** Returns what answers questions. */
    public StoreReader reader() {
        return reader;
    }

    /** Returns what answers the store's own questions, too. */
    SqlStoreReader sql() {
        return reader;
    }

    /** Returns the database, for tables of somebody else's beside the store's. */
    public Database database() {
        return database;
    }

    /**
     * Lets everything go whose time has come, now and on this thread. Happens by itself at the configured interval.
     *
     * @throws IOException when the database is away or refuses
     */
    public void retain() throws IOException {
        retention.run();
    }

    private void retainAlways(long intervalMillis) {
        try {
            while (!closed) {
                try {
                    retention.run();
                } catch (IOException | RuntimeException e) {
                    if (!closed) {
                        retentionFailures.increment();
                        LOG.warn("Retention could not do its work and tries again later: {}", e.getMessage());
                    }
                }
                Thread.sleep(intervalMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the counts so far. */
    public StoreStats stats() {
        return new StoreStats(
                tables.counts(),
                spool == null ? NO_SPOOL : spool.counts(),
                retention.packetsLetGo(),
                retentionFailures.sum());
    }

    /** Returns this store for an analyzer that doesn't close it: for several, one after the other. */
    public FeatureStore shared() {
        return new SharedStore(this);
    }

    /** Ends retention, writes what waits if the database is there, and closes it. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        endRetention();
        try {
            if (spool != null) {
                spool.close();
            }
        } finally {
            database.close();
        }
    }

    private void endRetention() {
        if (retentionThread == null) {
            return;
        }
        retentionThread.interrupt();
        try {
            retentionThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
