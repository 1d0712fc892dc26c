package io.nta.capture.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nta.packet.PacketRecord;
import io.nta.wire.AgentStats;
import io.nta.wire.AgentStatsJson;
import io.nta.wire.PacketJson;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes packets into files that a {@link BatchSender} takes up, by the spool protocol: {@code NAME.json.tmp}, brought to the disk, renamed to {@code NAME.json}, the folder brought to the disk, and
 * only then {@code NAME.json.ready}. Names are {@code packets_YYYYMMDD_HHMMSS_SEQ} in UTC; the number only grows, so names don't collide, whatever the clock does.
 *
 * <p>A file is a JSON object: {@code agent}, {@code raw_packets}, {@code agent_stats}. When it can't be written, because the disk or the spool is full, its packets are dropped and counted, and capture goes
 * on. One thread.
 */
public final class Spool implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final int BUFFER = 1 << 16;
    /** How often the size of what waits is looked at while it is too large. */
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final SpoolConfig config;
    private final Clock clock;
    private final SpoolStep.Seam seam;
    private final SpoolFolders folders;
    private final Closeable lock;
    private final Supplier<AgentStats> stats;

    private long sequence;
    private @Nullable Writing writing;
    private boolean full;
    private long lookAgainAt = System.nanoTime();
    /** Complete files whose marker could not be made yet. */
    private final List<Path> unmarked = new ArrayList<>();

    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong spooled = new AtomicLong();
    private final AtomicLong files = new AtomicLong();

    private Spool(
            SpoolConfig config, Supplier<AgentStats> stats, Clock clock, SpoolStep.Seam seam, SpoolFolders folders)
            throws IOException {
        this.config = config;
        this.stats = stats;
        this.clock = clock;
        this.seam = seam;
        this.folders = folders;
        this.lock = folders.lock("agent");
    }

    /**
     * Opens a spool, and brings to its end what a crash has left in it.
     *
     * @param stats is asked for the agent's counts at the end of each file
     * @throws IOException when the folder can't be used, or another agent uses it
     */
    public static Spool open(SpoolConfig config, Supplier<AgentStats> stats) throws IOException {
        return open(config, stats, Clock.systemUTC(), SpoolStep.Seam.NONE);
    }

    static Spool open(SpoolConfig config, Supplier<AgentStats> stats, Clock clock, SpoolStep.Seam seam)
            throws IOException {
        Spool spool = new Spool(config, stats, clock, seam, SpoolFolders.open(config.folder()));
        try {
            new SpoolRecovery(spool.folders).run();
            spool.sequence = spool.folders.lastSequence();
        } catch (IOException | RuntimeException e) {
            spool.lock.close();
            throw e;
        }
        return spool;
    }

    /** Adds a packet. It is in a complete file after the interval at the latest, if {@link #closeIfDue} is called; or it is dropped and counted. */
    public void write(PacketRecord packet) {
        if (isFull()) {
            dropped.incrementAndGet();
            return;
        }
        try {
            Writing file = writing;
            if (file == null) {
                file = new Writing();
                writing = file;
            }
            file.write(packet);
            if (file.packets >= config.maxPackets() || file.bytes() >= config.maxFileBytes()) {
                closeFile();
            }
        } catch (IOException e) {
            giveUp(e, 1);
        }
    }

    /** Closes the file whose time has come; to be called several times a second. */
    public void closeIfDue() {
        Writing file = writing;
        if (file != null
                && System.nanoTime() - file.startedAt >= config.interval().toNanos()) {
            flush();
        }
    }

    /** Completes the file that is being written. */
    public void flush() {
        try {
            closeFile();
        } catch (IOException e) {
            giveUp(e, 0);
        }
    }

    /** Writes a file without packets, so that the server learns the agent's counts all the same. */
    public void writeStats() {
        try {
            if (writing == null && !isFull()) {
                writing = new Writing();
            }
            closeFile();
        } catch (IOException e) {
            giveUp(e, 0);
        }
    }

    private void closeFile() throws IOException {
        Writing file = writing;
        if (file != null) {
            file.complete();
            writing = null;
            lookAgainAt = System.nanoTime();
        }
        markComplete();
    }

    /** Tells the sender of the files that are complete. */
    private void markComplete() throws IOException {
        while (!unmarked.isEmpty()) {
            Path data = unmarked.get(0);
            String name = data.getFileName().toString();
            SpoolFolders.mark(SpoolFolders.companion(data, SpoolFolders.READY));
            seam.after(SpoolStep.MARKED, name);
            SpoolFolders.sync(folders.pending());
            seam.after(SpoolStep.MARK_SYNCED, name);
            unmarked.remove(0);
        }
    }

    /** Returns whether what waits has come to its limit; looked at with each file, and each second while it has. */
    private boolean isFull() {
        if (writing != null || System.nanoTime() - lookAgainAt < 0) {
            return full;
        }
        boolean before = full;
        try {
            full = SpoolFolders.bytes(folders.pending()) + config.maxFileBytes() > config.maxBytes();
        } catch (IOException e) {
            LOG.warn("The size of {} can't be told: {}", folders.pending(), e.getMessage());
        }
        if (full && !before) {
            LOG.warn(
                    "The spool {} is full ({} bytes wait to be sent): packets are dropped until there is room",
                    config.folder(),
                    config.maxBytes());
        }
        lookAgainAt = System.nanoTime() + LOOK_NANOS;
        return full;
    }

    private void giveUp(IOException failure, int more) {
        Writing file = writing;
        writing = null;
        long lost = more;
        if (file != null) {
            lost = file.complete ? 0 : Math.max(file.packets, more);
            file.abandon();
        }
        dropped.addAndGet(lost);
        // A full disk is looked at again, not hammered.
        full = true;
        lookAgainAt = System.nanoTime() + LOOK_NANOS;
        LOG.warn("Spooling failed, {} packets are dropped: {}", lost, failure.toString());
    }

    /** Returns the packets given up because spool or disk were full. From any thread. */
    public long dropped() {
        return dropped.get();
    }

    /** Returns the packets in complete files so far. From any thread. */
    public long spooled() {
        return spooled.get();
    }

    /** Returns the complete files so far. From any thread. */
    public long files() {
        return files.get();
    }

    /** Completes the last file. */
    @Override
    public void close() throws IOException {
        flush();
        lock.close();
    }

    /** A file that is being written. */
    private final class Writing {
        private final long startedAt = System.nanoTime();
        private final String name;
        private final Path data;
        private final Path temporary;
        private final FileChannel channel;
        private final Counted counted;
        private final JsonGenerator json;
        private int packets;
        private boolean complete;

        Writing() throws IOException {
            Path free = folders.pending().resolve(nextName());
            while (Files.exists(free)) {
                free = folders.pending().resolve(nextName());
            }
            data = free;
            name = data.getFileName().toString();
            temporary = SpoolFolders.companion(data, SpoolFolders.TEMPORARY);
            channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            counted = new Counted(Channels.newOutputStream(channel));
            json = JSON.createGenerator(new BufferedOutputStream(counted, BUFFER));
            seam.after(SpoolStep.CREATED, name);
            json.writeStartObject();
            json.writeStringField("agent", config.agent());
            json.writeArrayFieldStart("raw_packets");
        }

        private String nextName() {
            sequence++;
            return "packets_" + TIME.format(clock.instant()) + '_' + String.format(Locale.ROOT, "%06d", sequence)
                    + SpoolFolders.DATA;
        }

        void write(PacketRecord packet) throws IOException {
            packets++;
            PacketJson.write(packet, json);
            if (packets == 1) {
                seam.after(SpoolStep.PARTLY_WRITTEN, name);
            }
        }

        /** Returns the bytes so far; some may still be in a buffer. */
        long bytes() {
            return counted.bytes;
        }

        void complete() throws IOException {
            json.writeEndArray();
            json.writeFieldName("agent_stats");
            AgentStatsJson.write(stats.get(), json);
            json.writeEndObject();
            json.flush();
            seam.after(SpoolStep.WRITTEN, name);
            channel.force(true);
            json.close();
            seam.after(SpoolStep.SYNCED, name);
            Files.move(temporary, data, StandardCopyOption.ATOMIC_MOVE);
            // From here on it will be sent, whatever happens.
            complete = true;
            spooled.addAndGet(packets);
            files.incrementAndGet();
            unmarked.add(data);
            seam.after(SpoolStep.RENAMED, name);
            SpoolFolders.sync(folders.pending());
            seam.after(SpoolStep.NAME_SYNCED, name);
        }

        void abandon() {
            try {
                channel.close();
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                LOG.warn("{} can't be removed: {}", temporary, e.getMessage());
            }
        }
    }

    /** Knows how much was written without asking the system for each packet. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }
    }
}
