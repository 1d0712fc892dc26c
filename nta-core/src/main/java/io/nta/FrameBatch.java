package io.nta;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;

/**
 * Frames on their way to a shard, copied one behind the other, and what is to happen behind them. Reused; a larger frame than ever before makes it grow. Belongs to one thread
 * at a time.
 */
final class FrameBatch {
    /** What is to happen behind the frames. */
    enum Then {
        GO_ON,
        ADVANCE,
        TIME_PASSES,
        FINISH
    }

    /** Enough for a hand-over to cost little for each frame. */
    private static final int MAX_FRAMES = 1_024;
    /** So that the few batches of a shard stay in the processor's cache between the threads. */
    private static final int BYTES = 1 << 18;

    private static final int FRAMES_AHEAD = 16;
    private static final int CACHE_LINE = 64;

    private final long[] timestamps = new long[MAX_FRAMES];
    private final LinkType[] linkTypes = new LinkType[MAX_FRAMES];
    private final int[] ends = new int[MAX_FRAMES];
    private final int[] wireLengths = new int[MAX_FRAMES];
    private final int[] interfaceIds = new int[MAX_FRAMES];
    private byte[] bytes = new byte[BYTES];
    private int frames;
    /** Written so that the reads ahead are not optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long seen;

    private Then then = Then.GO_ON;
    private long thenNanos;

    /** Adds a copy of the packet's frame; false when there is no room. An empty batch has room for any. */
    boolean add(PacketView packet, LinkType linkType) {
        int start = startOf(frames);
        int length = packet.capturedLength();
        if (frames == MAX_FRAMES || length > bytes.length - start) {
            if (frames > 0) {
                return false;
            }
            bytes = new byte[length];
        }
        packet.copyFrame(bytes, start);
        timestamps[frames] = packet.timestampNanos();
        linkTypes[frames] = linkType;
        ends[frames] = start + length;
        wireLengths[frames] = packet.wireLength();
        interfaceIds[frames] = packet.interfaceId();
        frames++;
        return true;
    }

    private int startOf(int frame) {
        return frame == 0 ? 0 : ends[frame - 1];
    }

    /** Says what is to happen behind the frames. */
    void then(Then newThen, long nanos) {
        then = newThen;
        thenNanos = nanos;
    }

    Then then() {
        return then;
    }

    /** Returns the time that {@link #then} is about. */
    long thenNanos() {
        return thenNanos;
    }

    /** Folds the frames in their order. The decoder counts again what has been counted. */
    void foldInto(Shard shard, PacketDecoder decoder, PacketView view) {
        for (int i = 0; i < frames; i++) {
            if (i % FRAMES_AHEAD == 0) {
                loadHeaders(i, Math.min(i + FRAMES_AHEAD, frames));
            }
            int start = startOf(i);
            decoder.decode(
                    timestamps[i], linkTypes[i], bytes, start, ends[i] - start, wireLengths[i], interfaceIds[i], view);
            shard.fold(view);
        }
    }

    /** Brings the headers of frames from the cache of the processor that wrote them, so that the waits for them overlap. */
    private void loadHeaders(int from, int end) {
        long sum = 0;
        for (int i = from; i < end; i++) {
            int start = startOf(i);
            if (ends[i] > start) {
                sum += bytes[start] + bytes[Math.min(start + CACHE_LINE, ends[i] - 1)];
            }
        }
        seen = sum;
    }

    /** Makes it empty. */
    void clear() {
        frames = 0;
        then = Then.GO_ON;
    }
}
