package io.nta.examples.plugins;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Frames from a stream: for each, its time in nanoseconds since the epoch (8 bytes), its length (4 bytes) and its bytes; then length 0. */
final class StreamSource implements PacketSource {
    private static final int MAX_FRAME = 65_535;

    private final DataInputStream in;
    private final byte[] buffer = new byte[MAX_FRAME];
    private volatile long delivered;
    private @Nullable IOException failure;
    private boolean ended;
    private boolean closed;

    StreamSource(InputStream stream) {
        in = new DataInputStream(stream);
    }

    @Override
    public String description() {
        return "a stream of frames";
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it is at least 1");
        }
        if (closed) {
            throw new IOException(description() + ": the source is closed");
        }
        if (failure != null) {
            throw failure;
        }
        int count = 0;
        try {
            while (count < limit && next(sink)) {
                count++;
            }
        } catch (IOException e) {
            failure = new IOException(description() + ": " + e.getMessage() + " after " + delivered + " frames", e);
            throw failure;
        }
        return count > 0 ? count : END;
    }

    private boolean next(PacketSink sink) throws IOException {
        if (ended) {
            return false;
        }
        long timestampNanos = in.readLong();
        int length = in.readInt();
        if (length < 0 || length > MAX_FRAME) {
            throw new IOException("a frame of " + length + " bytes");
        }
        ended = length == 0;
        if (!ended) {
            in.readFully(buffer, 0, length);
            sink.onFrame(timestampNanos, LinkType.ETHERNET, buffer, 0, length, length, 0);
            delivered++;
        }
        return !ended;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(delivered, delivered, 0, 0);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        in.close();
    }
}
