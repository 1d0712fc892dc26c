package io.nta.capture.agent;

import io.nta.capture.LiveDrops;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.wire.AgentStats;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Writes what a source captures into a {@link Spool}. One thread runs it; the counts can be asked for from any. */
public final class Agent implements Closeable {
    private static final int POLL_PACKETS = 1_024;
    /** A server that hears nothing for longer may think the sensor dead. */
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PacketSource source;
    private final List<String> interfaces;
    private final Supplier<LiveDrops> drops;
    private final Clock clock;
    private final long startedNanos;
    private final Spool spool;
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final PacketSink sink = this::onFrame;
    private volatile long undecoded;

    private Agent(
            PacketSource source, List<String> interfaces, Supplier<LiveDrops> drops, SpoolConfig config, Clock clock)
            throws IOException {
        this.source = source;
        this.interfaces = List.copyOf(interfaces);
        this.drops = drops;
        this.clock = clock;
        this.startedNanos = now();
        this.spool = Spool.open(config, this::stats, clock, SpoolStep.Seam.NONE);
    }

    /**
     * Opens the spool.
     *
     * @param source is read to its end, and not closed
     * @param interfaces the names of its interfaces, in the order of their numbers
     * @param drops tells what was lost before the source could read it
     * @throws IOException when the spool can't be used
     */
    public static Agent open(
            PacketSource source, List<String> interfaces, Supplier<LiveDrops> drops, SpoolConfig config)
            throws IOException {
        return open(source, interfaces, drops, config, Clock.systemUTC());
    }

    static Agent open(
            PacketSource source, List<String> interfaces, Supplier<LiveDrops> drops, SpoolConfig config, Clock clock)
            throws IOException {
        return new Agent(source, interfaces, drops, config, clock);
    }

    /**
     * Spools until the source ends; then the last file is complete.
     *
     * @throws IOException when the source can't go on; what it gave before is in complete files
     */
    public void run() throws IOException {
        long files = spool.files();
        long toldAt = System.nanoTime();
        try {
            while (source.poll(sink, POLL_PACKETS) != PacketSource.END) {
                spool.closeIfDue();
                if (spool.files() != files) {
                    files = spool.files();
                    toldAt = System.nanoTime();
                } else if (System.nanoTime() - toldAt >= SILENCE_NANOS) {
                    spool.writeStats();
                    toldAt = System.nanoTime();
                }
            }
        } finally {
            spool.writeStats();
        }
    }

    private void onFrame(
            long timestampNanos,
            LinkType linkType,
            byte[] buffer,
            int offset,
            int capturedLength,
            int wireLength,
            int interfaceId) {
        if (decoder.decode(timestampNanos, linkType, buffer, offset, capturedLength, wireLength, interfaceId, view)) {
            String name = interfaceId < interfaces.size() ? interfaces.get(interfaceId) : null;
            spool.write(PacketRecord.of(view, name, linkType));
        } else {
            long sum = undecoded + 1;
            undecoded = sum;
        }
    }

    /** Returns the counts so far. */
    public AgentStats stats() {
        LiveDrops lost = drops.get();
        return new AgentStats(
                startedNanos,
                now(),
                source.stats().delivered(),
                lost.byKernel(),
                lost.byInterface(),
                spool.dropped(),
                undecoded);
    }

    /** Returns the packets in complete files. */
    public long spooled() {
        return spool.spooled();
    }

    /** Returns the complete files. */
    public long files() {
        return spool.files();
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** Completes the last file and releases the spool. */
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
