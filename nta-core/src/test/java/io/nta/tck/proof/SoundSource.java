package io.nta.tck.proof;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;

/** A source that does all it should, in parts small enough that a subclass can break one. */
class SoundSource implements PacketSource {
    static final int PACKETS = 20;
    static final int LENGTH = 60;
    static final long START = 1_767_225_600_000_000_000L;

    int next;
    boolean closed;

    @Override
    public String description() {
        return "packets of a test";
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit);
        }
        if (closed) {
            throw new IOException("the source is closed");
        }
        int count = 0;
        for (; count < limit && more(); count++) {
            handOver(sink, next++);
        }
        return count > 0 ? count : END;
    }

    boolean more() throws IOException {
        return next < PACKETS;
    }

    void handOver(PacketSink sink, int number) {
        sink.onFrame(time(number), LinkType.ETHERNET, bytes(number), 0, LENGTH, LENGTH, 0);
    }

    static long time(int number) {
        return START + number;
    }

    static byte[] bytes(int number) {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = (byte) number;
        return bytes;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() throws IOException {
        closed = true;
    }
}
