package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.AnomalyCounts;
import io.nta.packet.Frames;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.window.AggregatorConfig;
import io.nta.window.FoldingAggregator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBatchTest {
    private static final long NANOS = 1_700_000_000_000_000_000L;

    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final FrameBatch batch = new FrameBatch();

    private PacketView datagram(int number, int payload) {
        byte[] frame = Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .udp(1_000 + number, 53_000)
                .payload(new byte[payload])
                .bytes();
        assertThat(decoder.decode(NANOS + number, LinkType.ETHERNET, frame, 0, frame.length, frame.length + 4, 3, view))
                .isTrue();
        return view;
    }

    /** Returns what a shard gets, a text for each packet. */
    private List<String> folded() {
        List<String> packets = new ArrayList<>();
        FoldingAggregator windows = new FoldingAggregator(AggregatorConfig.defaults(), 1);
        Shard shard = new Shard(
                AnalyzerConfig.defaults().flow(),
                new ForwardingAggregator(windows) {
                    @Override
                    public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
                        packets.add(packet.timestampNanos() - NANOS + " " + packet.sourcePort() + " "
                                + packet.capturedLength() + " " + packet.wireLength() + " " + packet.interfaceId());
                    }
                },
                1,
                new AnomalyCounts());
        batch.foldInto(shard, new PacketDecoder(), new PacketView());
        return packets;
    }

    @Test
    void framesComeOutAsTheyWentInAndInTheirOrder() {
        for (int i = 0; i < 100; i++) {
            assertThat(batch.add(datagram(i, i), LinkType.ETHERNET)).isTrue();
        }
        List<String> folded = folded();
        assertThat(folded).hasSize(100);
        for (int i = 0; i < 100; i++) {
            int length = 42 + i;
            assertThat(folded.get(i)).isEqualTo(i + " " + (1_000 + i) + " " + length + " " + (length + 4) + " 3");
        }
    }

    @Test
    void aFullBatchTakesNoMoreUntilItIsCleared() {
        int taken = 0;
        while (batch.add(datagram(taken, 0), LinkType.ETHERNET)) {
            taken++;
        }
        assertThat(folded()).hasSize(taken);
        batch.clear();
        assertThat(batch.then()).isEqualTo(FrameBatch.Then.GO_ON);
        assertThat(batch.add(datagram(7, 0), LinkType.ETHERNET)).isTrue();
        assertThat(folded()).containsExactly("7 1007 42 46 3");
    }

    @Test
    void anEmptyBatchHasRoomForAFrameOfAnyLength() {
        int large = 60_000;
        int taken = 0;
        while (batch.add(datagram(taken, large), LinkType.ETHERNET)) {
            taken++;
        }
        assertThat(taken).isBetween(2, 10);
        batch.clear();
        byte[] jumbo = new byte[1 << 20];
        byte[] frame = Frames.ethernet().ip("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();
        System.arraycopy(frame, 0, jumbo, 0, frame.length);
        assertThat(decoder.decode(NANOS, LinkType.ETHERNET, jumbo, 0, jumbo.length, jumbo.length, 0, view))
                .isTrue();
        assertThat(batch.add(view, LinkType.ETHERNET)).isTrue();
        assertThat(folded()).containsExactly("0 1 1048576 1048576 0");
    }
}
