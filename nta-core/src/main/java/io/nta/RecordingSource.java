package io.nta;

import io.nta.packet.DecoderConfig;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.PacketStore;
import io.nta.spi.RecordBatch;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the packets of a source before it hands them on, so that whatever follows from them can be had again. Frames that the decoder can't read are handed on, but
 * not kept.
 *
 * <p>The batches of a source are known by their content and all that came before it ({@link BatchId}): the same capture read again is not kept again, wherever the first
 * time ended. The store is written by the thread that polls, which waits for it.
 */
public final class RecordingSource implements PacketSource {
    /** Packets that a file is read ahead by; a batch is at most one poll more. */
    private static final int BATCH_PACKETS = 32_768;

    /** Captured bytes that a batch doesn't grow beyond. */
    private static final int BATCH_BYTES = 16 << 20;

    private static final long UNKNOWN = Long.MIN_VALUE;

    /** A frame as the source gave it, or with no frame, the time that it told. */
    private record Event(
            long timestampNanos, @Nullable LinkType linkType, byte[] frame, int wireLength, int interfaceId) {}

    private static final byte[] NO_FRAME = new byte[0];

    private final PacketSource source;
    private final PacketStore store;
    private final @Nullable String agent;
    private final PacketDecoder decoder;
    private final PacketView view = new PacketView();
    private final BatchId batchId = new BatchId();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private List<PacketRecord> batch = new ArrayList<>();
    private final Collector collector = new Collector();
    private long batchBytes;
    /** Written by the thread that polls, read by any that asks for the counts. */
    private volatile long waitingFrames;

    private boolean live;
    private boolean ended;
    private @Nullable IOException failure;
    private @Nullable IOException storeFailure;

    /**
     * Creates a source in front of {@code source}, which it closes; the store stays open. Frames are decoded with the {@linkplain DecoderConfig#defaults() defaults}.
     *
     * @param agent who captures, as the store notes it; {@code null} for nobody
     */
    public RecordingSource(PacketSource source, PacketStore store, @Nullable String agent) {
        this(source, store, agent, DecoderConfig.defaults());
    }

    /**
     * Creates a source in front of {@code source}, which it closes; the store stays open.
     *
     * @param agent who captures, as the store notes it; {@code null} for nobody
     * @param decoding how frames are decoded: as the analysis decodes them ({@link AnalyzerConfig#decoding()}), so that what is kept is what it saw
     */
    public RecordingSource(PacketSource source, PacketStore store, @Nullable String agent, DecoderConfig decoding) {
        this.source = source;
        this.store = store;
        this.agent = agent;
        this.decoder = new PacketDecoder(decoding);
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed: at least 1");
        }
        if (storeFailure != null) {
            // What waits has not been kept, so it isn't handed on.
            throw storeFailure;
        }
        if (waitingFrames == 0 && !ended && failure == null) {
            readAhead(limit);
        }
        int delivered = handOn(sink, limit);
        if (delivered > 0) {
            return delivered;
        }
        if (failure != null) {
            throw failure;
        }
        return ended ? END : 0;
    }

    /** Fills a batch and keeps it. What a source gives before it fails is kept, too. */
    private void readAhead(int limit) throws IOException {
        try {
            int got;
            do {
                got = source.poll(collector, limit);
                ended = got == END;
            } while (got > 0 && !live && batch.size() < BATCH_PACKETS && batchBytes < BATCH_BYTES);
        } catch (IOException e) {
            failure = e;
        }
        if (!batch.isEmpty()) {
            List<PacketRecord> full = batch;
            batch = new ArrayList<>();
            batchBytes = 0;
            try {
                store.append(new RecordBatch(batchId.next(full.size()), agent, full));
            } catch (IOException e) {
                storeFailure = e;
                throw e;
            }
        }
    }

    private int handOn(PacketSink sink, int limit) {
        int delivered = 0;
        while (delivered < limit && !waiting.isEmpty()) {
            Event event = waiting.remove();
            if (event.linkType == null) {
                sink.onTime(event.timestampNanos);
                continue;
            }
            long waitingNow = waitingFrames - 1;
            waitingFrames = waitingNow;
            delivered++;
            byte[] frame = event.frame;
            sink.onFrame(
                    event.timestampNanos, event.linkType, frame, 0, frame.length, event.wireLength, event.interfaceId);
        }
        return delivered;
    }

    /** Counts what is handed on: what was read ahead has not been delivered yet. Any thread may ask if it may ask the source; while that is polled the counts may be a poll apart. */
    @Override
    public SourceStats stats() {
        long notYet = waitingFrames;
        return source.stats().plus(new SourceStats(-notYet, -notYet, 0, 0));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private final class Collector implements PacketSink {
        private long toldNanos = UNKNOWN;

        @Override
        public void onTime(long arrivalNanos) {
            live = true;
            if (arrivalNanos != toldNanos) {
                toldNanos = arrivalNanos;
                waiting.add(new Event(arrivalNanos, null, NO_FRAME, 0, 0));
            }
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
            byte[] frame = new byte[capturedLength];
            System.arraycopy(buffer, offset, frame, 0, capturedLength);
            waiting.add(new Event(timestampNanos, linkType, frame, wireLength, interfaceId));
            long waitingNow = waitingFrames + 1;
            waitingFrames = waitingNow;
            if (decoder.decode(timestampNanos, linkType, frame, 0, capturedLength, wireLength, interfaceId, view)) {
                batch.add(PacketRecord.of(view, null, linkType));
                batchBytes += capturedLength;
                batchId.add(timestampNanos, linkType, frame, wireLength);
            }
        }
    }
}
