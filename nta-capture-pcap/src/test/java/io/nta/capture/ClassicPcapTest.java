package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.capture.Reading.Packet;
import io.nta.packet.LinkType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicPcapTest {
    private static final int ETHERNET = LinkType.ETHERNET.code();

    @ParameterizedTest(name = "big endian: {0}")
    @ValueSource(booleans = {false, true})
    void microsecondsAndNanosecondsAreReadInBothByteOrders(boolean bigEndian) {
        Reading micros = Reading.of(CaptureWriter.in(bigEndian)
                .pcapHeader(0xA1B2C3D4, ETHERNET)
                .pcapRecord(1_700_000_000L, 123_456, frame(60, 1))
                .pcapRecord(4_294_967_295L, 999_999, frame(61, 2)));
        Reading nanos = Reading.of(CaptureWriter.in(bigEndian)
                .pcapHeader(0xA1B23C4D, ETHERNET)
                .pcapRecord(1_700_000_000L, 123_456_789, frame(60, 1)));

        assertThat(micros.failure()).isNull();
        assertThat(micros.packets())
                .containsExactly(
                        Packet.of(1_700_000_000_123_456_000L, LinkType.ETHERNET, 0, frame(60, 1)),
                        Packet.of(4_294_967_295_999_999_000L, LinkType.ETHERNET, 0, frame(61, 2)));
        assertThat(nanos.failure()).isNull();
        assertThat(nanos.packets())
                .containsExactly(Packet.of(1_700_000_000_123_456_789L, LinkType.ETHERNET, 0, frame(60, 1)));
    }

    @ParameterizedTest(name = "big endian: {0}")
    @ValueSource(booleans = {false, true})
    void theModifiedFormatHasEightMoreBytesInEachRecordHeader(boolean bigEndian) {
        CaptureWriter writer = CaptureWriter.in(bigEndian).pcapHeader(0xA1B2CD34, ETHERNET);
        for (int i = 1; i <= 2; i++) {
            writer.int32(i)
                    .int32(0)
                    .int32(50)
                    .int32(50)
                    .int32(3)
                    .int16(0x0800)
                    .int8(0)
                    .int8(0)
                    .bytes(frame(50, i));
        }

        assertThat(Reading.of(writer)).satisfies(reading -> {
            assertThat(reading.failure()).isNull();
            assertThat(reading.packets())
                    .containsExactly(
                            Packet.of(1_000_000_000L, LinkType.ETHERNET, 0, frame(50, 1)),
                            Packet.of(2_000_000_000L, LinkType.ETHERNET, 0, frame(50, 2)));
        });
    }

    @ParameterizedTest
    @EnumSource(LinkType.class)
    void everyLinkTypeOfTheDecoderIsHandedOn(LinkType type) {
        Reading reading = Reading.of(
                CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, type.code()).pcapRecord(1, 0, frame(20, 1)));

        assertThat(reading.packets()).extracting(Packet::linkType).containsExactly(type);
    }

    @Test
    void reservedBitsAboveTheLinkTypeAreRefused() {
        assertThat(Reading.of(CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 0x00100001))
                        .failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("the reserved bits of the link type 0x00100001 are not 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1C0001AC, 0x1C0001AB})
    void theFormatOfIxiaHasTheSizeOfAllRecordsBehindTheFileHeader(int magic) {
        for (boolean bigEndian : new boolean[] {false, true}) {
            Reading reading = Reading.of(CaptureWriter.in(bigEndian)
                    .pcapHeader(magic, ETHERNET)
                    .int32(76)
                    .pcapRecord(1_700_000_000L, 123_456, frame(60, 1)));

            assertThat(reading.failure()).isNull();
            assertThat(reading.packets())
                    .containsExactly(Packet.of(1_700_000_000_123_456_000L, LinkType.ETHERNET, 0, frame(60, 1)));
        }
    }

    @Test
    void theWireLengthIsNeverLessThanTheCapturedLength() {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .pcapHeader()
                .pcapRecord(1, 0, 20, 1500, frame(20, 1))
                .pcapRecord(2, 0, 20, 12, frame(20, 2))
                .pcapRecord(3, 0, 20, 0xFFFF_FFFFL, frame(20, 3)));

        assertThat(reading.packets()).extracting(Packet::wireLength).containsExactly(1500, 20, Integer.MAX_VALUE);
    }

    @Test
    void oldVersionsGiveTheLengthsTheOtherWayRound() {
        Reading v2 = Reading.of(CaptureWriter.littleEndian()
                .pcapHeader(0xA1B2C3D4, 2, 2, ETHERNET)
                .pcapRecord(1, 0, 1500, 20, frame(20, 1)));
        Reading v3 = Reading.of(CaptureWriter.littleEndian()
                .pcapHeader(0xA1B2C3D4, 2, 3, ETHERNET)
                .pcapRecord(1, 0, 1500, 20, frame(20, 1))
                .pcapRecord(1, 0, 20, 1500, frame(20, 1)));

        assertThat(v2.packets()).extracting(Packet::wireLength).containsExactly(1500);
        assertThat(v3.packets()).extracting(Packet::wireLength).containsExactly(1500, 1500);
        assertThat(v3.failure()).isNull();
    }

    @Test
    void otherMajorVersionsAreRefused() {
        assertThat(Reading.of(CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 7, 1, ETHERNET))
                        .failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("pcap version 7.1 is not supported");
    }

    @Test
    void fractionsOfMoreThanASecondAreAddedAsTheyAre() {
        Reading reading = Reading.of(
                CaptureWriter.littleEndian().pcapHeader().pcapRecord(0xFFFF_FFFFL, 0xFFFF_FFFFL, frame(1, 1)));

        assertThat(reading.times()).containsExactly(4_294_967_295_000_000_000L + 4_294_967_295_000L);
    }

    @Test
    void emptyFramesAreFrames() {
        assertThat(Reading.of(CaptureWriter.littleEndian().pcapHeader().pcapRecord(5, 0))
                        .packets())
                .containsExactly(Packet.of(5_000_000_000L, LinkType.ETHERNET, 0));
    }

    @Test
    void anUnsupportedLinkTypeIsRefusedWithItsNumberAndName() {
        assertThat(Reading.of(CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 187))
                        .failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("link type 187 BLUETOOTH_HCI_H4 is not supported")
                .hasMessageContaining("io.nta.packet.LinkType lists those that are");
        assertThat(Reading.of(CaptureWriter.littleEndian().pcapHeader(0xA1B2C3D4, 9999))
                        .failure())
                .hasMessageContaining("link type 9999 is not");
    }

    @Test
    void aRecordBeyondTheLimitNamesItsPlaceAndBothNumbers() {
        CaptureWriter writer = CaptureWriter.littleEndian().pcapHeader().pcapRecord(1, 0, frame(60, 1));
        int at = writer.size();
        Reading reading = Reading.of(writer.pcapRecord(2, 0, 4_026_531_840L, 60, frame(60, 2)));

        assertThat(reading.packets()).hasSize(1);
        assertThat(reading.failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(
                        "test.pcap: at byte " + at
                                + ": packet 2 claims 4026531840 captured bytes, the limit is 262144; 1 packet was read before it");
        assertThat(((CaptureFormatException) reading.failure()).offset()).isEqualTo(at);
    }
}
