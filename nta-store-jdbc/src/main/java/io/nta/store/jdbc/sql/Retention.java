package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.RetentionConfig;
import io.nta.store.jdbc.read.Dimension;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets old things go. First a floor is raised, in one short transaction, below which no query looks: that is what makes sums and packets agree at any moment. Then what lies
 * below is deleted in steps, between which others write.
 */
public final class Retention {
    /** Rows deleted in one transaction: some milliseconds. */
    private static final int STEP = 2_000;

    /** Ids of batches are remembered that much longer than their packets: a sender may come back late. */
    private static final int BATCHES_LONGER = 4;

    /** The parts of the allowed size that packets are let go in. */
    private static final int ERAS = 16;

    private static final int[] LEVELS = {RollupBatch.MINUTE, RollupBatch.HOUR};

    private final Database database;
    private final RetentionConfig config;
    private final InstantSource clock;
    private final LongAdder packets = new LongAdder();

    /** Looks after {@code database} by {@code clock}. */
    public Retention(Database database, RetentionConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Returns about how many bytes of packets are to be let go at once. */
    public static long eraBytes(RetentionConfig config) {
        return config.packetBytes() == 0 ? Long.MAX_VALUE : Math.max(1, config.packetBytes() / ERAS);
    }

    /** Lets everything go whose time has come, step by step; ends early when the thread is interrupted. */
    public void run() throws IOException {
        while (raiseFloor() && !Thread.currentThread().isInterrupted()) {
            deletePackets();
        }
        deletePackets();
        forget("aggregated_features", "id", config.rows());
        forget("batches", "number", config.packets().multipliedBy(BATCHES_LONGER));
    }

    /** Returns how many packets were let go of since the store was opened. */
    public long packetsLetGo() {
        return packets.sum();
    }

    private long cutoff(Duration age) {
        return AlertColumns.nanos(clock.instant().minus(age));
    }

    private boolean raiseFloor() throws IOException {
        return database.write(Durability.PROCESS, connection -> {
            PacketFloor floor = PacketFloor.read(connection);
            long era = Math.max(eraByAge(connection, floor), eraBySize(connection, floor));
            if (era <= floor.era()) {
                return false;
            }
            long kept = batchOfEra(connection, era);
            packets.add(Queries.number(
                    connection,
                    "SELECT coalesce(sum(packets), 0) FROM batches WHERE number >= ? AND number < ?",
                    floor.packetId() >> PacketWriter.BATCH_BITS,
                    kept));
            new PacketFloor(kept << PacketWriter.BATCH_BITS, era).write(connection);
            return true;
        });
    }

    /** Returns the first era that has a packet young enough. */
    private long eraByAge(Connection connection, PacketFloor floor) throws SQLException {
        if (config.packets().isZero()) {
            return floor.era();
        }
        long young = Queries.number(
                connection,
                "SELECT era FROM batches WHERE era >= ? AND stored_at >= ? ORDER BY era, number LIMIT 1",
                floor.era(),
                cutoff(config.packets()));
        return young == 0 ? eraAfterLast(connection, floor) : young;
    }

    private static long eraAfterLast(Connection connection, PacketFloor floor) throws SQLException {
        return Math.max(floor.era(), 1 + Queries.number(connection, "SELECT coalesce(max(era), 0) FROM batches"));
    }

    /** Returns the next era when all packets together are too large; never one that lets the current era go. */
    private long eraBySize(Connection connection, PacketFloor floor) throws SQLException {
        if (config.packetBytes() == 0) {
            return floor.era();
        }
        long bytes =
                Queries.number(connection, "SELECT coalesce(sum(bytes), 0) FROM batches WHERE era >= ?", floor.era());
        if (bytes <= config.packetBytes()) {
            return floor.era();
        }
        long next = Queries.number(
                connection,
                "SELECT era FROM batches WHERE era > (SELECT min(era) FROM batches WHERE era >= ?) ORDER BY era LIMIT 1",
                floor.era());
        return Math.max(next, floor.era());
    }

    private static long batchOfEra(Connection connection, long era) throws SQLException {
        long first = Queries.number(
                connection, "SELECT number FROM batches WHERE era >= ? ORDER BY era, number LIMIT 1", era);
        return first != 0 ? first : 1 + Queries.number(connection, "SELECT coalesce(max(number), 0) FROM batches");
    }

    private void deletePackets() throws IOException {
        PacketFloor floor = database.read(PacketFloor::read);
        while (database.dialect().deletePackets(database, floor, STEP) > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        for (int level : LEVELS) {
            repeat(
                    "DELETE FROM traffic_rollups WHERE (level, start_s, era) IN (SELECT level, start_s, era"
                            + " FROM traffic_rollups WHERE level = ? AND era < ? ORDER BY level, start_s LIMIT ?)",
                    level,
                    floor.era(),
                    STEP);
            for (Dimension dimension : Dimension.values()) {
                repeat(
                        "DELETE FROM value_rollups WHERE (level, dimension, start_s, value, era) IN"
                                + " (SELECT level, dimension, start_s, value, era FROM value_rollups"
                                + " WHERE level = ? AND dimension = ? AND era < ? ORDER BY level, dimension, start_s LIMIT ?)",
                        level,
                        dimension.code(),
                        floor.era(),
                        STEP);
            }
        }
    }

    /** Looks at the oldest rows only, so that it costs little when there is nothing to do; one that was written anew keeps those behind it a little longer. */
    private void forget(String table, String id, Duration age) throws IOException {
        if (!age.isZero()) {
            repeat(
                    "DELETE FROM " + table + " WHERE " + id + " IN (SELECT " + id + " FROM (SELECT " + id
                            + ", stored_at FROM " + table + " ORDER BY " + id
                            + " LIMIT ?) AS oldest WHERE stored_at < ?)",
                    STEP,
                    cutoff(age));
        }
    }

    private void repeat(String delete, Object... parameters) throws IOException {
        int deleted;
        do {
            deleted = database.write(Durability.PROCESS, connection -> Queries.update(connection, delete, parameters));
        } while (deleted > 0 && !Thread.currentThread().isInterrupted());
    }
}
