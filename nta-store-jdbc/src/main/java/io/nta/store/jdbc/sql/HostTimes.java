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
            "SELECT start_s, sum(packets) FROM traffic_rollups t WHERE level = ? AND start_s > ? AND start_s <= ? AND era >= ?"
                    + " AND (" + isAmong(Dimension.SOURCE) + " OR " + isAmong(Dimension.DESTINATION) + ")"
                    + " GROUP BY start_s ORDER BY start_s DESC";

    /**
     * The latest of the times that a host is in.
     *
     * @param times stretches of time, the latest first
     * @param isAll whether these are all
     * @param startNanos all that the host has since then lies in them
     */
    record Latest(List<TimeRange> times, boolean isAll, long startNanos) {}

    /** A stretch of time that the host is in, with about how many packets of whomsoever. */
    private record Stretch(TimeRange range, long packets) {}

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
        return stretches(RollupBatch.HOUR, range).stream().map(Stretch::range).toList();
    }

    /** Returns the minutes of an hour that the host has packets in, those that follow each other put together, the latest first. */
    List<TimeRange> minutes(TimeRange hour) throws SQLException, IOException {
        List<TimeRange> joined = new ArrayList<>();
        for (Stretch minute : stretches(RollupBatch.MINUTE, hour)) {
            join(minute.range(), joined);
        }
        return joined;
    }

    /**
     * Returns the latest times of all, as long as no more packets lie in them than allowed.
     *
     * @param packets the most packets, of whomsoever
     * @param most the most stretches of time
     */
    Latest latest(int packets, int most) throws SQLException, IOException {
        List<TimeRange> joined = new ArrayList<>();
        long left = packets;
        for (TimeRange hour : hours()) {
            for (Stretch minute : stretches(RollupBatch.MINUTE, hour)) {
                TimeRange times = minute.range();
                boolean isWhole = times.endNanos() - times.startNanos() == RollupBatch.MINUTE * NANOS;
                long count = isWhole ? minute.packets() : counted(times, left + 1);
                if (count > left) {
                    long start = startOfLatest(times, left);
                    if (start < times.endNanos()) {
                        join(new TimeRange(start, times.endNanos()), joined);
                    }
                    return new Latest(joined, false, start);
                }
                left -= count;
                join(times, joined);
                if (joined.size() > most) {
                    joined.remove(most);
                    return new Latest(joined, false, joined.get(most - 1).startNanos());
                }
            }
        }
        return new Latest(joined, true, range.startNanos());
    }

    /** Adds a stretch of time that lies before the others, or makes the last of them longer. */
    private static void join(TimeRange earlier, List<TimeRange> joined) {
        int last = joined.size() - 1;
        if (last >= 0 && joined.get(last).startNanos() == earlier.endNanos()) {
            joined.set(
                    last, new TimeRange(earlier.startNanos(), joined.get(last).endNanos()));
        } else {
            joined.add(earlier);
        }
    }

    /** Returns how many packets there are, counted up to a limit. */
    private long counted(TimeRange times, long limit) throws SQLException, IOException {
        return packets("SELECT count(*) FROM (SELECT 1 FROM raw_packets", times)
                .end(" LIMIT ?) AS counted", limit)
                .list(connection, row -> row.getLong(1))
                .get(0);
    }

    /** Returns the start of the longest stretch up to the end that has no more than a number of packets. */
    private long startOfLatest(TimeRange times, long number) throws SQLException, IOException {
        return packets("SELECT timestamp_ns FROM raw_packets", times)
                .end(" ORDER BY timestamp_ns DESC LIMIT 1 OFFSET ?", number)
                .list(connection, row -> row.getLong(1) + 1)
                .stream()
                .findFirst()
                .orElse(times.startNanos());
    }

    /** The sign keeps SQLite from another index than that of times. */
    private Select packets(String what, TimeRange times) {
        return new Select(what).where("+id >= ?", floor.packetId()).within("timestamp_ns", times);
    }

    private List<Stretch> stretches(int level, TimeRange within) throws SQLException, IOException {
        return new Select(STARTS)
                .end(
                        "",
                        level,
                        Math.floorDiv(within.startNanos(), NANOS) - level,
                        Math.floorDiv(within.endNanos() - 1, NANOS),
                        floor.era())
                .end("", host, floor.era(), host, floor.era())
                .list(connection, row -> new Stretch(cut(row.getLong(1), level, within), row.getLong(2)));
    }

    private static TimeRange cut(long startSeconds, int level, TimeRange within) {
        return new TimeRange(
                Math.max(within.startNanos(), LongMath.saturatedMultiply(startSeconds, NANOS)),
                Math.min(within.endNanos(), LongMath.saturatedMultiply(startSeconds + level, NANOS)));
    }
}
