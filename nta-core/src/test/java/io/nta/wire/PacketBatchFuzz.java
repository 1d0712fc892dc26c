package io.nta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.packet.SampleFrames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as the body of an upload. */
class PacketBatchFuzz {
    private final PacketBatchJson reader = new PacketBatchJson();
    private final RecordFrames frames = new RecordFrames();
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();

    static Stream<byte[]> bodies() {
        List<PacketRecord> packets = SampleFrames.ALL.stream()
                .map(sample -> Recorded.of(sample.linkType(), sample.bytes()))
                .toList();
        List<PacketRecord> facts = packets.stream().map(Recorded::withoutFrame).toList();
        return Stream.concat(
                Stream.of(body(packets), body(facts), "[]".getBytes(StandardCharsets.UTF_8)),
                facts.stream().map(packet -> body(List.of(packet))));
    }

    private static byte[] body(List<PacketRecord> packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            PacketBatchJson.write(
                    new PacketBatch("b", "a", new AgentStats(1, 2, 3, 4, 5, 6, 7), packets, 0, List.of()), body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return body.toByteArray();
    }

    @MethodSource("bodies")
    @DictionaryFile(resourcePath = "/io/nta/wire/packets.dict")
    @FuzzTest
    void anyBodyIsRefusedOrReadAndWhatIsReadSurvivesBeingWrittenAndCanBeDecoded(byte[] body) throws IOException {
        PacketBatch batch;
        try {
            batch = reader.read(new ByteArrayInputStream(body));
        } catch (PacketFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(batch.rejects()).hasSizeLessThanOrEqualTo(batch.rejected());
        PacketBatch again = reader.read(new ByteArrayInputStream(body(batch.packets())));
        assertThat(again.rejects()).isEmpty();
        assertThat(again.packets()).isEqualTo(batch.packets());
        for (PacketRecord packet : batch.packets()) {
            frames.handTo(this::decode, packet, 0);
        }
    }

    private void decode(
            long nanos, io.nta.packet.LinkType link, byte[] buffer, int offset, int captured, int wire, int id) {
        assertThat(captured).isLessThanOrEqualTo(wire);
        assertThat(offset + captured).isLessThanOrEqualTo(buffer.length);
        decoder.decode(nanos, link, buffer, offset, captured, wire, id, view);
    }
}
