package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Frames of one interface that wait to be handed over, each behind a header as in a capture file of this machine's byte order with nanoseconds: seconds, nanoseconds, captured and wire length, 4 bytes
 * each. One thread.
 */
final class CapturedFrames {
    private static final int HEADER_BYTES = 16;
    private static final int NANOS_AT = 4;
    private static final int CAPTURED_AT = 8;
    private static final int WIRE_AT = 12;
    private static final int FIRST_BYTES = 1 << 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private byte[] bytes = new byte[FIRST_BYTES];
    private int position;
    private int end;

    boolean isEmpty() {
        return position == end;
    }

    /** Returns an array that has room for so many bytes, which the caller fills with whole records. What was in it is forgotten. */
    byte[] refill(int size) {
        position = 0;
        end = 0;
        grow(size);
        end = size;
        return bytes;
    }

    /** Adds a frame, all of it. */
    void add(long seconds, int nanos, int wireLength, byte[] frame) {
        if (isEmpty()) {
            position = 0;
            end = 0;
        }
        grow(Math.addExact(end, HEADER_BYTES + frame.length));
        INT.set(bytes, end, (int) seconds);
        INT.set(bytes, end + NANOS_AT, nanos);
        INT.set(bytes, end + CAPTURED_AT, frame.length);
        INT.set(bytes, end + WIRE_AT, wireLength);
        System.arraycopy(frame, 0, bytes, end + HEADER_BYTES, frame.length);
        end += HEADER_BYTES + frame.length;
    }

    private void grow(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
        }
    }

    /** Hands over the oldest; there must be one. What {@code sink} throws passes through, and the frame counts as handed over. */
    void handOver(PacketSink sink, LinkType linkType, int interfaceId) {
        int header = position;
        int captured = (int) INT.get(bytes, header + CAPTURED_AT);
        int wire = (int) INT.get(bytes, header + WIRE_AT);
        // Unsigned, which lasts until 2106.
        long seconds = Integer.toUnsignedLong((int) INT.get(bytes, header));
        long nanos = (int) INT.get(bytes, header + NANOS_AT);
        position = header + HEADER_BYTES + captured;
        sink.onFrame(
                seconds * NANOS_PER_SECOND + nanos,
                linkType,
                bytes,
                header + HEADER_BYTES,
                captured,
                Math.max(wire, captured),
                interfaceId);
    }
}
