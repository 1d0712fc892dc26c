package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.DecoderConfig;
import io.nta.packet.Frames;
import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.PacketStore;
import io.nta.spi.RecordBatch;
import io.nta.spi.SourceStats;
import io.nta.testkit.MemorySource;
import io.nta.testkit.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingSourceTest {
    private static final int PACKETS = 5;
    private static final int IP_IN_IP = 4;

    private final List<RecordBatch> kept = new ArrayList<>();
    private final List<Long> handedOver = new ArrayList<>();
    private final PacketSink sink =
            (nanos, linkType, buffer, offset, captured, wire, interfaceId) -> handedOver.add(nanos);

    private static MemorySource source(IOException failure) {
        Scenario scenario = new Scenario();
        for (int i = 0; i < PACKETS; i++) {
            scenario.at(i).udp("10.0.0.1", 50_000, "10.0.0.2", 5_000, 1);
        }
        return new MemorySource(scenario.frames(), failure);
    }

    private boolean keep(RecordBatch batch) {
        assertThat(handedOver).as("what is kept was not handed on before").isEmpty();
        return kept.add(batch);
    }

    @Test
    void packetsAreKeptBeforeTheyAreHandedOn() throws IOException {
        PacketSource recording = new RecordingSource(source(null), this::keep, "sensor-1");
        assertThat(recording.poll(sink, 2)).isEqualTo(2);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).packets()).hasSize(PACKETS);
        assertThat(kept.get(0).agent()).isEqualTo("sensor-1");
        assertThat(recording.stats().delivered()).as("not what still waits").isEqualTo(2);
        assertThat(recording.poll(sink, 10)).isEqualTo(3);
        assertThat(recording.poll(sink, 10)).isEqualTo(PacketSource.END);
        assertThat(handedOver).hasSize(PACKETS);
        assertThat(recording.stats().delivered()).isEqualTo(PACKETS);
    }

    @Test
    void whatASourceGaveBeforeItFailedIsKeptAndHandedOn() throws IOException {
        IOException failure = new IOException("cut short");
        PacketSource recording = new RecordingSource(source(failure), this::keep, null);
        assertThat(recording.poll(sink, 10)).isEqualTo(PACKETS);
        assertThat(kept.get(0).packets()).hasSize(PACKETS);
        assertThatThrownBy(() -> recording.poll(sink, 10)).isSameAs(failure);
        assertThatThrownBy(() -> recording.poll(sink, 10)).isSameAs(failure);
    }

    @Test
    void whatCouldNotBeKeptIsNeverHandedOn() {
        IOException failure = new IOException("disk full");
        PacketStore full = batch -> {
            throw failure;
        };
        PacketSource recording = new RecordingSource(source(null), full, null);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> recording.poll(sink, 10)).isSameAs(failure);
        }
        assertThat(handedOver).isEmpty();
        assertThat(recording.stats().delivered()).isZero();
    }

    @Test
    void framesThatCantBeReadAreHandedOnButNotKept() throws IOException {
        byte[] noise = new byte[3];
        PacketSource recording = new RecordingSource(new OneFrame(noise), this::keep, null);
        assertThat(recording.poll(sink, 10)).isEqualTo(1);
        assertThat(recording.poll(sink, 10)).isEqualTo(PacketSource.END);
        assertThat(kept).isEmpty();
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void whatIsKeptIsDecodedAsItIsAskedFor() throws IOException {
        byte[] inner = Frames.raw()
                .ip("192.0.2.1", "192.0.2.2")
                .udp(1_111, 2_222)
                .payload("hello")
                .bytes();
        byte[] tunnel = Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .protocol(IP_IN_IP)
                .payload(inner)
                .bytes();
        new RecordingSource(new OneFrame(tunnel), kept::add, null).poll(sink, 1);
        new RecordingSource(new OneFrame(tunnel), kept::add, null, new DecoderConfig(0)).poll(sink, 1);
        assertThat(kept)
                .flatExtracting(RecordBatch::packets)
                .extracting(PacketRecord::source)
                .containsExactly(IpAddress.parse("192.0.2.1"), IpAddress.parse("10.0.0.1"));
    }

    private static final class OneFrame implements PacketSource {
        private final byte[] frame;
        private int delivered;

        OneFrame(byte[] frame) {
            this.frame = frame;
        }

        @Override
        public String description() {
            return "one frame";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            if (delivered > 0) {
                return END;
            }
            delivered = 1;
            sink.onFrame(0, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0);
            return 1;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(delivered, delivered, 0, 0);
        }

        @Override
        public void close() {}
    }
}
