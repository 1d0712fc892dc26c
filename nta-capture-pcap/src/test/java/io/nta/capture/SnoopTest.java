package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.capture.Reading.Packet;
import io.nta.packet.LinkType;
import io.nta.spi.SourceStats;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnoopTest {
    private static CaptureWriter header(int version, int dataLink) {
        return CaptureWriter.bigEndian()
                .bytes((byte) 's', (byte) 'n', (byte) 'o', (byte) 'o', (byte) 'p', (byte) 0, (byte) 0, (byte) 0)
                .int32(version)
                .int32(dataLink);
    }

    private static CaptureWriter record(CaptureWriter writer, int seconds, int wire, long dropped, byte... frame) {
        int padding = 3;
        return writer.int32(wire)
                .int32(frame.length)
                .int32(24 + frame.length + padding)
                .int32(dropped)
                .int32(seconds)
                .int32(250_000)
                .bytes(frame)
                .bytes(new byte[padding]);
    }

    @Test
    void packetsAndTheirTimesAndLossesAreRead() {
        CaptureWriter writer = header(2, 4);
        record(writer, 1_000, 60, 0, frame(60, 1));
        record(writer, 1_001, 1500, 7, frame(61, 2));
        Reading reading = Reading.of(writer);

        assertThat(reading.failure()).isNull();
        assertThat(reading.packets())
                .first()
                .isEqualTo(Packet.of(1_000_250_000_000L, LinkType.ETHERNET, 0, frame(60, 1)));
        assertThat(reading.packets()).extracting(Packet::wireLength).containsExactly(60, 1500);
        assertThat(reading.stats()).isEqualTo(new SourceStats(9, 2, 7, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, ETHERNET", "2, IEEE802_5", "8, FDDI", "16, IP_OVER_FC", "18, SUNATM", "26, IPOIB"})
    void dataLinksAreLinkTypes(int dataLink, LinkType expected) {
        Reading reading = Reading.of(record(header(2, dataLink), 1, 20, 0, frame(20, 1)));
        assertThat(reading.packets()).extracting(Packet::linkType).containsExactly(expected);
    }

    @Test
    void anotherVersionOrDataLinkIsRefusedByItsNumber() {
        assertThat(Reading.of(header(3, 4)).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("snoop version 3 is not supported");
        assertThat(Reading.of(header(2, 12)).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("the data link 12 of snoop");
    }

    @Test
    void aFileCutAnywhereGivesItsWholePacketsAndSaysSo() {
        CaptureWriter writer = header(2, 4);
        int start = writer.size();
        int first = record(writer, 1, 20, 0, frame(20, 1)).size();
        byte[] whole = record(writer, 2, 20, 0, frame(20, 2)).toBytes();
        for (int length = start + 1; length < whole.length; length++) {
            Reading reading = Reading.of(Arrays.copyOf(whole, length));
            assertThat(reading.packets()).hasSize(length < first ? 0 : 1);
            if (length == first) {
                assertThat(reading.failure()).isNull();
            } else {
                assertThat(reading.failure())
                        .isInstanceOf(CaptureFormatException.class)
                        .hasMessageContaining("cut short");
            }
        }
        assertThat(Reading.of(Arrays.copyOf(whole, 12)).failure()).hasMessageContaining("the file header");
    }

    @Test
    void aRecordShorterThanItsPacketOrBeyondTheLimitIsDamage() {
        CaptureWriter shorter = header(2, 4)
                .int32(60)
                .int32(60)
                .int32(80)
                .int32(0)
                .int32(0)
                .int32(0)
                .bytes(frame(60, 1));
        CaptureWriter larger = header(2, 4)
                .int32(60)
                .int32(60)
                .int32(0x7FFF_FFFF)
                .int32(0)
                .int32(0)
                .int32(0);
        CaptureWriter frameTooLarge = header(2, 4)
                .int32(1 << 20)
                .int32(1 << 20)
                .int32(2 << 20)
                .int32(0)
                .int32(0)
                .int32(0);

        assertThat(Reading.of(shorter).failure())
                .hasMessageContaining("packet 1 claims 60 captured bytes in a record of 80");
        assertThat(Reading.of(larger).failure()).hasMessageContaining("record of 2147483647");
        assertThat(Reading.of(frameTooLarge).failure()).hasMessageContaining("the limit is 262144");
    }
}
