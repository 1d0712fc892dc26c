package io.nta.store.jdbc.sql;

import io.nta.feature.FeatureCatalogue;
import io.nta.store.jdbc.read.AlertCounts;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.Cursor;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.HostTraffic;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.read.StoredRow;
import io.nta.store.jdbc.read.Suppression;
import io.nta.store.jdbc.read.SuppressionDryRun;
import io.nta.store.jdbc.read.SuppressionQuery;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopQuery;
import io.nta.store.jdbc.read.TopValue;
import io.nta.store.jdbc.read.Totals;
import io.nta.store.jdbc.read.Traffic;
import io.nta.store.jdbc.read.TrafficPoint;
import io.nta.store.jdbc.read.UsedSuppression;
import io.nta.window.WindowSize;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the database. */
public final class SqlStoreReader implements StoreReader {
    private static final String ROWS =
            "SELECT id, " + String.join(", ", FeatureColumns.NAMES) + " FROM aggregated_features";

    private final Database database;

    /** Reads {@code database}. */
    public SqlStoreReader(Database database) {
        this.database = database;
    }

    @Override
    public Page<StoredPacket> packets(PacketQuery query) throws IOException {
        return database.read(connection -> Select.page(
                PacketQueries.of(connection, query),
                query.limit(),
                packet -> new Cursor(packet.packet().timestampNanos(), String.valueOf(packet.id()))));
    }

    @Override
    public Optional<StoredPacket> packet(long id) throws IOException {
        return database.read(connection -> {
            Select select = new Select(PacketQueries.PACKETS)
                    .where("p.id >= ?", PacketFloor.read(connection).packetId())
                    .where("p.id = ?", id);
            return select.list(connection, PacketQueries::packet).stream().findFirst();
        });
    }

    /** Returns the highest id of a packet; 0 when there is none. */
    public long lastPacketId() throws IOException {
        return database.read(connection -> Queries.number(connection, "SELECT coalesce(max(id), 0) FROM raw_packets"));
    }

    /**
     * Returns packets in the order in which they were stored.
     *
     * @param fromNanos only those captured then or later
     * @param afterId only those with a higher id
     * @param throughId only those with this id or a lower one
     */
    public List<StoredPacket> packetsInOrder(long fromNanos, long afterId, long throughId, int limit)
            throws IOException {
        return database.read(connection -> {
            long floor = PacketFloor.read(connection).packetId();
            // Packets of one time lie together in the order of ids, more or less; the sign keeps the index of times,
            // whose answers would have to be sorted, out of it.
            return new Select(PacketQueries.PACKETS)
                    // One bound only: of two, SQLite begins at the first, and each page would read all pages before it.
                    .where("p.id > ?", Math.max(floor - 1, afterId))
                    .where("p.id <= ?", throughId)
                    .where("+p.timestamp_ns >= ?", fromNanos)
                    .end(" ORDER BY p.id LIMIT ?", limit)
                    .list(connection, PacketQueries::packet);
        });
    }

    /** Returns the lowest id of a packet captured then or later; 0 when there is none. */
    public long firstPacketId(long fromNanos) throws IOException {
        return database.read(connection -> Queries.number(
                connection, "SELECT coalesce(min(id), 0) FROM raw_packets WHERE timestamp_ns >= ?", fromNanos));
    }

    /** Returns how many packets the batches had in which packets with higher ids than one and no higher than another are. */
    public long packetsOfBatches(long afterId, long throughId) throws IOException {
        return database.read(connection -> Queries.number(
                connection,
                "SELECT coalesce(sum(packets), 0) FROM batches WHERE number >= ? AND number <= ?",
                afterId + 1 >> PacketWriter.BATCH_BITS,
                throughId >> PacketWriter.BATCH_BITS));
    }

    /** Returns the end of the last 5 s window that there is a row of. */
    public Optional<Long> lastWindowEnd() throws IOException {
        return database.read(connection -> new Select("SELECT window_start FROM aggregated_features")
                        .where("window_size = ?", WindowSize.FIVE_SECONDS.seconds())
                        .end(" ORDER BY window_start DESC LIMIT ?", 1)
                        .list(connection, row -> row.getLong(1) + WindowSize.FIVE_SECONDS.nanos())
                        .stream()
                        .findFirst());
    }

    /** Returns the rows of all windows that end at a time. */
    public List<StoredRow> rowsEndingAt(long endNanos) throws IOException {
        return database.read(connection -> new Select(ROWS)
                .where("window_start IN (?, ?, ?)", startOf(0, endNanos), startOf(1, endNanos), startOf(2, endNanos))
                .where("window_start + CAST(window_size AS BIGINT) * 1000000000 = ?", endNanos)
                .where("catalogue = ?", FeatureCatalogue.fingerprint())
                .end(" ORDER BY window_size, key_kind, key")
                .list(connection, FeatureColumns::read));
    }

    private static long startOf(int size, long endNanos) {
        return endNanos - WindowSize.values()[size].nanos();
    }

    @Override
    public Page<StoredRow> features(FeatureQuery query) throws IOException {
        return database.read(connection -> {
            Select select = new Select(ROWS)
                    .within("window_start", query.range())
                    .whereGiven("window_size = ?", query.windowSize())
                    .whereGiven(
                            "key_kind = ?",
                            query.kind() == null ? null : query.kind().name())
                    .whereGiven(
                            "key = ?", query.key() == null ? null : query.key().toString())
                    .whereGiven("label = ?", query.label());
            Cursor after = Cursor.parse(query.after());
            if (after != null) {
                select.before("window_start", "id", after.timeNanos(), after.number());
            }
            select.end(" ORDER BY window_start DESC, id DESC LIMIT ?", query.limit() + 1);
            return select.page(
                    connection,
                    FeatureColumns::read,
                    query.limit(),
                    row -> new Cursor(row.row().startNanos(), String.valueOf(row.id())));
        });
    }

    @Override
    public List<StoredRow> withoutVerdict(long storedBeforeNanos, int limit) throws IOException {
        Page.checkedLimit(limit);
        return database.read(connection -> new Select(ROWS)
                .where("label IS NULL")
                .where("stored_at < ?", storedBeforeNanos)
                .where("catalogue = ?", FeatureCatalogue.fingerprint())
                .end(" ORDER BY window_start + CAST(window_size AS BIGINT) * 1000000000, id LIMIT ?", limit)
                .list(connection, FeatureColumns::read));
    }

    @Override
    public Page<StoredAlert> alerts(AlertQuery query) throws IOException {
        return database.read(connection -> AlertQueries.page(connection, query));
    }

    @Override
    public Optional<StoredAlert> alert(String id) throws IOException {
        return database.read(connection -> new Select("SELECT * FROM detected_alerts")
                .where("id = ?", id).list(connection, AlertColumns::read).stream()
                        .findFirst());
    }

    /** Returns when the alert that has been open for longest was detected, of those that were not closed. */
    public Optional<Instant> oldestOpenAlert() throws IOException {
        return database.read(connection -> new Select("SELECT detected_at FROM detected_alerts")
                        .where("NOT closed")
                        .end(" ORDER BY detected_at LIMIT ?", 1)
                        .list(connection, row -> AlertColumns.instant(row.getLong(1)))
                        .stream()
                        .findFirst());
    }

    @Override
    public AlertCounts alertCounts(TimeRange range) throws IOException {
        return database.read(connection -> AlertQueries.counts(connection, range));
    }

    @Override
    public Page<UsedSuppression> suppressions(SuppressionQuery query) throws IOException {
        return database.read(connection -> SuppressionQueries.page(connection, query));
    }

    @Override
    public Optional<UsedSuppression> suppression(long id) throws IOException {
        return database.read(connection -> SuppressionQueries.one(connection, id));
    }

    /** Returns the rules in force at a moment, the first made first. */
    public List<Suppression> suppressionsInForce(Instant now) throws IOException {
        return database.read(connection -> SuppressionQueries.inForce(connection, now));
    }

    /** Returns the last detected of the alerts that were not closed, by their ids, each with the number of the rule that keeps it quiet, if one does. */
    public Map<String, Optional<Long>> openAlerts() throws IOException {
        return database.read(AlertQueries::open);
    }

    @Override
    public SuppressionDryRun dryRun(SuppressionScope scope, TimeRange range, int newest) throws IOException {
        if (newest < 1 || newest > SuppressionDryRun.MAX_NEWEST) {
            throw new IllegalArgumentException(
                    "newest is " + newest + "; allowed: 1 to " + SuppressionDryRun.MAX_NEWEST);
        }
        return database.read(connection -> SuppressionQueries.dryRun(connection, scope, range, newest));
    }

    @Override
    public Traffic traffic(TimeRange range) throws IOException {
        return database.read(connection -> TrafficQueries.traffic(connection, range));
    }

    @Override
    public List<TopValue> top(TopQuery query) throws IOException {
        return database.read(connection -> TrafficQueries.top(connection, query));
    }

    @Override
    public HostTraffic host(HostQuery query) throws IOException {
        return database.read(connection -> HostQueries.of(connection, query));
    }

    @Override
    public List<TrafficPoint> history(TimeRange range, Duration step) throws IOException {
        return database.read(connection -> TrafficQueries.history(connection, range, step));
    }

    @Override
    public Totals totals() throws IOException {
        return database.read(connection -> {
            long floor = PacketFloor.read(connection).packetId();
            return new Totals(
                    Queries.number(
                            connection,
                            "SELECT coalesce(sum(packets), 0) FROM batches WHERE number >= ?",
                            floor >> PacketWriter.BATCH_BITS),
                    Queries.number(connection, "SELECT count(*) FROM aggregated_features"),
                    Queries.number(connection, "SELECT count(*) FROM aggregated_features WHERE label IS NULL"),
                    Queries.number(connection, "SELECT count(*) FROM detected_alerts"),
                    edge(connection, floor, "ASC"),
                    edge(connection, floor, "DESC"));
        });
    }

    private static @Nullable Instant edge(Connection connection, long floor, String order)
            throws SQLException, IOException {
        return new Select("SELECT timestamp_ns FROM raw_packets")
                        .where("id >= ?", floor)
                        .end(" ORDER BY timestamp_ns " + order + " LIMIT ?", 1)
                        .list(connection, row -> AlertColumns.instant(row.getLong(1)))
                        .stream()
                        .findFirst()
                        .orElse(null);
    }
}
