package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches of packets, and in the same transaction the batch's id and what it adds to the roll-ups. */
final class PacketWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PacketWriter.class);

    /** A batch's packets have ids from its number shifted by this on. */
    static final int BATCH_BITS = 20;

    /** What a batch came to. */
    record Outcome(boolean isNew, int written, int refused) {}

    /** What a packet takes besides its frame: measured, see docs/store.md. */
    private static final int PACKET_BYTES = 250;

    private final Database database;
    private final StoredText texts;
    private final long eraBytes;

    /** @param eraBytes about how many bytes of packets end an era */
    PacketWriter(Database database, StoredText texts, long eraBytes) {
        this.database = database;
        this.texts = texts;
        this.eraBytes = eraBytes;
    }

    Outcome write(Connection connection, RecordBatch batch, long storedAtNanos) throws SQLException {
        Claim claim = claim(connection, batch, storedAtNanos);
        if (claim == null) {
            return new Outcome(false, 0, 0);
        }
        long number = claim.number();
        int storedOn = (int) TimeUnit.NANOSECONDS.toDays(storedAtNanos);
        Set<PacketRecord> refused = new HashSet<>();
        AddressTexts addresses = new AddressTexts();
        insert(connection, new PacketRows(batch.packets(), number << BATCH_BITS, storedOn, texts, addresses), refused);
        RollupBatch sums = new RollupBatch(texts, addresses);
        for (PacketRecord packet : batch.packets()) {
            // Of two equal packets, both are refused or none.
            if (refused.isEmpty() || !refused.contains(packet)) {
                sums.add(packet);
            }
        }
        RollupWriter.write(connection, database.dialect(), sums, claim.era());
        int written = (int) sums.packets();
        if (!refused.isEmpty()) {
            Queries.update(connection, "UPDATE batches SET packets = ? WHERE number = ?", written, number);
        }
        return new Outcome(true, written, batch.packets().size() - written);
    }

    /** A new batch: its number, and the era that it belongs to. */
    private record Claim(long number, long era) {}

    /** Returns what a new batch is given, or {@code null} when its id is known. Batches take turns here, so that numbers and eras grow as they are committed. */
    private @Nullable Claim claim(Connection connection, RecordBatch batch, long storedAtNanos) throws SQLException {
        if (Queries.number(connection, "SELECT count(*) FROM batches WHERE id = ?", batch.id()) > 0) {
            return null;
        }
        long bytes = bytes(batch);
        long hour = TimeUnit.NANOSECONDS.toHours(storedAtNanos);
        String ends = "era_hour <> ? OR era_bytes > ?";
        long era = Queries.number(
                connection,
                "UPDATE retention SET era = CASE WHEN " + ends + " THEN era + 1 ELSE era END, era_bytes = CASE WHEN "
                        + ends + " THEN 0 ELSE era_bytes END + ?, era_hour = ? WHERE one = 1 RETURNING era",
                hour,
                eraBytes,
                hour,
                eraBytes,
                bytes,
                hour);
        long number = Queries.number(
                connection,
                "INSERT INTO batches (id, agent, packets, bytes, era, stored_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING RETURNING number",
                batch.id(),
                texts.fitted(batch.agent()),
                batch.packets().size(),
                bytes,
                era,
                storedAtNanos);
        return number == 0 ? null : new Claim(number, era);
    }

    /** Returns about how much the packets take in the database, indexes and sums included. */
    private static long bytes(RecordBatch batch) {
        long bytes = 0;
        for (PacketRecord packet : batch.packets()) {
            PacketRecord.Frame frame = packet.frame();
            bytes += PACKET_BYTES + (frame == null ? 0 : frame.bytes().length);
        }
        return bytes;
    }

    /** Writes packets; where the database refuses a value, halves them until the packet that it is in is alone. */
    private void insert(Connection connection, PacketRows packets, Set<PacketRecord> refused) throws SQLException {
        int size = packets.records().size();
        if (size == 0) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            database.dialect().insertPackets(connection, packets);
            connection.releaseSavepoint(before);
            return;
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
                return;
            }
        }
        insert(connection, packets.part(0, size / 2), refused);
        insert(connection, packets.part(size / 2, size), refused);
    }
}
