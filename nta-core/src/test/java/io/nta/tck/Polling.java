package io.nta.tck;

import static io.nta.tck.Contract.require;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Polls a source and keeps what it hands over, with what was wrong about the way it came. */
final class Polling implements PacketSink {
    /** Polls without a packet before the source counts as one that never ends. */
    static final int MAX_IDLE_POLLS = 1_000;

    /** How long packets from elsewhere may take to show after the last poll. */
    private static final long STRAY_MILLIS = 20;

    /** One packet. */
    record Taken(
            long timestampNanos,
            @Nullable LinkType linkType,
            List<Byte> bytes,
            int capturedLength,
            int wireLength,
            int interfaceId) {}

    private final PacketSource source;
    private final List<Taken> frames = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger strays = new AtomicInteger();
    private volatile @Nullable Thread poller;
    private int outside;
    private int changed;
    private int framesToLinger;
    private long lingerMillis;
    private long longestPollNanos;

    Polling(PacketSource source) {
        this.source = source;
    }

    /** Holds on to each of the first frames for a while, to see whether it changes. */
    Polling lingering(int count, long millis) {
        framesToLinger = count;
        lingerMillis = millis;
        return this;
    }

    int poll(int limit) throws IOException {
        poller = Thread.currentThread();
        long begun = System.nanoTime();
        try {
            return source.poll(this, limit);
        } finally {
            longestPollNanos = Math.max(longestPollNanos, System.nanoTime() - begun);
            poller = null;
        }
    }

    Polling toEnd(int limit) throws IOException {
        int idle = 0;
        for (int before = 0; poll(limit) != PacketSource.END; before = frames.size()) {
            idle = frames.size() > before ? 0 : idle + 1;
            require(idle < MAX_IDLE_POLLS, () -> "no packet and no end in " + MAX_IDLE_POLLS + " polls");
        }
        return this;
    }

    /** Polls until something is thrown, and returns it; {@code null} if the source ends instead. */
    @Nullable
    Throwable toError(int limit) {
        return thrownBy(() -> toEnd(limit));
    }

    static @Nullable Throwable thrownBy(Contract.Body body) {
        try {
            body.run();
            return null;
        } catch (Throwable thrown) { // what a plugin throws is what is asked for
            return thrown;
        }
    }

    /** Polls a source with a sink that throws. */
    static void throwFrom(PacketSource source, RuntimeException failure, int limit) throws IOException {
        PacketSink throwing = (time, type, buffer, offset, captured, wire, interfaceId) -> {
            throw failure;
        };
        for (int polls = 0; polls < MAX_IDLE_POLLS && source.poll(throwing, limit) == 0; polls++) {}
    }

    static void requireConserved(SourceStats stats) {
        require(
                stats.received() == stats.delivered() + stats.dropped() + stats.unsupported(),
                () -> "packets are unaccounted for: " + stats);
    }

    @Override
    public void onFrame(
            long timestampNanos,
            LinkType linkType,
            byte[] buffer,
            int offset,
            int capturedLength,
            int wireLength,
            int interfaceId) {
        if (Thread.currentThread() != poller) {
            strays.incrementAndGet();
        }
        if (offset < 0 || capturedLength < 0 || (long) offset + capturedLength > buffer.length) {
            outside++;
            frames.add(new Taken(timestampNanos, linkType, List.of(), capturedLength, wireLength, interfaceId));
            return;
        }
        byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + capturedLength);
        if (frames.size() < framesToLinger) {
            pause(lingerMillis);
            changed += Arrays.equals(bytes, Arrays.copyOfRange(buffer, offset, offset + capturedLength)) ? 0 : 1;
        }
        List<Byte> copy = new ArrayList<>(bytes.length);
        for (byte each : bytes) {
            copy.add(each);
        }
        frames.add(new Taken(timestampNanos, linkType, copy, capturedLength, wireLength, interfaceId));
    }

    /** Waits for packets that come although nobody polls. */
    void expectNothingElse() {
        pause(STRAY_MILLIS);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the packets so far. */
    List<Taken> frames() {
        return List.copyOf(frames);
    }

    /** Returns how many packets came from another thread, or while nobody polled. */
    int strays() {
        return strays.get();
    }

    /** Returns how many frames did not lie in their buffer. */
    int outside() {
        return outside;
    }

    /** Returns how many frames changed while the sink held them. */
    int changed() {
        return changed;
    }

    long longestPollMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestPollNanos);
    }
}
