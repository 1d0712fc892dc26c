package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.capture.Reading.Packet;
import io.nta.packet.LinkType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frame check sequences that a file says its frames end with. */
class CheckSequenceTest {
    private static final int ETHERNET = LinkType.ETHERNET.code();
    private static final byte[] FRAME = frame(64, 1);

    private static void assertSizes(Reading reading, int captured, int wire) {
        assertThat(reading.failure()).isNull();
        assertThat(reading.packets()).singleElement().satisfies(packet -> {
            assertThat(packet.frame()).hasSize(captured);
            assertThat(packet.wireLength()).isEqualTo(wire);
        });
    }

    @ParameterizedTest
    @CsvSource({"0x24000001, 60", "0x14000001, 62", "0x04000001, 64", "0x20000001, 64"})
    void pcapGivesThemInWordsWhenTheFlagIsSet(String network, int length) {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .pcapHeader(0xA1B2C3D4, Integer.decode(network))
                .pcapRecord(1, 0, FRAME));
        assertSizes(reading, length, length);
    }

    @Test
    void aFrameThatTheSnapLengthCutKeepsWhatWasCapturedBeforeTheCheckSequence() {
        CaptureWriter writer = CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 0x24000001);
        assertSizes(Reading.of(writer.pcapRecord(1, 0, 64, 1500, FRAME)), 64, 1496);
        writer = CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 0x24000001);
        assertSizes(Reading.of(writer.pcapRecord(1, 0, 64, 66, FRAME)), 62, 62);
        writer = CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 0x24000001);
        assertSizes(Reading.of(writer.pcapRecord(1, 0, Arrays.copyOf(FRAME, 2))), 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"4, 60", "2, 62", "0, 64", "32, 64"})
    void pcapngGivesThemInBytesPerInterfaceAndImplausibleOnesAreIgnored(int stated, int length) {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false);
        writer.interfaceBlock(ETHERNET, 0, writer.body().option(13, (byte) stated))
                .enhancedPacket(0, 1, FRAME);
        assertSizes(Reading.of(writer), length, length);
    }

    @ParameterizedTest
    @CsvSource({"0x80, 60", "0x40, 62", "0x0, 60", "0x1e0, 64"})
    void theFlagsOfAPacketGoBeforeItsInterface(String flags, int length) {
        CaptureWriter writer = CaptureWriter.littleEndian().section(true);
        writer.interfaceBlock(ETHERNET, 0, writer.body().option(13, (byte) 4));
        CaptureWriter body = writer.body().int32(0).int64(1).int32(64).int32(64).bytes(FRAME);
        body.int16(2).int16(4).int32(Integer.decode(flags)).int32(0);
        assertSizes(Reading.of(writer.block(6, body)), length, length);
    }

    @Test
    void damagedOptionsOfAPacketDoNotTouchThePacket() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false).interfaceBlock(ETHERNET);
        CaptureWriter body = writer.body().int32(0).int64(1).int32(64).int32(64).bytes(FRAME);
        writer.block(6, body.int16(2).int16(60_000)).enhancedPacket(0, 2, FRAME);
        Reading reading = Reading.of(writer);

        assertThat(reading.failure()).isNull();
        assertThat(reading.packets()).extracting(Packet::wireLength).containsExactly(64, 64);
    }
}
