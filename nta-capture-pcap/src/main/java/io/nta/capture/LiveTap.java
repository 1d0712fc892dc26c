package io.nta.capture;

import io.nta.capture.LiveCaptureException.Reason;
import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One interface. It is read without waiting, so that several share a thread; when it goes down it is closed, and opened again once it is back. One thread.
 */
final class LiveTap {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTap.class);
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Read at once: enough that entering native code costs little for each; with the longest snap length, what is read at once is still only 16 MiB. */
    private static final int MOST_AT_ONCE = 1_024;

    private static final int LEAST_AT_ONCE = 64;
    private static final int BYTES_AT_ONCE = 4 << 20;

    private final String name;
    private final int id;
    private final LiveConfig config;
    private final Readers readers;
    private final int mostAtOnce;
    private final CapturedFrames frames = new CapturedFrames();

    private @Nullable PcapHandle handle;
    private @Nullable FrameReader reader;
    private LinkType linkType = LinkType.ETHERNET;
    private long reopenAt;
    /** Why it will be closed; null while all is well. */
    private @Nullable String wrong;

    private long closeAt;

    private final DropCounter kernelDrops = new DropCounter();
    private final DropCounter interfaceDrops = new DropCounter();
    /** As of the last drain; for other threads, too. */
    private volatile long delivered;

    private long warnedDrops;
    private long warnAt;

    /** Makes a reader for an interface that was opened. */
    @FunctionalInterface
    interface Readers {
        FrameReader of(PcapHandle handle);
    }

    private LiveTap(String name, int id, LiveConfig config, Readers readers) {
        this.name = name;
        this.id = id;
        this.config = config;
        this.readers = readers;
        this.mostAtOnce = Math.max(LEAST_AT_ONCE, Math.min(MOST_AT_ONCE, BYTES_AT_ONCE / config.snapLength()));
    }

    static LiveTap open(String name, int id, LiveConfig config, Readers readers) throws LiveCaptureException {
        LiveTap tap = new LiveTap(name, id, config, readers);
        tap.open();
        return tap;
    }

    private void open() throws LiveCaptureException {
        PcapHandle opened;
        try {
            opened = new PcapHandle.Builder(name)
                    .snaplen(config.snapLength())
                    .promiscuousMode(
                            config.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                    .bufferSize(config.bufferBytes())
                    .timeoutMillis((int) config.readTimeout().toMillis())
                    .timestampPrecision(PcapHandle.TimestampPrecision.NANO)
                    .build();
        } catch (PcapNativeException e) {
            throw Libpcap.unopened(name, e);
        }
        try {
            prepare(opened);
        } catch (LiveCaptureException e) {
            opened.close();
            throw e;
        }
        handle = opened;
        reader = readers.of(opened);
        kernelDrops.restart();
        interfaceDrops.restart();
    }

    private void prepare(PcapHandle opened) throws LiveCaptureException {
        LinkType type = LinkType.ofCode(opened.getDlt().value());
        if (type == null) {
            throw new LiveCaptureException(
                    Reason.UNSUPPORTED,
                    name + " has frames of the link type " + opened.getDlt().value() + ", which can't be decoded");
        }
        linkType = type;
        String filter = config.filter();
        try {
            if (filter != null) {
                opened.setFilter(filter, BpfCompileMode.OPTIMIZE);
            }
        } catch (PcapNativeException | NotOpenException e) {
            throw new LiveCaptureException(
                    Reason.WRONG_FILTER,
                    "The filter '" + filter + "' is refused: " + e.getMessage()
                            + "; its language is that of pcap-filter(7)",
                    e);
        }
        try {
            opened.setBlockingMode(PcapHandle.BlockingMode.NONBLOCKING);
        } catch (PcapNativeException | NotOpenException e) {
            throw new LiveCaptureException(Reason.OTHER, name + " can't be read without waiting: " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    /** Hands over what waits, {@code limit} packets at most, and returns how many. What {@code to} throws passes through. */
    int drain(PacketSink to, int limit) {
        FrameReader open = reader;
        if (open == null) {
            reopen();
            return 0;
        }
        int handed = 0;
        try {
            while (handed < limit && fill(open, limit - handed)) {
                while (handed < limit && !frames.isEmpty()) {
                    handed++;
                    frames.handOver(to, linkType, id);
                }
            }
        } finally {
            long sum = delivered + handed;
            delivered = sum;
        }
        if (wrong != null && System.nanoTime() - closeAt >= 0) {
            wentDown(wrong);
        }
        return handed;
    }

    /** Reads what waits if nothing has been read yet, and returns whether there is something. */
    private boolean fill(FrameReader open, int limit) {
        if (frames.isEmpty()) {
            try {
                open.read(Math.min(limit, mostAtOnce), frames);
            } catch (PcapNativeException | NotOpenException e) {
                beginToClose(String.valueOf(e.getMessage()).strip());
            }
        }
        return !frames.isEmpty();
    }

    /** What was captured before the failure is handed over by the kernel after the read timeout at the latest. */
    private void beginToClose(String why) {
        if (wrong == null) {
            wrong = why;
            closeAt = System.nanoTime() + 2 * config.readTimeout().toNanos();
        }
    }

    private void wentDown(String why) {
        LOG.warn("{} can't be read any more ({}); waiting for it to come back", name, why);
        close();
        wrong = null;
        reopenAt = System.nanoTime() + REOPEN_NANOS;
    }

    private void reopen() {
        if (System.nanoTime() - reopenAt < 0) {
            return;
        }
        try {
            open();
            LOG.warn("{} is back", name);
        } catch (LiveCaptureException e) {
            LOG.debug("{} is still away: {}", name, e.getMessage());
            reopenAt = System.nanoTime() + REOPEN_NANOS;
        }
    }

    /** Asks what was lost so far, and warns of what is new. */
    void countDrops() {
        PcapHandle open = handle;
        if (open == null) {
            return;
        }
        try {
            var stats = open.getStats();
            kernelDrops.now(stats.getNumPacketsDropped());
            interfaceDrops.now(stats.getNumPacketsDroppedByIf());
        } catch (PcapNativeException | NotOpenException e) {
            LOG.debug("{} tells no counts: {}", name, e.getMessage());
        }
        warn();
    }

    private void warn() {
        long drops = drops().total();
        long now = System.nanoTime();
        if (drops > warnedDrops && (warnedDrops == 0 || now - warnAt >= 0)) {
            LOG.warn(
                    "{} lost {} packets, {} in all ({} by the kernel, {} by the interface): a larger buffer, a smaller snap length or a filter helps",
                    name,
                    drops - warnedDrops,
                    drops,
                    kernelDrops.total(),
                    interfaceDrops.total());
            warnedDrops = drops;
            warnAt = now + WARN_NANOS;
        }
    }

    LiveDrops drops() {
        return new LiveDrops(kernelDrops.total(), interfaceDrops.total());
    }

    long delivered() {
        return delivered;
    }

    boolean isOpen() {
        return handle != null;
    }

    void close() {
        PcapHandle open = handle;
        if (open != null) {
            countDrops();
            if (reader != null) {
                reader.close();
                reader = null;
            }
            handle = null;
            open.close();
        }
    }

    /** A counter of 32 bits that starts anew with each opening. */
    private static final class DropCounter {
        private static final long HALF = 1L << 31;
        private static final long MASK = 0xFFFF_FFFFL;

        private volatile long total;
        private long last;

        void restart() {
            last = 0;
        }

        void now(long count) {
            long more = count - last & MASK;
            // One that goes back has been reset by somebody else.
            if (more < HALF) {
                long sum = total + more;
                total = sum;
            }
            last = count;
        }

        long total() {
            return total;
        }
    }
}
