package io.nta.store.jdbc.sql;

import com.google.common.math.LongMath;
import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * When a host sent or received, told to the minute by the roll-ups, which are there anyway: packets have no index of addresses, which would cost a third of the speed of
 * writing for each.
 */
final class HostTimes {
    private static final long NANOS = 1_000_000_000L;

    /** Of the times that there are roll-ups of, a seek for each says whether the host is among the values. */
    private static final String STARTS =
            "SELECT DISTINCT start_s FROM traffic_rollups t WHERE level = ? AND start_s > ? AND start_s <= ? AND era >= ?"
                    + " AND (" + isAmong(Dimension.SOURCE) + " OR " + isAmong(Dimension.DESTINATION) + ")"
                    + " ORDER BY start_s DESC";

    private final Connection connection;
    private final String host;
    private final TimeRange range;
    private final PacketFloor floor;

    /**
     * Looks for a host.
     *
     * @param host its address, as packets have it
     * @param range the times that count
     */
    HostTimes(Connection connection, String host, TimeRange range, PacketFloor floor) {
        this.connection = connection;
        this.host = host;
        this.range = range;
        this.floor = floor;
    }

    private static String isAmong(Dimension dimension) {
        return "EXISTS (SELECT 1 FROM value_rollups v WHERE v.level = t.level AND v.dimension = " + dimension.code()
                + " AND v.start_s = t.start_s AND v.value = ? AND v.era >= ?)";
    }

    /** Returns the hours that the host has packets in, each cut to the range, the latest first. */
    List<TimeRange> hours() throws SQLException, IOException {
        return stretches(RollupBatch.HOUR, range);
    }

    /** Returns the minutes of an hour that the host has packets in, those that follow each other put together, the latest first. */
    List<TimeRange> minutes(TimeRange hour) throws SQLException, IOException {
        List<TimeRange> joined = new ArrayList<>();
        for (TimeRange minute : stretches(RollupBatch.MINUTE, hour)) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).startNanos() == minute.endNanos()) {
                joined.set(
                        last,
                        new TimeRange(minute.startNanos(), joined.get(last).endNanos()));
            } else {
                joined.add(minute);
            }
        }
        return joined;
    }

    private List<TimeRange> stretches(int level, TimeRange within) throws SQLException, IOException {
        return new Select(STARTS)
                .end(
                        "",
                        level,
                        Math.floorDiv(within.startNanos(), NANOS) - level,
                        Math.floorDiv(within.endNanos() - 1, NANOS),
                        floor.era())
                .end("", host, floor.era(), host, floor.era())
                .list(connection, row -> cut(row.getLong(1), level, within));
    }

    private static TimeRange cut(long startSeconds, int level, TimeRange within) {
        return new TimeRange(
                Math.max(within.startNanos(), LongMath.saturatedMultiply(startSeconds, NANOS)),
                Math.min(within.endNanos(), LongMath.saturatedMultiply(startSeconds + level, NANOS)));
    }
}
