package io.nta.capture;

import io.nta.capture.LiveCaptureException.Reason;
import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.RawPacketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One interface. It is read without waiting, so that several share a thread; when it goes down it is closed, and opened again once it is back. One thread.
 */
final class LiveTap {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTap.class);
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MILLIS_PER_SECOND = 1_000L;

    private final String name;
    private final int id;
    private final LiveConfig config;
    private final RawPacketListener listener = this::gotPacket;

    private @Nullable PcapHandle handle;
    private LinkType linkType = LinkType.ETHERNET;
    private long reopenAt;

    // While packets are handed over.
    private @Nullable PacketSink sink;
    private @Nullable Throwable thrown;

    private final DropCounter kernelDrops = new DropCounter();
    private final DropCounter interfaceDrops = new DropCounter();
    private long handedOver;
    /** As of the last drain, for other threads. */
    private volatile long delivered;

    private long warnedDrops;
    private long warnAt;

    private LiveTap(String name, int id, LiveConfig config) {
        this.name = name;
        this.id = id;
        this.config = config;
    }

    static LiveTap open(String name, int id, LiveConfig config) throws LiveCaptureException {
        LiveTap tap = new LiveTap(name, id, config);
        try {
            tap.open();
        } catch (LinkageError e) {
            throw Libpcap.missing(e);
        }
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
        PcapHandle open = handle;
        if (open == null) {
            reopen();
            return 0;
        }
        long before = handedOver;
        sink = to;
        thrown = null;
        try {
            open.dispatch(limit, listener);
        } catch (PcapNativeException | NotOpenException e) {
            wentDown(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // So pcap4j tells that the loop was broken: by gotPacket.
            LOG.debug("{}: reading was broken off", name);
        } finally {
            sink = null;
            delivered = handedOver;
        }
        rethrow();
        return (int) (handedOver - before);
    }

    /** An exception of the sink must not pass through native code. */
    private void rethrow() {
        Throwable failure = thrown;
        thrown = null;
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private void gotPacket(byte[] bytes) {
        PacketSink to = sink;
        PcapHandle open = handle;
        if (to == null || open == null || thrown != null) {
            return;
        }
        Timestamp time = open.getTimestamp();
        long seconds = Math.floorDiv(time.getTime(), MILLIS_PER_SECOND);
        handedOver++;
        try {
            to.onFrame(
                    seconds * NANOS_PER_SECOND + time.getNanos(),
                    linkType,
                    bytes,
                    0,
                    bytes.length,
                    Math.max(open.getOriginalLength(), bytes.length),
                    id);
        } catch (RuntimeException | Error e) {
            thrown = e;
            breakOff(open);
        }
    }

    private static void breakOff(PcapHandle open) {
        try {
            open.breakLoop();
        } catch (NotOpenException e) {
            LOG.debug("closed meanwhile", e);
        }
    }

    private void wentDown(String why) {
        LOG.warn("{} can't be read any more ({}); waiting for it to come back", name, why.strip());
        close();
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
