package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.Cursor;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for packets, the latest first. */
final class PacketQueries {
    /** Selects packets, as {@link #packet} reads them. */
    static final String PACKETS = "SELECT p.id, b.agent, p." + String.join(", p.", PacketColumns.NAMES)
            + " FROM raw_packets p LEFT JOIN batches b ON b.number = p.id >> " + PacketWriter.BATCH_BITS;

    private final Connection connection;
    private final PacketQuery query;
    private final PacketFloor floor;
    private final @Nullable Cursor after;
    /** One more than asked for tells whether there are more. */
    private final int wanted;

    private PacketQueries(Connection connection, PacketQuery query) throws SQLException {
        this.connection = connection;
        this.query = query;
        this.floor = PacketFloor.read(connection);
        this.after = Cursor.parse(query.after());
        this.wanted = query.limit() + 1;
    }

    /** Returns what a query asks for, and one more if there is one. */
    static List<StoredPacket> of(Connection connection, PacketQuery query) throws SQLException, IOException {
        PacketQueries queries = new PacketQueries(connection, query);
        IpAddress host = query.host();
        return host == null ? queries.within(query.range(), queries.wanted) : queries.ofHost(host.toString());
    }

    /** Looks only where the host is. */
    private List<StoredPacket> ofHost(String host) throws SQLException, IOException {
        List<StoredPacket> found = new ArrayList<>();
        TimeRange range = query.range();
        if (after != null && after.timeNanos() < range.endNanos() - 1) {
            if (after.timeNanos() < range.startNanos()) {
                return found;
            }
            range = new TimeRange(range.startNanos(), after.timeNanos() + 1);
        }
        HostTimes times = new HostTimes(connection, host, range, floor);
        for (TimeRange hour : times.hours()) {
            for (TimeRange minutes : times.minutes(hour)) {
                found.addAll(within(minutes, wanted - found.size()));
                if (found.size() == wanted) {
                    return found;
                }
            }
        }
        return found;
    }

    private List<StoredPacket> within(TimeRange range, int limit) throws SQLException, IOException {
        Select select = new Select(PACKETS)
                .where("p.id >= ?", floor.packetId())
                .within("p.timestamp_ns", range)
                .whereGiven("p.protocol = ?", query.protocol());
        if (query.host() != null) {
            String host = query.host().toString();
            select.where("(p.src_ip = ? OR p.dst_ip = ?)", host, host);
        }
        if (query.port() != null) {
            select.where("(p.src_port = ? OR p.dst_port = ?)", query.port(), query.port());
        }
        if (after != null) {
            select.before("p.timestamp_ns", "p.id", after.timeNanos(), after.number());
        }
        return select.end(" ORDER BY p.timestamp_ns DESC, p.id DESC LIMIT ?", limit)
                .list(connection, PacketQueries::packet);
    }

    /** Reads a packet that was selected by {@link #PACKETS}. */
    static StoredPacket packet(ResultSet row) throws SQLException {
        return new StoredPacket(row.getLong(1), row.getString(2), PacketColumns.read(row));
    }
}
