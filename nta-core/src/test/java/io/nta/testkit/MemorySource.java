package io.nta.testkit;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands over frames from memory, in the order of the list; then ends, or fails. */
public final class MemorySource implements PacketSource {
    private final List<TimedFrame> frames;
    private final @Nullable IOException failure;
    private int next;
    private int closed;

    public MemorySource(List<TimedFrame> frames) {
        this(frames, null);
    }

    /** Fails with {@code failure} where it would end. */
    public MemorySource(List<TimedFrame> frames, @Nullable IOException failure) {
        this.frames = List.copyOf(frames);
        this.failure = failure;
    }

    @Override
    public String description() {
        return "frames of a test";
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (next == frames.size()) {
            if (failure != null) {
                throw failure;
            }
            return END;
        }
        int count = 0;
        for (; count < limit && next < frames.size(); count++) {
            TimedFrame frame = frames.get(next++);
            sink.onFrame(
                    frame.nanos(), LinkType.ETHERNET, frame.bytes(), 0, frame.bytes().length, frame.wireLength(), 0);
        }
        return count;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() {
        closed++;
    }

    /** Returns how often it was closed. */
    public int closed() {
        return closed;
    }
}
