package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Tells new batches from known ones, and gives the new ones their numbers and the era that they belong to. */
final class BatchClaims {
    /** What a packet takes besides its frame: measured, see docs/store.md. */
    private static final int PACKET_BYTES = 250;

    /** Ids in one statement: PostgreSQL takes 65 535 parameters, SQLite 32 766. */
    private static final int MAX_IDS = 1_000;

    private static final String ROW = "(?, ?, ?, ?, ?, ?)";
    private static final String ERA_ENDS = "era_hour <> ? OR era_bytes > ?";
    private static final String ADD_TO_ERA = "UPDATE retention SET era = CASE WHEN " + ERA_ENDS
            + " THEN era + 1 ELSE era END, era_bytes = CASE WHEN " + ERA_ENDS
            + " THEN 0 ELSE era_bytes END + ?, era_hour = ? WHERE one = 1 RETURNING era";

    /**
     * What a group of batches was given.
     *
     * @param numbers for each, in their order, its number; 0 when it is known
     * @param era the era of those that are new
     */
    record Claims(long[] numbers, long era) {}

    private final StoredText texts;
    private final long eraBytes;

    /** @param eraBytes about how many bytes of packets end an era */
    BatchClaims(StoredText texts, long eraBytes) {
        this.texts = texts;
        this.eraBytes = eraBytes;
    }

    /**
     * Claims numbers, which grow in the order of the group and from one transaction to the next: those that write take turns here until they commit. Of two batches with one id
     * the first is new.
     */
    Claims claim(Connection connection, List<RecordBatch> group, long storedAtNanos) throws SQLException {
        Set<String> ids = known(connection, group);
        List<RecordBatch> added = new ArrayList<>();
        for (RecordBatch batch : group) {
            if (ids.add(batch.id())) {
                added.add(batch);
            }
        }
        if (added.isEmpty()) {
            return new Claims(new long[group.size()], 0);
        }
        long[] bytes = added.stream().mapToLong(BatchClaims::bytes).toArray();
        long era = addToEra(connection, LongStream.of(bytes).sum(), storedAtNanos);
        Map<String, Long> given = new HashMap<>();
        for (int from = 0; from < added.size(); from += MAX_IDS) {
            int to = Math.min(from + MAX_IDS, added.size());
            long[] theirs = Arrays.copyOfRange(bytes, from, to);
            given.putAll(insert(connection, added.subList(from, to), theirs, era, storedAtNanos));
        }
        long[] numbers = new long[group.size()];
        for (int i = 0; i < numbers.length; i++) {
            // What another process has written since we looked has none, either.
            Long number = given.remove(group.get(i).id());
            numbers[i] = number == null ? 0 : number;
        }
        return new Claims(numbers, era);
    }

    private static Set<String> known(Connection connection, List<RecordBatch> group) throws SQLException {
        Set<String> known = new HashSet<>();
        for (int from = 0; from < group.size(); from += MAX_IDS) {
            List<RecordBatch> part = group.subList(from, Math.min(from + MAX_IDS, group.size()));
            known.addAll(Queries.texts(
                    connection,
                    "SELECT id FROM batches WHERE id IN (" + repeated("?", part.size()) + ")",
                    part.stream().map(RecordBatch::id).toArray()));
        }
        return known;
    }

    private static String repeated(String item, int count) {
        return String.join(", ", Collections.nCopies(count, item));
    }

    private long addToEra(Connection connection, long bytes, long storedAtNanos) throws SQLException {
        long hour = TimeUnit.NANOSECONDS.toHours(storedAtNanos);
        return Queries.number(connection, ADD_TO_ERA, hour, eraBytes, hour, eraBytes, bytes, hour);
    }

    private Map<String, Long> insert(
            Connection connection, List<RecordBatch> batches, long[] bytes, long era, long storedAtNanos)
            throws SQLException {
        String sql = "INSERT INTO batches (id, agent, packets, bytes, era, stored_at) VALUES "
                + repeated(ROW, batches.size()) + " ON CONFLICT (id) DO NOTHING RETURNING id, number";
        Map<String, Long> numbers = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            BoundOutput output = new BoundOutput(statement);
            for (int i = 0; i < bytes.length; i++) {
                RecordBatch batch = batches.get(i);
                output.text(batch.id());
                output.text(texts.fitted(batch.agent()));
                output.int4(batch.packets().size());
                output.int8(bytes[i]);
                output.int8(era);
                output.int8(storedAtNanos);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    numbers.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return numbers;
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
}
