package io.nta.testkit;

import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.wire.RecordFrames;
import java.util.List;

/** Hands over the frames of records, in the order of the list; then ends. */
public final class RecordSource implements PacketSource {
    private final List<PacketRecord> packets;
    private final RecordFrames frames = new RecordFrames();
    private int next;

    public RecordSource(List<PacketRecord> packets) {
        this.packets = List.copyOf(packets);
    }

    @Override
    public String description() {
        return "records of a test";
    }

    @Override
    public int poll(PacketSink sink, int limit) {
        if (next == packets.size()) {
            return END;
        }
        frames.handTo(sink, packets.get(next++), 0);
        return 1;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() {}
}
