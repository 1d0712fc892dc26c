package io.nta;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames of any link type at any time, as a fuzzer writes them down. For each frame:
 *
 * <pre>
 * 1 byte   bits 0-1: how its time is told (same as before, ms later, seconds later or earlier, nanoseconds since the epoch); bit 2: cut
 * 0-8      its time: nothing, 16 bits unsigned, 16 bits signed, 64 bits
 * 1        the lowest 8 bits of its LINKTYPE_ code; Ethernet when there is no such type
 * 2        its captured length; what isn't there any more is left off
 * n        its captured bytes
 * </pre>
 */
final class FuzzedFrames implements PacketSource {
    private static final int SAME_TIME = 0;
    private static final int MILLIS_LATER = 1;
    private static final int SECONDS_APART = 2;
    private static final int AT_NANOS = 3;
    private static final int TIME_BITS = 3;
    private static final int CUT_BIT = 4;
    private static final int CUT_BYTES = 1_000;
    private static final int FRAME_HEADER = 4;
    private static final long NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A frame and its link type. */
    record Frame(TimedFrame timed, LinkType linkType) {}

    private final List<Frame> frames;
    private int next;

    FuzzedFrames(List<Frame> frames) {
        this.frames = frames;
    }

    /** Reads what {@code in} holds: all of it, whatever it is. */
    static List<Frame> read(ByteBuffer in) {
        List<Frame> frames = new ArrayList<>();
        long now = Traffic.START;
        while (in.remaining() > FRAME_HEADER) {
            int flags = in.get();
            int time = flags & TIME_BITS;
            if (in.remaining() < (time == AT_NANOS ? Long.BYTES : Short.BYTES) + FRAME_HEADER) {
                break;
            }
            switch (time) {
                case MILLIS_LATER -> now += (in.getShort() & 0xFFFF) * NANOS_PER_MILLI;
                case SECONDS_APART -> now += in.getShort() * NANOS;
                case AT_NANOS -> now = in.getLong();
                default -> {}
            }
            LinkType linkType = linkType(in.get() & 0xFF);
            byte[] bytes = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
            in.get(bytes);
            int wireLength = bytes.length + ((flags & CUT_BIT) != 0 ? CUT_BYTES : 0);
            frames.add(new Frame(new TimedFrame(now, bytes, wireLength), linkType));
        }
        return frames;
    }

    private static LinkType linkType(int lowBits) {
        for (LinkType type : LinkType.values()) {
            if ((type.code() & 0xFF) == lowBits) {
                return type;
            }
        }
        return LinkType.ETHERNET;
    }

    /** Writes the frames behind {@code settings} so that they are read back as they are. */
    static byte[] write(int settings, List<Frame> frames) {
        int size = 1;
        for (Frame frame : frames) {
            size += FRAME_HEADER + Long.BYTES + frame.timed().bytes().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put((byte) settings);
        long before = Traffic.START;
        for (Frame frame : frames) {
            long now = frame.timed().nanos();
            out.put((byte) (now == before ? SAME_TIME : AT_NANOS));
            if (now != before) {
                out.putLong(now);
            }
            byte[] bytes = frame.timed().bytes();
            out.put((byte) frame.linkType().code()).putShort((short) bytes.length);
            out.put(bytes);
            before = now;
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    @Override
    public String description() {
        return "frames of a fuzzer";
    }

    @Override
    public int poll(PacketSink sink, int limit) {
        if (next == frames.size()) {
            return END;
        }
        int count = 0;
        for (; count < limit && next < frames.size(); count++) {
            Frame frame = frames.get(next++);
            byte[] bytes = frame.timed.bytes();
            sink.onFrame(frame.timed.nanos(), frame.linkType, bytes, 0, bytes.length, frame.timed.wireLength(), 0);
        }
        return count;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() {}
}
