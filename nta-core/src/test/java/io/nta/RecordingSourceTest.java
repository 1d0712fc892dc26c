package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.LinkType;
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
        PacketSource noisy = new NoisySource(noise);
        PacketSource recording = new RecordingSource(noisy, this::keep, null);
        assertThat(recording.poll(sink, 10)).isEqualTo(1);
        assertThat(recording.poll(sink, 10)).isEqualTo(PacketSource.END);
        assertThat(kept).isEmpty();
        assertThat(handedOver).hasSize(1);
    }

    /** One frame that is none. */
    private static final class NoisySource implements PacketSource {
        private final byte[] frame;
        private int delivered;

        NoisySource(byte[] frame) {
            this.frame = frame;
        }

        @Override
        public String description() {
            return "noise";
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
