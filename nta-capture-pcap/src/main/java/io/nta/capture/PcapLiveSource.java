package io.nta.capture;

import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Captures from network interfaces by libpcap, with nanosecond times.
 *
 * <p>{@link #poll} hands over what the kernel holds, on the calling thread; it allocates nothing for a packet. An interface that goes down is
 * waited for, and captured from again when it is back, while the others go on. What the kernel or a card drops is counted and warned about. The source never ends by itself: {@link #stop} ends
 * it.
 *
 * <p>One thread polls and closes; the other methods can be called from any thread. Needs libpcap on the system and the permission to capture; reading files needs neither.
 */
public final class PcapLiveSource implements PacketSource {
    private static final long STATS_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A silent link is looked at as often; the buffer holds what comes meanwhile. */
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(32);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final List<LiveTap> taps;
    private final LiveConfig config;
    private final String description;
    private final Clock clock;

    private int first;
    private long pauseNanos = SHORTEST_PAUSE_NANOS;
    private long statsAt = System.nanoTime();
    private volatile boolean stopping;
    private volatile long stoppedAt;
    private boolean ended;
    private boolean closed;

    private PcapLiveSource(List<LiveTap> taps, LiveConfig config, Clock clock) {
        this.taps = List.copyOf(taps);
        this.config = config;
        this.clock = clock;
        this.description = String.join(", ", taps.stream().map(LiveTap::name).toList());
    }

    /**
     * Starts to capture. Packets of the first interface bear the interface number 0, and so on.
     *
     * @param interfaces their names, at least one; {@link LiveInterface#choose} makes them of what a user says
     * @throws LiveCaptureException when one can't be captured from; its message says what to do
     */
    public static PcapLiveSource open(List<String> interfaces, LiveConfig config) throws LiveCaptureException {
        try {
            return open(interfaces, config, Clock.systemUTC(), FrameReader::of);
        } catch (LinkageError e) {
            throw LiveCaptureException.missing(e);
        }
    }

    /** The same with another clock, which tells when packets arrive, and other readers. */
    static PcapLiveSource open(List<String> interfaces, LiveConfig config, Clock clock, LiveTap.Readers readers)
            throws LiveCaptureException {
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException("at least one interface is captured from");
        }
        List<LiveTap> taps = new ArrayList<>();
        try {
            for (String name : interfaces) {
                taps.add(LiveTap.open(name, taps.size(), config, readers));
            }
        } catch (LiveCaptureException | RuntimeException | LinkageError e) {
            taps.forEach(LiveTap::close);
            throw e;
        }
        return new PcapLiveSource(taps, config, clock);
    }

    @Override
    public String description() {
        return description;
    }

    /** Returns the names of the interfaces, in the order of their numbers. */
    public List<String> interfaces() {
        return taps.stream().map(LiveTap::name).toList();
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("poll hands over at least 1 packet, not " + limit);
        }
        if (closed) {
            throw new IOException(description + ": the capture is closed");
        }
        if (ended) {
            return END;
        }
        sink.onTime(now());
        int handed = drain(sink, limit);
        countDrops(false);
        if (stopping && System.nanoTime() - stoppedAt > lastLookNanos()) {
            ended = true;
            countDrops(true);
            return handed > 0 ? handed : END;
        }
        pause(handed);
        return handed;
    }

    /** Reads the interfaces in turn, beginning with another each time, so that a busy one leaves room for the others. */
    private int drain(PacketSink sink, int limit) {
        int handed = 0;
        int share = Math.max(1, limit / taps.size());
        first = (first + 1) % taps.size();
        for (int i = 0; i < taps.size() && handed < limit; i++) {
            LiveTap tap = taps.get((first + i) % taps.size());
            handed += tap.drain(sink, Math.min(share, limit - handed));
        }
        return handed;
    }

    /** Waits a little while nothing comes, and longer the longer nothing comes. */
    private void pause(int handed) {
        if (handed > 0) {
            pauseNanos = SHORTEST_PAUSE_NANOS;
        } else {
            LockSupport.parkNanos(pauseNanos);
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        }
    }

    private void countDrops(boolean atOnce) {
        long now = System.nanoTime();
        if (atOnce || now - statsAt >= 0) {
            taps.forEach(LiveTap::countDrops);
            statsAt = now + STATS_NANOS;
        }
    }

    /** The kernel hands over what it has after the read timeout. */
    private long lastLookNanos() {
        return 2 * config.readTimeout().toNanos() + LONGEST_PAUSE_NANOS;
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** Makes {@link #poll} hand over what has been captured up to now, and then end. Can be called from any thread. */
    public void stop() {
        if (!stopping) {
            stoppedAt = System.nanoTime();
            stopping = true;
        }
    }

    /** Returns what was lost on all interfaces; as of a second ago at most. */
    public LiveDrops drops() {
        long byKernel = 0;
        long byInterface = 0;
        for (LiveTap tap : taps) {
            byKernel += tap.drops().byKernel();
            byInterface += tap.drops().byInterface();
        }
        return new LiveDrops(byKernel, byInterface);
    }

    /** Returns the counts; dropped is what kernel and interfaces lost, as of a second ago at most. */
    @Override
    public SourceStats stats() {
        long delivered = taps.stream().mapToLong(LiveTap::delivered).sum();
        long dropped = drops().total();
        return new SourceStats(delivered + dropped, delivered, dropped, 0);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            taps.forEach(LiveTap::close);
        }
    }
}
