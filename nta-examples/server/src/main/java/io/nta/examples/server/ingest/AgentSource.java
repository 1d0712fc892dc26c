package io.nta.examples.server.ingest;

import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.wire.RecordFrames;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The packets of one agent as its uploads bring them: a live source, whose packets may be old. Batches come by one thread and are polled for by another.
 */
final class AgentSource implements PacketSource {
    /** Stands for the arrival of packets that an earlier process took: when that was isn't known any more. */
    static final long STORED = Long.MIN_VALUE;

    /**
     * Packets that came together.
     *
     * @param arrivalNanos when they came, by the server's clock, or {@link #STORED}
     */
    private record Arrived(List<PacketRecord> packets, long arrivalNanos) {}

    private final String agent;
    private final AtomicLong waitingPackets;
    private final RecordFrames frames = new RecordFrames();
    private final Deque<Arrived> waiting = new ArrayDeque<>();
    private int position;
    private long delivered;
    private boolean ended;
    private long nowNanos;

    /**
     * Creates a source.
     *
     * @param waitingPackets counts what waits in all sources
     */
    AgentSource(String agent, AtomicLong waitingPackets) {
        this.agent = agent;
        this.waitingPackets = waitingPackets;
    }

    @Override
    public String description() {
        return "agent " + agent;
    }

    /**
     * Adds packets.
     *
     * @param arrivalNanos when they came, or {@link #STORED}
     */
    synchronized void add(List<PacketRecord> packets, long arrivalNanos) {
        waiting.add(new Arrived(packets, arrivalNanos));
    }

    /** Returns whether a batch has been handed over in part. */
    synchronized boolean isWithinBatch() {
        return position > 0;
    }

    /** Hands over packets of one batch; when none waits, tells the time and returns 0. */
    @Override
    public int poll(PacketSink sink, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: at least 1");
        }
        Arrived batch;
        int from;
        synchronized (this) {
            batch = waiting.peek();
            from = position;
            if (batch == null) {
                return idle(sink);
            }
        }
        int to = Math.min(batch.packets.size(), from + limit);
        if (batch.arrivalNanos != STORED) {
            sink.onTime(batch.arrivalNanos);
        }
        for (int i = from; i < to; i++) {
            frames.handTo(sink, batch.packets.get(i), 0);
        }
        waitingPackets.addAndGet(from - to);
        synchronized (this) {
            delivered += to - from;
            position = to;
            if (to == batch.packets.size()) {
                waiting.remove();
                position = 0;
            }
        }
        return to - from;
    }

    /** Tells what time it is, for a poll that finds nothing. */
    synchronized void tellTime(long newNowNanos) {
        nowNanos = newNowNanos;
    }

    private int idle(PacketSink sink) {
        if (ended) {
            return END;
        }
        sink.onTime(nowNanos);
        return 0;
    }

    @Override
    public synchronized SourceStats stats() {
        return new SourceStats(delivered, delivered, 0, 0);
    }

    @Override
    public synchronized void close() {
        ended = true;
    }
}
