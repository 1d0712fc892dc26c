package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.LinkType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamagedCaptureTest {
    private static final int ETHERNET = LinkType.ETHERNET.code();

    @Test
    void aPcapFileCutAnywhereGivesItsWholePacketsAndSaysSo() {
        CaptureWriter writer = CaptureWriter.littleEndian().pcapHeader();
        List<Integer> boundaries = new ArrayList<>(List.of(writer.size()));
        for (int i = 0; i < 5; i++) {
            boundaries.add(writer.pcapRecord(i, 0, frame(40 + i, i)).size());
        }

        assertEveryCut(writer.toBytes(), boundaries, boundaries);
    }

    @Test
    void aPcapngFileCutAnywhereGivesItsWholePacketsAndSaysSo() {
        CaptureWriter writer = CaptureWriter.littleEndian().section(true);
        List<Integer> blocks = new ArrayList<>(List.of(writer.size()));
        blocks.add(writer.interfaceBlock(ETHERNET).size());
        List<Integer> packets = new ArrayList<>(List.of(writer.size()));
        for (int i = 0; i < 3; i++) {
            packets.add(writer.enhancedPacket(0, i, frame(30 + i, i)).size());
            blocks.add(writer.size());
            blocks.add(writer.block(0xBAD, writer.body().int32(i)).size());
        }
        blocks.add(writer.section(false).size());
        blocks.add(writer.interfaceBlock(ETHERNET).size());
        packets.add(writer.simplePacket(33, frame(33, 1)).size());
        blocks.add(writer.size());
        packets.add(writer.obsoletePacket(0, 1, frame(34, 1)).size());
        blocks.add(writer.size());

        assertEveryCut(writer.toBytes(), blocks, packets);
    }

    /**
     * Cuts the file at each byte.
     *
     * @param ends the sizes at which the file is sound
     * @param packetEnds the size of the header, and where each packet ends
     */
    private static void assertEveryCut(byte[] file, List<Integer> ends, List<Integer> packetEnds) {
        List<Reading.Packet> all = Reading.of(file).packets();
        assertThat(all).hasSize(packetEnds.size() - 1);
        for (int cut = 0; cut <= file.length; cut++) {
            int size = cut;
            int whole =
                    (int) packetEnds.stream().skip(1).filter(end -> end <= size).count();
            Reading reading = Reading.of(Arrays.copyOf(file, cut));

            assertThat(reading.packets())
                    .as("packets of the first %d bytes", cut)
                    .isEqualTo(all.subList(0, whole));
            if (ends.contains(cut)) {
                assertThat(reading.failure()).as("after %d bytes", cut).isNull();
            } else {
                assertThat(reading.failure()).as("after %d bytes", cut).isInstanceOf(CaptureFormatException.class);
                assertThat(reading.failure().getMessage())
                        .startsWith("test.pcap: at byte ")
                        .containsPattern("cut short|too short|is empty");
            }
        }
    }

    @Test
    void aGzipFileCutAnywhereGivesTheStartAndSaysSo() {
        byte[] plain = threePackets();
        List<Reading.Packet> all = Reading.of(plain).packets();
        byte[] file = CaptureWriter.gzip(plain);
        for (int cut = 0; cut < file.length; cut++) {
            Reading reading = Reading.of(Arrays.copyOf(file, cut));

            assertThat(reading.packets())
                    .isEqualTo(all.subList(0, reading.packets().size()));
            assertThat(reading.failure()).as("after %d bytes", cut).isInstanceOf(CaptureFormatException.class);
        }
        assertThat(Reading.of(Arrays.copyOf(file, file.length - 1)).packets()).isEqualTo(all);
    }

    @Test
    void whatIsDecompressedBeforeGzipDamageIsDelivered() {
        byte[] plain = threePackets();
        byte[] badChecksum = CaptureWriter.gzip(plain);
        badChecksum[badChecksum.length - 8] ^= 1;
        byte[] badLength = CaptureWriter.gzip(plain);
        badLength[badLength.length - 4] ^= 1;
        byte[] garbage = CaptureWriter.littleEndian()
                .bytes(CaptureWriter.gzip(plain))
                .int8(7)
                .int8(7)
                .toBytes();
        byte[] zeros = CaptureWriter.littleEndian()
                .bytes(CaptureWriter.gzip(plain))
                .bytes(new byte[512])
                .toBytes();

        assertThat(Reading.of(badChecksum).packets()).hasSize(3);
        assertThat(Reading.of(badChecksum).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining("of the compressed file")
                .hasMessageContaining("the checksum of gzip member 1 is wrong; 3 packets were read before it");
        assertThat(Reading.of(badLength).failure()).hasMessageContaining("the length of gzip member 1 is wrong");
        assertThat(Reading.of(garbage).failure()).hasMessageContaining("what follows gzip member 1 is not another one");
        assertThat(Reading.of(zeros).failure()).isNull();
    }

    @Test
    void noDamageMakesAnythingButAnIoException() {
        byte[] pcapng = CaptureWriter.littleEndian()
                .section(false)
                .interfaceBlock(ETHERNET)
                .enhancedPacket(0, 1, frame(30, 1))
                .simplePacket(20, frame(20, 2))
                .obsoletePacket(0, 2, frame(21, 3))
                .enhancedPacket(0, 3, frame(33, 4))
                .toBytes();
        List<byte[]> files =
                List.of(threePackets(), pcapng, CaptureWriter.gzip(threePackets()), CaptureWriter.gzip(pcapng));
        Random random = new Random(20_260_102);
        int failures = 0;
        for (int run = 0; run < 40_000; run++) {
            byte[] file = files.get(run % files.size()).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                file[random.nextInt(file.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(2) - 1);
            }
            Reading reading = Reading.of(file); // lets anything but an IOException through
            failures += reading.failure() == null ? 0 : 1;
            assertThat(reading.packets()).hasSizeLessThanOrEqualTo(file.length);
            assertThat(reading.stats().received())
                    .isEqualTo(reading.stats().delivered()
                            + reading.stats().dropped()
                            + reading.stats().unsupported());
        }
        assertThat(failures).isGreaterThan(10_000);
    }

    @Test
    void randomBytesAfterTheMagicMakeNothingButAnIoException() {
        Random random = new Random(20_260_103);
        int[] magics = {0xA1B2C3D4, 0xD4C3B2A1, 0xA1B23C4D, 0xA1B2CD34, 0x0A0D0D0A, 0x00088B1F};
        for (int run = 0; run < 20_000; run++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            IOException failure = Reading.of(CaptureWriter.littleEndian()
                            .int32(magics[run % magics.length])
                            .bytes(noise))
                    .failure();
            assertThat(failure).isInstanceOf(CaptureFormatException.class);
        }
    }

    private static byte[] threePackets() {
        return CaptureWriter.littleEndian()
                .pcapHeader()
                .pcapRecord(1, 1, frame(60, 1))
                .pcapRecord(2, 2, frame(61, 2))
                .pcapRecord(3, 3, frame(62, 3))
                .toBytes();
    }
}
