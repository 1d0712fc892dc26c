package io.nta;

import io.nta.FrameBatch.Then;
import io.nta.packet.LinkType;
import io.nta.packet.PacketView;
import io.nta.window.AddressParts;
import io.nta.window.ShardWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shares packets out among shards, each on a thread of its own, so that each pair of addresses is in one: connections, fragments and the peers of a host then need
 * nothing of other shards. All ARP is in one. The thread that reads decides, decodes for that, and gives each shard its packets in their order, in batches; when a shard can't keep
 * up, it waits. What fails in a shard ends all of them, and is thrown to the reading thread. Why: docs/adr/0030-shards.md.
 */
final class SeveralShards implements WindowStage {
    /** Who hands on the rows of all. */
    private static final int LEADER = 0;

    private static final long LOOK_MILLIS = 100;

    /** Waits for a while, and returns {@code null} if nothing came. */
    interface Look<T> {
        @Nullable
        T look() throws InterruptedException;
    }

    private final List<ShardThread> shards = new ArrayList<>();
    private final ShardMeeting meeting;
    private final ShardRows closedRows;
    private final HandOver rows;
    /** How far the shards came when the time was told last. */
    private final BlockingQueue<Long> answers = new ArrayBlockingQueue<>(1);

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    SeveralShards(AnalyzerConfig config, long secret, HandOver rows) {
        int count = config.shards();
        this.rows = rows;
        meeting = new ShardMeeting(count);
        closedRows = new ShardRows(count);
        List<ShardWindows> windows = ShardWindows.create(config.windows(), count, secret);
        for (int i = 0; i < count; i++) {
            shards.add(new ShardThread(this, i, config, windows.get(i), secret, closedRows.of(i)));
        }
        shards.forEach(ShardThread::start);
    }

    @Override
    public void fold(PacketView packet, LinkType linkType) {
        shards.get(shardOf(packet)).fold(packet, linkType);
    }

    private int shardOf(PacketView packet) {
        if (packet.isArp()) {
            return ShardWindows.ARP_SHARD;
        }
        int part;
        if (packet.hasQuoted() && !packet.fragment()) {
            // Of the connection that it is about, if that is known.
            PacketView.Quoted quoted = packet.quoted();
            part = AddressParts.ofPair(
                    quoted.sourceHigh(), quoted.sourceLow(), quoted.destinationHigh(), quoted.destinationLow());
        } else {
            part = AddressParts.ofPair(
                    packet.sourceHigh(), packet.sourceLow(), packet.destinationHigh(), packet.destinationLow());
        }
        return part % shards.size();
    }

    @Override
    public void advance(long throughNanos) {
        all(Then.ADVANCE, throughNanos);
    }

    @Override
    public long timePassed(long throughNanos) {
        all(Then.TIME_PASSES, throughNanos);
        return await(() -> answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void all(Then then, long nanos) {
        for (ShardThread shard : shards) {
            shard.then(then, nanos);
        }
    }

    @Override
    public void finish(long seenNanos) {
        all(Then.FINISH, seenNanos);
        try {
            for (ShardThread shard : shards) {
                shard.join();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        rethrow();
    }

    /** Waits on the reading thread for what a shard gives, or for its failure. */
    <T> T await(Look<T> look) {
        try {
            T got;
            do {
                rethrow();
                got = look.look();
            } while (got == null);
            return got;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static NtaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new NtaException("Interrupted while waiting for the shards to keep up", e);
    }

    private void rethrow() {
        Throwable cause = failure.get();
        if (cause instanceof NtaException known) {
            throw known;
        }
        if (cause != null) {
            throw new NtaException("A shard failed: " + cause, cause);
        }
    }

    // What follows is called by the threads of the shards.

    ShardMeeting meeting() {
        return meeting;
    }

    /** All rows of the windows that closed last are there, and none is added before all have met again. */
    void rowsClosed(int shard) {
        if (shard == LEADER) {
            closedRows.handOn(rows);
        }
    }

    /** A shard has closed what was to be closed. */
    void closed(int shard, Then then, long nanos, long last) throws InterruptedException {
        if (shard != LEADER) {
            return;
        }
        if (then == Then.ADVANCE) {
            rows.flush();
        } else if (then == Then.TIME_PASSES) {
            rows.timePassed(nanos);
            answers.put(last);
        }
    }

    /** A shard can't go on, so none can. */
    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        shards.forEach(ShardThread::interrupt);
    }

    @Override
    public StageStats stats() {
        return shards.stream().map(ShardThread::stats).reduce(StageStats::plus).orElseThrow();
    }

    /** Ends the shards without finishing; whoever still waits for them is told so. */
    @Override
    public void close() {
        failed(new NtaException("The analyzer was closed before the analysis had ended"));
    }
}
