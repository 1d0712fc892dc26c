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
            long next = Math.min(aggregator.nextCloseNanos(), shard.nextDueNanos());
            if (next > throughNanos) {
                return last;
            }
            shard.advanceTo(next);
            aggregator.close(next, rows);
            last = next;
        }
    }

    @Override
    public void finish(long seenNanos) {
        for (long next = aggregator.nextCloseNanos(); next != Long.MAX_VALUE; next = aggregator.nextCloseNanos()) {
            shard.advanceTo(Math.min(next, WindowSize.FIVE_SECONDS.startOf(seenNanos)));
            aggregator.close(next, rows);
        }
    }

    @Override
    public StageStats stats() {
        return shard.stats(aggregator.stats(), Map.of(), 0);
    }

    @Override
    public void close() {}
}
