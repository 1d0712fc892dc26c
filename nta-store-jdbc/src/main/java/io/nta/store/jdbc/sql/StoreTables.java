package io.nta.store.jdbc.sql;

import io.nta.detect.Alert;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.CommitUnknownException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what the store keeps, each call in a transaction of its own. Any thread may call it. */
public final class StoreTables {
    private static final String JUDGE = "UPDATE aggregated_features SET label = ?, confidence = ?"
            + " WHERE key = ? AND window_size = ? AND key_kind = ? AND window_start = ?"
            + " AND (label IS NULL OR label <> ? OR confidence <> ?)";

    private final Database database;
    private final InstantSource clock;
    private final StoredText texts = new StoredText();
    private final LongAdder notFinite = new LongAdder();
    private final PacketWriter packets;
    private final LongAdder batches = new LongAdder();
    private final LongAdder knownBatches = new LongAdder();
    private final LongAdder packetsWritten = new LongAdder();
    private final LongAdder packetsRefused = new LongAdder();
    private final LongAdder rowsWritten = new LongAdder();
    private final LongAdder alertsWritten = new LongAdder();

    /**
     * Writes to a database.
     *
     * @param clock tells when something is stored
     * @param eraBytes about how many bytes of packets retention lets go at once
     */
    public StoreTables(Database database, InstantSource clock, long eraBytes) {
        this.database = database;
        this.clock = clock;
        this.packets = new PacketWriter(database, texts, eraBytes);
    }

    /** Adds the packets of a batch; returns whether it was new. */
    public boolean append(RecordBatch batch) throws IOException {
        return appendAll(List.of(batch)).get(0);
    }

    /** Adds the packets of several batches in one transaction, all or none; returns which were new. Of two with one id the first is. */
    public List<Boolean> appendAll(List<RecordBatch> group) throws IOException {
        return appendAll(group, batch -> {});
    }

    /**
     * Adds the packets of several batches as {@link #appendAll(List)} does.
     *
     * @param doubted told, when nobody knows whether the database has committed, of the batches that are new if it has
     */
    public List<Boolean> appendAll(List<RecordBatch> group, Consumer<RecordBatch> doubted) throws IOException {
        long now = now();
        List<PacketWriter.Outcome> outcomes = new ArrayList<>();
        try {
            database.write(Durability.MACHINE, connection -> outcomes.addAll(packets.write(connection, group, now)));
        } catch (CommitUnknownException e) {
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i).isNew()) {
                    doubted.accept(group.get(i));
                }
            }
            throw e;
        }
        outcomes.forEach(this::count);
        return outcomes.stream().map(PacketWriter.Outcome::isNew).toList();
    }

    private void count(PacketWriter.Outcome outcome) {
        if (outcome.isNew()) {
            batches.increment();
            packetsWritten.add(outcome.written());
            packetsRefused.add(outcome.refused());
        } else {
            knownBatches.increment();
        }
    }

    /** Adds rows; of several of one key and window the last counts. */
    public void append(List<FeatureVector> rows) throws IOException {
        append(rows, List.of());
    }

    /** Adds rows and notes what was said of some of them, in one transaction: a page that both change is written once. */
    public void append(List<FeatureVector> rows, List<JudgedRow> judged) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        long now = now();
        Map<RowKey, JudgedRow> verdicts = new HashMap<>();
        judged.forEach(row -> verdicts.put(RowKey.of(row), row));
        Map<RowKey, FeatureRow> distinct = new LinkedHashMap<>();
        for (FeatureVector row : rows) {
            RowKey key = RowKey.of(row);
            distinct.put(key, FeatureRow.of(row, verdicts.get(key), now));
        }
        FeatureRows batch = new FeatureRows(List.copyOf(distinct.values()), texts, notFinite);
        rowsWritten.add(database.write(Durability.PROCESS, connection -> {
            int written = database.dialect().upsertRows(connection, batch);
            if (written < batch.rows().size()) {
                // Some were there with the same values, perhaps without a verdict.
                judge(connection, judged);
            }
            return batch.rows().size();
        }));
    }

    private record RowKey(KeyKind kind, IpAddress key, int seconds, long start) {
        static RowKey of(JudgedRow row) {
            return new RowKey(row.kind(), row.key(), row.seconds(), row.startNanos());
        }

        static RowKey of(FeatureVector row) {
            return new RowKey(row.kind(), row.address(), row.seconds(), row.startNanos());
        }
    }

    /** Notes what was said of rows. */
    public void judge(List<JudgedRow> rows) throws IOException {
        database.write(Durability.PROCESS, connection -> judge(connection, rows));
    }

    private static int judge(Connection connection, List<JudgedRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(JUDGE)) {
            for (JudgedRow row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    private static void bind(PreparedStatement statement, JudgedRow row) throws SQLException {
        BoundOutput output = new BoundOutput(statement);
        output.text(row.label());
        output.float8(row.confidence());
        output.text(row.key().toString());
        output.int4(row.seconds());
        output.text(row.kind().name());
        output.int8(row.startNanos());
        output.text(row.label());
        output.float8(row.confidence());
    }

    /**
     * Adds an alert or its newer state.
     *
     * @param suppressedBy the number of the rule that keeps it quiet; {@code null} when none does
     */
    public void save(Alert alert, @Nullable Long suppressedBy) throws IOException {
        alertsWritten.add(database.write(Durability.PROCESS, connection -> {
            AlertColumns.save(connection, alert, suppressedBy, texts);
            return 1;
        }));
    }

    /**
     * Marks an alert as resolved or not.
     *
     * @return whether there is such an alert
     */
    public boolean resolve(String alertId, boolean resolved, @Nullable String note) throws IOException {
        Long at = resolved ? now() : null;
        return database.write(Durability.MACHINE, connection -> resolve(connection, alertId, at, texts.fitted(note)));
    }

    private static boolean resolve(Connection connection, String alertId, @Nullable Long at, @Nullable String note)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE detected_alerts SET resolved = ?, resolved_at = ?, note = ? WHERE id = ?")) {
            BoundOutput output = new BoundOutput(statement);
            output.bool(at != null);
            if (at == null) {
                output.nulls(1);
            } else {
                output.int8(at);
            }
            output.text(note);
            output.text(alertId);
            return statement.executeUpdate() > 0;
        }
    }

    private long now() {
        return AlertColumns.nanos(clock.instant());
    }

    /** Returns the counts so far. */
    public WriteCounts counts() {
        return new WriteCounts(
                batches.sum(),
                knownBatches.sum(),
                packetsWritten.sum(),
                packetsRefused.sum(),
                texts.altered(),
                notFinite.sum(),
                rowsWritten.sum(),
                alertsWritten.sum());
    }
}
