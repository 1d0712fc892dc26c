package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packets to be written together. What they add to the roll-ups is counted while they are written, as each packet is then at hand: reading all of them once more takes as long as
 * counting.
 *
 * @param records the packets
 * @param ids their ids, as many
 * @param storedOn the day on which they are stored, counted from the epoch
 * @param texts what fits texts
 * @param hosts who sent and received them
 * @param sums what those that were {@link #write written} add up to
 */
record PacketRows(
        List<PacketRecord> records, long[] ids, int storedOn, StoredText texts, BatchHosts hosts, RollupBatch sums) {
    PacketRows part(int from, int to) {
        return new PacketRows(
                records.subList(from, to),
                Arrays.copyOfRange(ids, from, to),
                storedOn,
                texts,
                hosts,
                new RollupBatch(texts));
    }

    /** Writes a packet's values, all but its id, and adds it to the sums. */
    void write(int index, RowOutput row) throws SQLException {
        PacketRecord packet = records.get(index);
        BatchHosts.Host source = hosts.of(packet.source());
        BatchHosts.Host destination = hosts.of(packet.destination());
        PacketColumns.write(packet, source.text(), destination.text(), texts, row);
        sums.add(packet, source, destination);
    }

    /** Puts the packets of batches together, of those that have a number; the ids of a batch's packets follow each other. */
    static PacketRows of(List<RecordBatch> batches, long[] numbers, int storedOn, StoredText texts) {
        List<PacketRecord> records = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                records.addAll(batches.get(i).packets());
            }
        }
        long[] ids = new long[records.size()];
        int next = 0;
        for (int i = 0; i < numbers.length; i++) {
            int size = numbers[i] == 0 ? 0 : batches.get(i).packets().size();
            for (int place = 0; place < size; place++) {
                ids[next++] = (numbers[i] << PacketWriter.BATCH_BITS) + place;
            }
        }
        return new PacketRows(records, ids, storedOn, texts, new BatchHosts(), new RollupBatch(texts));
    }
}
