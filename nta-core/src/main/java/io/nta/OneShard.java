package io.nta;

import io.nta.packet.AnomalyCounts;
import io.nta.packet.LinkType;
import io.nta.packet.PacketView;
import io.nta.spi.WindowAggregator;
import io.nta.window.WindowSize;
import java.util.Map;

/** The whole line on one thread: each packet is counted when it comes, each window closed when its time has come. */
final class OneShard implements WindowStage {
    private final Shard shard;
    private final WindowAggregator aggregator;
    private final HandOver rows;
    private long closedNanos = Long.MIN_VALUE;

    OneShard(AnalyzerConfig config, WindowAggregator aggregator, long secret, AnomalyCounts anomalies, HandOver rows) {
        this.shard = new Shard(config.flow(), aggregator, secret, anomalies);
        this.aggregator = aggregator;
        this.rows = rows;
    }

    @Override
    public void fold(PacketView packet, LinkType linkType) {
        shard.fold(packet);
    }

    @Override
    public void advance(long throughNanos) {
        closeThrough(throughNanos);
        rows.flush();
    }

    @Override
    public long timePassed(long throughNanos) {
        long last = closeThrough(throughNanos);
        rows.timePassed(throughNanos);
        return last;
    }

    private long closeThrough(long throughNanos) {
        long last = Long.MIN_VALUE;
        while (true) {
            long next = Math.min(nextCloseNanos(), shard.nextDueNanos());
            if (next > throughNanos) {
                return last;
            }
            shard.advanceTo(next);
            close(next);
            last = next;
        }
    }

    /** Asks the aggregator, which may be a plugin, for the next end of a window; one that never comes further would be asked for ever. */
    private long nextCloseNanos() {
        long next = aggregator.nextCloseNanos();
        if (next <= closedNanos) {
            throw new NtaException(
                    "The aggregator " + aggregator.getClass().getName() + " says that its next window ends at "
                            + next + ", but it was told to close all that end at " + closedNanos
                            + " or before: after close(t) its nextCloseNanos() is above t, or Long.MAX_VALUE");
        }
        return next;
    }

    private void close(long endNanos) {
        aggregator.close(endNanos, rows);
        closedNanos = endNanos;
    }

    @Override
    public void finish(long seenNanos) {
        for (long next = nextCloseNanos(); next != Long.MAX_VALUE; next = nextCloseNanos()) {
            shard.advanceTo(Math.min(next, WindowSize.FIVE_SECONDS.startOf(seenNanos)));
            close(next);
        }
    }

    @Override
    public StageStats stats() {
        return shard.stats(aggregator.stats(), Map.of(), 0);
    }

    @Override
    public void close() {}
}
