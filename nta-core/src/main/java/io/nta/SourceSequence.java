package io.nta;

import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;

/** Two sources one after the other, on one timeline: what was stored, then what comes. */
public final class SourceSequence implements PacketSource {
    private final PacketSource first;
    private final PacketSource second;
    private boolean firstEnded;

    /** Creates a source that gives all of {@code first}, then {@code second}; it closes both. */
    public SourceSequence(PacketSource first, PacketSource second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public String description() {
        return first.description() + ", then " + second.description();
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (!firstEnded) {
            int delivered = first.poll(sink, limit);
            if (delivered != END) {
                return delivered;
            }
            firstEnded = true;
        }
        return second.poll(sink, limit);
    }

    @Override
    public SourceStats stats() {
        return first.stats().plus(second.stats());
    }

    @Override
    public void close() throws IOException {
        try {
            first.close();
        } finally {
            second.close();
        }
    }
}
