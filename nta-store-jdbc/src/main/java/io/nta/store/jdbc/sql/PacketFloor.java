package io.nta.store.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where what is kept of packets begins; whatever lies below is on its way out and no query sees it.
 *
 * @param packetId the first id
 * @param era the first era
 */
record PacketFloor(long packetId, long era) {
    static PacketFloor read(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT packet_id, first_era FROM retention WHERE one = 1");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new PacketFloor(row.getLong(1), row.getLong(2)) : new PacketFloor(0, 0);
        }
    }

    /** Raises the floor. An era that is current and below it ends, so that what is written next lies above. */
    void write(Connection connection) throws SQLException {
        Queries.update(connection, "UPDATE retention SET packet_id = ?, first_era = ? WHERE one = 1", packetId, era);
        Queries.update(connection, "UPDATE retention SET era = first_era, era_bytes = 0 WHERE era < first_era");
    }
}
