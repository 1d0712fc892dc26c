package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.capture.Reading.Packet;
import io.nta.packet.LinkType;
import io.nta.spi.SourceStats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngTest {
    private static final int ETHERNET = LinkType.ETHERNET.code();
    private static final int BLUETOOTH = 187;

    @ParameterizedTest(name = "big endian: {0}")
    @ValueSource(booleans = {false, true})
    void allThreePacketBlocksAreReadInBothByteOrders(boolean bigEndian) {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .section(bigEndian)
                .interfaceBlock(ETHERNET)
                .enhancedPacket(0, 1_700_000_000_123_456L, frame(61, 1))
                .obsoletePacket(0, 1_700_000_001_000_000L, frame(62, 2))
                .simplePacket(63, frame(63, 3)));

        assertThat(reading.failure()).isNull();
        assertThat(reading.packets())
                .containsExactly(
                        Packet.of(1_700_000_000_123_456_000L, LinkType.ETHERNET, 0, frame(61, 1)),
                        Packet.of(1_700_000_001_000_000_000L, LinkType.ETHERNET, 0, frame(62, 2)),
                        Packet.of(1_700_000_001_000_000_000L, LinkType.ETHERNET, 0, frame(63, 3)));
    }

    @Test
    void sectionsOfOtherByteOrdersFollowAndNumberTheirInterfacesAfresh() {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .section(false)
                .interfaceBlock(ETHERNET)
                .interfaceBlock(LinkType.RAW.code())
                .enhancedPacket(1, 1_000_000, frame(20, 1))
                .section(true)
                .interfaceBlock(LinkType.LINUX_SLL.code())
                .enhancedPacket(0, 2_000_000, frame(20, 2))
                .section(false)
                .interfaceBlock(ETHERNET)
                .enhancedPacket(0, 3_000_000, frame(20, 3)));

        assertThat(reading.failure()).isNull();
        assertThat(reading.packets())
                .containsExactly(
                        Packet.of(1_000_000_000L, LinkType.RAW, 1, frame(20, 1)),
                        Packet.of(2_000_000_000L, LinkType.LINUX_SLL, 2, frame(20, 2)),
                        Packet.of(3_000_000_000L, LinkType.ETHERNET, 3, frame(20, 3)));
    }

    @Test
    void theInterfacesOfAnEarlierSectionAreGone() {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .section(false)
                .interfaceBlock(ETHERNET)
                .section(false)
                .enhancedPacket(0, 1, frame(9, 1)));

        assertThat(reading.failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("packet 1 is of interface 0");
    }

    @ParameterizedTest(name = "big endian: {0}")
    @ValueSource(booleans = {false, true})
    void resolutionAndOffsetAreThoseOfTheInterface(boolean bigEndian) {
        CaptureWriter writer = CaptureWriter.littleEndian().section(bigEndian);
        writer.interfaceBlock(
                        ETHERNET,
                        0,
                        writer.body().option(2, (byte) 'e').option(9, (byte) 9).option(0))
                .interfaceBlock(ETHERNET, 0, writer.body().option(9, (byte) 0x8A))
                .interfaceBlock(
                        ETHERNET,
                        0,
                        writer.body()
                                .option(14, writer.body().int64(1_000).toBytes())
                                .option(9, (byte) 3))
                .enhancedPacket(0, 1_700_000_000_123_456_789L, frame(1, 1))
                .enhancedPacket(1, (5L << 10) + 512, frame(1, 1))
                .enhancedPacket(2, 1_500, frame(1, 1));

        assertThat(Reading.of(writer).times())
                .containsExactly(1_700_000_000_123_456_789L, 5_500_000_000L, 1_001_500_000_000L);
    }

    @Test
    void optionsAfterTheEndOfOptionsAreNotRead() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false);
        writer.interfaceBlock(ETHERNET, 0, writer.body().option(0).option(9, (byte) 9))
                .enhancedPacket(0, 1, frame(1, 1));

        assertThat(Reading.of(writer).times()).containsExactly(1_000L);
    }

    @Test
    void anOptionThatRunsPastItsBlockIsDamage() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false);
        writer.interfaceBlock(ETHERNET, 0, writer.body().int16(2).int16(60_000));

        assertThat(Reading.of(writer).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("option 2 of 60000 bytes runs past");
    }

    @Test
    void anOptionOfTheWrongLengthIsDamage() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false);
        writer.interfaceBlock(ETHERNET, 0, writer.body().option(9, (byte) 9, (byte) 9));

        assertThat(Reading.of(writer).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("if_tsresol has 2 bytes, not 1");
    }

    @Test
    void aSimplePacketIsCutAtTheSnapLengthAndHasNoTimeWhenItIsTheFirst() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false);
        Reading reading = Reading.of(writer.interfaceBlock(ETHERNET, 16, writer.body())
                .simplePacket(100, frame(16, 1))
                .simplePacket(10, frame(10, 2)));

        assertThat(reading.failure()).isNull();
        assertThat(reading.times()).containsExactly(0L, 0L);
        assertThat(reading.packets())
                .extracting(packet -> packet.frame().size())
                .containsExactly(16, 10);
        assertThat(reading.packets()).extracting(Packet::wireLength).containsExactly(100, 10);
    }

    @Test
    void unknownBlocksAreSteppedOverHoweverLarge() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false).interfaceBlock(ETHERNET);
        writer.block(0x0BAD, writer.body())
                .enhancedPacket(0, 1_000_000, frame(20, 1))
                .block(0x40000BAD, writer.body().bytes(new byte[3 * ChunkedInput.CHUNK_BYTES]))
                .enhancedPacket(0, 2_000_000, frame(20, 2));

        Reading reading = Reading.of(writer);
        assertThat(reading.failure()).isNull();
        assertThat(reading.times()).containsExactly(1_000_000_000L, 2_000_000_000L);
    }

    @Test
    void packetsOfUnsupportedInterfacesAreCountedAndSkipped() {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .section(false)
                .interfaceBlock(BLUETOOTH)
                .interfaceBlock(ETHERNET)
                .enhancedPacket(0, 1, frame(20, 1))
                .enhancedPacket(1, 2, frame(20, 2))
                .enhancedPacket(0, 3, frame(20, 3)));

        assertThat(reading.failure()).isNull();
        assertThat(reading.packets()).containsExactly(Packet.of(2_000, LinkType.ETHERNET, 1, frame(20, 2)));
        assertThat(reading.stats()).isEqualTo(new SourceStats(3, 1, 0, 2));
    }

    @Test
    void aFileOfUnsupportedPacketsOnlyIsAnErrorThatNamesTheirLinkTypes() {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .section(false)
                .interfaceBlock(BLUETOOTH)
                .interfaceBlock(189)
                .enhancedPacket(0, 1, frame(20, 1))
                .enhancedPacket(1, 2, frame(20, 2)));

        assertThat(reading.packets()).isEmpty();
        assertThat(reading.stats()).isEqualTo(new SourceStats(2, 0, 0, 2));
        assertThat(reading.failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining(
                        "none of the 2 packets has a supported link type: they have 187 BLUETOOTH_HCI_H4, 189 USB_LINUX");
    }

    @Test
    void lengthsThatDisagreeOrAreNoMultipleOfFourAreDamage() {
        CaptureWriter start = CaptureWriter.littleEndian().section(false);
        byte[] header = start.toBytes();

        assertThat(Reading.of(CaptureWriter.littleEndian()
                                .bytes(header)
                                .int32(9)
                                .int32(12)
                                .int32(16))
                        .failure())
                .hasMessageContaining("a block claims 12 bytes at its start and 16 at its end");
        assertThat(Reading.of(CaptureWriter.littleEndian()
                                .bytes(header)
                                .int32(9)
                                .int32(13)
                                .int32(13)
                                .int8(0))
                        .failure())
                .hasMessageContaining("a block of type 0x9 claims 13 bytes");
        assertThat(Reading.of(CaptureWriter.littleEndian()
                                .bytes(header)
                                .int32(9)
                                .int32(0)
                                .int32(0))
                        .failure())
                .hasMessageContaining("a block of type 0x9 claims 0 bytes");
        assertThat(Reading.of(CaptureWriter.littleEndian()
                                .bytes(header)
                                .int32(6)
                                .int32(0x7FFF_FFFC)
                                .int32(0))
                        .failure())
                .hasMessageContaining("a block claims 2147483644 bytes, the limit is 67108864");
    }

    @Test
    void aPacketLargerThanItsBlockIsDamage() {
        Reading reading = Reading.of(CaptureWriter.littleEndian()
                .section(false)
                .interfaceBlock(ETHERNET)
                .enhancedPacket(0, 1, 25, 25, frame(24, 1)));

        assertThat(reading.failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("packet 1 claims 25 captured bytes, more than");
    }

    @Test
    void tooManyInterfacesAreRefused() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(false);
        for (int i = 0; i <= PcapngReader.MAX_INTERFACES; i++) {
            writer.interfaceBlock(ETHERNET);
        }

        assertThat(Reading.of(writer).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("more than 65536 interfaces");
    }

    @Test
    void anotherVersionOrByteOrderMarkIsRefused() {
        byte[] written = CaptureWriter.littleEndian().section(false).toBytes();
        written[14] = 2;
        byte[] minor = CaptureWriter.littleEndian().section(false).toBytes();
        minor[14] = 1;
        byte[] version = CaptureWriter.littleEndian().section(false).toBytes();
        version[12] = 2;
        byte[] mark = CaptureWriter.littleEndian().section(false).toBytes();
        mark[8] = 0;

        assertThat(Reading.of(written).failure()).isNull();
        assertThat(Reading.of(minor).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("pcapng version 1.1 is not");
        assertThat(Reading.of(version).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("pcapng version 2.0 is not");
        assertThat(Reading.of(mark).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("byte-order mark of the section is 003c2b1a");
    }
}
