package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches of packets, and in the same transaction the batches' ids and what they add to the roll-ups. */
final class PacketWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PacketWriter.class);

    /** A batch's packets have ids from its number shifted by this on. */
    static final int BATCH_BITS = 20;

    /** What a batch came to. */
    record Outcome(boolean isNew, int written, int refused) {}

    private final Database database;
    private final StoredText texts;
    private final BatchClaims claims;

    /** @param eraBytes about how many bytes of packets end an era */
    PacketWriter(Database database, StoredText texts, long eraBytes) {
        this.database = database;
        this.texts = texts;
        this.claims = new BatchClaims(texts, eraBytes);
    }

    /**
     * Writes batches in one go: a statement costs the same for the packets of one as for those of all, and a value that several have is added to the roll-ups once.
     *
     * @return what each came to, in their order
     */
    List<Outcome> write(Connection connection, List<RecordBatch> group, long storedAtNanos) throws SQLException {
        BatchClaims.Claims claimed = claims.claim(connection, group, storedAtNanos);
        long[] numbers = claimed.numbers();
        int storedOn = (int) TimeUnit.NANOSECONDS.toDays(storedAtNanos);
        PacketRows packets = PacketRows.of(group, numbers, storedOn, texts);
        Set<PacketRecord> refused = new HashSet<>();
        boolean isWhole = insert(connection, packets, refused);
        // What a copy that failed has counted is worth nothing.
        RollupBatch sums = isWhole ? packets.sums() : new RollupBatch(texts);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            RecordBatch batch = group.get(i);
            if (numbers[i] == 0) {
                outcomes.add(new Outcome(false, 0, 0));
            } else if (isWhole) {
                outcomes.add(new Outcome(true, batch.packets().size(), 0));
            } else {
                outcomes.add(sum(connection, batch, numbers[i], refused, packets.hosts(), sums));
            }
        }
        if (!packets.records().isEmpty()) {
            RollupWriter.write(connection, database.dialect(), sums, packets.hosts(), claimed.era());
        }
        return outcomes;
    }

    /** Adds a new batch's packets to the sums, all but those that were refused. */
    private static Outcome sum(
            Connection connection,
            RecordBatch batch,
            long number,
            Set<PacketRecord> refused,
            BatchHosts hosts,
            RollupBatch sums)
            throws SQLException {
        int written = 0;
        for (PacketRecord packet : batch.packets()) {
            // Of two equal packets, both are refused or none.
            if (!refused.contains(packet)) {
                sums.add(packet, hosts.of(packet.source()), hosts.of(packet.destination()));
                written++;
            }
        }
        int left = batch.packets().size() - written;
        if (left > 0) {
            Queries.update(connection, "UPDATE batches SET packets = ? WHERE number = ?", written, number);
        }
        return new Outcome(true, written, left);
    }

    /**
     * Writes packets; where the database refuses a value, halves them until the packet that it is in is alone.
     *
     * @return whether all were written in one go
     */
    private boolean insert(Connection connection, PacketRows packets, Set<PacketRecord> refused) throws SQLException {
        int size = packets.records().size();
        if (size == 0) {
            return true;
        }
        Savepoint before = connection.setSavepoint();
        try {
            database.dialect().insertPackets(connection, packets);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!SqlFailures.isData(e)) {
                throw e;
            }
            connection.rollback(before);
            if (size == 1) {
                PacketRecord packet = packets.records().get(0);
                if (refused.isEmpty()) {
                    LOG.warn(
                            "The store refused a packet, which is left out and counted, as are others of its batch: {}; the packet: {}",
                            SqlFailures.reason(e),
                            packet);
                }
                refused.add(packet);
                return false;
            }
        }
        insert(connection, packets.part(0, size / 2), refused);
        insert(connection, packets.part(size / 2, size), refused);
        return false;
    }
}
