package io.nta.window;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.util.List;

/** Frames held in memory, as a source. */
final class RecordedPackets implements PacketSource {
    /** A frame and its time. */
    record Frame(long timestampNanos, byte[] bytes) {}

    private final List<Frame> frames;
    private int next;

    RecordedPackets(List<Frame> frames) {
        this.frames = frames;
    }

    @Override
    public String description() {
        return "recorded packets";
    }

    @Override
    public int poll(PacketSink sink, int limit) {
        int first = next;
        while (next < frames.size() && next - first < limit) {
            Frame frame = frames.get(next++);
            int length = frame.bytes.length;
            sink.onFrame(frame.timestampNanos, LinkType.ETHERNET, frame.bytes, 0, length, length, 0);
        }
        return next == first ? END : next - first;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() {}
}
