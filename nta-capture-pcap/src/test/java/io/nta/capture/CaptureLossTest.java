package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.LinkType;
import io.nta.spi.SourceStats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that a pcapng file says were lost before it was written. */
class CaptureLossTest {
    private static final int STATISTICS = 5;
    private static final int ENHANCED = 6;
    private static final int INTERFACE_DROPPED = 5;
    private static final int SYSTEM_DROPPED = 7;
    private static final int DROPPED_BEFORE = 4;

    private static CaptureWriter start(boolean bigEndian) {
        return CaptureWriter.littleEndian()
                .section(bigEndian)
                .interfaceBlock(LinkType.ETHERNET.code())
                .interfaceBlock(LinkType.ETHERNET.code());
    }

    private static CaptureWriter statistics(CaptureWriter writer, int interfaceId, int option, long dropped) {
        CaptureWriter body = writer.body().int32(interfaceId).int32(0).int32(0);
        body.int16(option).int16(8).int64(dropped).int32(0);
        return writer.block(STATISTICS, body);
    }

    private static CaptureWriter packet(CaptureWriter writer, int interfaceId, long droppedBefore) {
        CaptureWriter body =
                writer.body().int32(interfaceId).int32(0).int32(1_000).int32(20).int32(20);
        body.bytes(frame(20, 1))
                .int16(DROPPED_BEFORE)
                .int16(8)
                .int64(droppedBefore)
                .int32(0);
        return writer.block(ENHANCED, body);
    }

    @ParameterizedTest(name = "big endian: {0}")
    @ValueSource(booleans = {false, true})
    void theLastStatisticsOfEachInterfaceCount(boolean bigEndian) {
        CaptureWriter writer = start(bigEndian).enhancedPacket(0, 1, frame(20, 1));
        statistics(writer, 0, INTERFACE_DROPPED, 5);
        statistics(writer, 0, INTERFACE_DROPPED, 12);
        statistics(writer, 1, SYSTEM_DROPPED, 100);

        assertThat(Reading.of(writer).stats()).isEqualTo(new SourceStats(113, 1, 112, 0));
    }

    @Test
    void whatPacketsTellIsAddedUp() {
        CaptureWriter writer = start(true);
        packet(writer, 0, 3);
        packet(writer, 0, 4);
        packet(writer, 1, 1);

        assertThat(Reading.of(writer).stats()).isEqualTo(new SourceStats(11, 3, 8, 0));
    }

    @Test
    void bothSourcesTellOfTheSameLossesAndTheLargerCounts() {
        CaptureWriter writer = start(false);
        packet(writer, 0, 3);
        statistics(writer, 0, INTERFACE_DROPPED, 2);
        assertThat(Reading.of(writer).stats().dropped()).isEqualTo(3);
        statistics(writer, 0, INTERFACE_DROPPED, 10);
        assertThat(Reading.of(writer).stats().dropped()).isEqualTo(10);
    }

    @Test
    void anObsoletePacketBlockTellsOfLossesUnlessItSaysThatItDoesNotKnow() {
        // The writer gives 7.
        assertThat(Reading.of(start(false).obsoletePacket(0, 1, frame(20, 1))).stats())
                .isEqualTo(new SourceStats(8, 1, 7, 0));
        CaptureWriter unknown = start(false);
        unknown.block(
                2,
                unknown.body()
                        .int16(0)
                        .int16(0xFFFF)
                        .int64(0)
                        .int32(20)
                        .int32(20)
                        .bytes(frame(20, 1)));
        assertThat(Reading.of(unknown).stats()).isEqualTo(new SourceStats(1, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, DropCounts.LARGEST + 1})
    void numbersThatCannotBeAreNotCounted(long dropped) {
        CaptureWriter writer = start(false);
        statistics(writer, 0, INTERFACE_DROPPED, dropped);
        packet(writer, 0, dropped);
        packet(writer, 1, DropCounts.LARGEST);
        packet(writer, 1, DropCounts.LARGEST);

        SourceStats stats = Reading.of(writer).stats();
        assertThat(stats.dropped()).isEqualTo(DropCounts.LARGEST);
        assertThat(stats.received()).isEqualTo(stats.delivered() + stats.dropped());
    }

    @Test
    void statisticsOfAnUnknownInterfaceAndDamagedOptionsDoNotEndTheReading() {
        CaptureWriter writer = start(false);
        statistics(writer, 9, INTERFACE_DROPPED, 5);
        writer.block(STATISTICS, writer.body().int32(0).int64(0).int16(5).int16(60_000));
        writer.block(
                STATISTICS, writer.body().int32(0).int64(0).int16(5).int16(4).int32(9));
        writer.enhancedPacket(0, 1, frame(20, 1));

        Reading reading = Reading.of(writer);
        assertThat(reading.failure()).isNull();
        assertThat(reading.stats()).isEqualTo(new SourceStats(1, 1, 0, 0));
    }
}
