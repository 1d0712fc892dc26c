package io.nta.examples.generate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A frame of a capture in memory. */
record Frames(long timeNanos, ByteBuffer bytes) {
    private static final int FILE_HEADER = 24;
    private static final int IPV4_SOURCE = 26;

    static Stream<Frames> of(byte[] capture) {
        ByteBuffer buffer =
                ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).position(FILE_HEADER);
        List<Frames> frames = new ArrayList<>();
        while (buffer.hasRemaining()) {
            long nanos = buffer.getInt() * 1_000_000_000L + buffer.getInt() * 1_000L;
            int length = buffer.getInt();
            buffer.getInt();
            frames.add(new Frames(nanos, buffer.slice(buffer.position(), length)));
            buffer.position(buffer.position() + length);
        }
        return frames.stream();
    }

    int ipv4Source() {
        return bytes.getInt(IPV4_SOURCE);
    }
}
