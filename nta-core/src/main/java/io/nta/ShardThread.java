package io.nta;

import io.nta.FrameBatch.Then;
import io.nta.packet.AnomalyCounts;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.RowSink;
import io.nta.window.ShardWindows;
import io.nta.window.WindowSize;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shard and its thread. The reading thread fills batches of frames and hands them over; when all batches are on their way, it waits for one to come back. The shard's
 * thread decodes the frames again and folds them, and closes windows together with the other shards.
 */
final class ShardThread {
    /** One is filled, one is folded, and the others let the two differ in pace. */
    private static final int BATCHES = 4;

    private static final long LOOK_MILLIS = 100;

    private final SeveralShards all;
    private final int number;
    private final ShardWindows windows;
    private final AnomalyCounts fragmentAnomalies = new AnomalyCounts();
    private final Shard shard;
    private final PacketDecoder decoder;
    private final PacketView view = new PacketView();
    private final RowSink rows;
    private final BlockingQueue<FrameBatch> full = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<FrameBatch> free = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    /** Filled by the reading thread; none while it waits for one. */
    private @Nullable FrameBatch filling = new FrameBatch();

    private volatile StageStats stats;

    ShardThread(SeveralShards all, int number, AnalyzerConfig config, ShardWindows windows, long secret, RowSink rows) {
        this.all = all;
        this.number = number;
        this.windows = windows;
        this.shard = new Shard(config.flow().shareOf(config.shards()), windows.parts(), secret, fragmentAnomalies);
        this.decoder = new PacketDecoder(config.decoding());
        this.rows = rows;
        this.stats = stats(0);
        for (int i = 1; i < BATCHES; i++) {
            free.add(new FrameBatch());
        }
        thread = new Thread(this::run, "nta-shard-" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes a packet from the reading thread. */
    void fold(PacketView packet, LinkType linkType) {
        if (!filling().add(packet, linkType)) {
            then(Then.GO_ON, 0);
            filling().add(packet, linkType);
        }
    }

    /** Hands over the packets taken so far, and what is to happen behind them. */
    void then(Then then, long nanos) {
        FrameBatch batch = filling();
        batch.then(then, nanos);
        filling = null;
        // There are no more batches than it has room for.
        full.add(batch);
    }

    private FrameBatch filling() {
        FrameBatch batch = filling;
        if (batch == null) {
            batch = all.await(() -> free.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            filling = batch;
        }
        return batch;
    }

    private void run() {
        try {
            Then then;
            do {
                FrameBatch batch = full.take();
                batch.foldInto(shard, decoder, view);
                then = batch.then();
                if (then != Then.GO_ON) {
                    all.closed(number, then, batch.thenNanos(), closeThrough(then, batch.thenNanos()));
                    stats = stats(CpuClock.threadNanos());
                }
                batch.clear();
                free.add(batch);
            } while (then != Then.FINISH);
        } catch (InterruptedException | BrokenBarrierException e) {
            // Whoever interrupted this or another shard knows why.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            all.failed(e);
        }
    }

    /** Closes windows, in step with the other shards. Returns the end of the last ones. */
    private long closeThrough(Then then, long nanos) throws InterruptedException, BrokenBarrierException {
        boolean finish = then == Then.FINISH;
        long through = finish ? Long.MAX_VALUE - 1 : nanos;
        long last = Long.MIN_VALUE;
        while (true) {
            // At the end of the input only what is open closes.
            long due = finish ? Long.MAX_VALUE : shard.nextDueNanos();
            long end = all.meeting().earliest(number, Math.min(windows.nextCloseNanos(), due));
            all.rowsClosed(number);
            if (end > through) {
                return last;
            }
            shard.advanceTo(finish ? Math.min(end, WindowSize.FIVE_SECONDS.startOf(nanos)) : end);
            windows.handOver(end);
            all.meeting().handedOver();
            windows.close(end, rows);
            last = end;
        }
    }

    private StageStats stats(long cpuNanos) {
        return shard.stats(windows.stats(), fragmentAnomalies.asMap(), cpuNanos);
    }

    /** Returns the counts as of the last window that was closed, or the end. */
    StageStats stats() {
        return stats;
    }

    void join() throws InterruptedException {
        thread.join();
    }

    void interrupt() {
        thread.interrupt();
    }
}
