package io.nta.store.jdbc.sql;

import io.nta.packet.PacketRecord;
import java.util.List;

/**
 * Packets to be written together.
 *
 * @param records the packets
 * @param firstId the id of the first; the others follow
 * @param storedOn the day on which they are stored, counted from the epoch
 * @param texts what fits texts
 * @param addresses the texts of their addresses
 */
record PacketRows(List<PacketRecord> records, long firstId, int storedOn, StoredText texts, AddressTexts addresses) {
    PacketRows part(int from, int to) {
        return new PacketRows(records.subList(from, to), firstId + from, storedOn, texts, addresses);
    }
}
