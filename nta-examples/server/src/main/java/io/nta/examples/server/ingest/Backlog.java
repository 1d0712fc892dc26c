package io.nta.examples.server.ingest;

import io.nta.packet.PacketRecord;
import io.nta.store.jdbc.StoredPacketSource;
import io.nta.store.jdbc.read.StoredPacket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is stored and was perhaps not analysed, since an earlier process ended or analysis failed. Analysis reads it page by page when it has nothing else, so that it takes no room; uploads that
 * come meanwhile are stored and read like the rest. One thread reads; any thread may ask how far it is.
 */
final class Backlog implements Destination, IngestLine.Beginning {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final int PAGE = 2_048;
    private static final double NANOS = 1e9;

    private final StoredPacketSource packets;
    private final Committer committer;
    private final long maxSkewNanos;
    private final InstantSource clock;
    private final RecentPackets past = new RecentPackets();
    private final long begunNanos = System.nanoTime();
    private final AtomicLong all;
    private final AtomicLong read = new AtomicLong();
    private volatile boolean over;

    /**
     * Begins to read.
     *
     * @param committer is told where uploads go when all is read
     * @param maxSkew packets further ahead of now were set aside when they came, and are so again
     * @throws IOException when the store is away
     */
    Backlog(StoredPacketSource packets, Committer committer, Duration maxSkew, InstantSource clock) throws IOException {
        this.packets = packets;
        this.committer = committer;
        this.maxSkewNanos = maxSkew.toNanos();
        this.clock = clock;
        this.all = new AtomicLong(packets.left());
        LOG.info(
                "Analysis goes on where it was: first it reads about {} stored packets{}",
                all,
                packets.fromNanos() == Long.MIN_VALUE
                        ? ", all there are"
                        : " captured since " + Instant.ofEpochSecond(0, packets.fromNanos()));
    }

    /** Returns how far it is. */
    IngestService.Recovering progress() {
        long done = read.get();
        long left = left();
        double seconds = (System.nanoTime() - begunNanos) / NANOS;
        long more = done == 0 ? 1 : Math.round(Math.ceil(seconds / done * left));
        return new IngestService.Recovering(done, done + left, Math.max(1, more));
    }

    /** Returns about how many packets are still to be read. */
    long left() {
        return over ? 0 : Math.max(0, all.get() - read.get());
    }

    /** Returns whether all is read, and uploads go to the line again. */
    boolean isOver() {
        return over;
    }

    /** Only counts: it will be read. */
    @Override
    public void add(String agent, List<PacketRecord> uploaded) {
        all.addAndGet(uploaded.size());
    }

    @Override
    public boolean addSome(IngestLine line) throws IOException {
        if (addPage(line)) {
            return true;
        }
        packets.extend();
        if (addPage(line)) {
            return true;
        }
        committer.redirect(() -> {
            packets.extend();
            while (addPage(line)) {
                // Until nothing is left but what comes from now on.
            }
            return new Committer.Redirection(line, past);
        });
        over = true;
        LOG.info("Analysis has read {} stored packets in {} s", read, (System.nanoTime() - begunNanos) / 1_000_000_000);
        return false;
    }

    private boolean addPage(IngestLine line) throws IOException {
        List<StoredPacket> page = packets.next(PAGE);
        if (page.isEmpty()) {
            return false;
        }
        read.addAndGet(page.size());
        long latest = clock.millis() * 1_000_000 + maxSkewNanos;
        String of = agent(page.get(0));
        List<PacketRecord> run = new ArrayList<>();
        for (StoredPacket packet : page) {
            if (!agent(packet).equals(of)) {
                line.addStored(of, run);
                run = new ArrayList<>();
                of = agent(packet);
            }
            if (packet.packet().timestampNanos() <= latest) {
                run.add(packet.packet());
            }
            remember(packet);
        }
        line.addStored(of, run);
        return true;
    }

    /** Clients without batch ids send no frames. */
    private void remember(StoredPacket packet) {
        if (packet.packet().frame() == null) {
            past.add(agent(packet), RecentPackets.fingerprints(List.of(packet.packet()))[0]);
        }
    }

    private static String agent(StoredPacket packet) {
        return Objects.requireNonNullElse(packet.agent(), "(unknown)");
    }
}
