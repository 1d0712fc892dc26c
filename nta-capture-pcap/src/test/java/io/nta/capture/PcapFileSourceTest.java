package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapFileSourceTest {
    private static final PacketSink NOWHERE = (time, type, buffer, offset, captured, wire, id) -> {};

    @TempDir
    Path directory;

    @Test
    void pollHandsOverAtMostItsLimitAndThenTheEndForEver() throws IOException {
        try (PcapFileSource source = open(packets(5))) {
            assertThat(source.poll(NOWHERE, 3)).isEqualTo(3);
            assertThat(source.stats()).isEqualTo(new SourceStats(3, 3, 0, 0));
            assertThat(source.poll(NOWHERE, 3)).isEqualTo(2);
            assertThat(source.poll(NOWHERE, 3)).isEqualTo(PacketSource.END);
            assertThat(source.poll(NOWHERE, 3)).isEqualTo(PacketSource.END);
            assertThatThrownBy(() -> source.poll(NOWHERE, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theErrorComesAfterThePacketsBeforeItAndStays() throws IOException {
        try (PcapFileSource source = open(packets(2).int8(0))) {
            assertThat(source.poll(NOWHERE, 100)).isEqualTo(2);
            Throwable first = catchThrowable(() -> source.poll(NOWHERE, 100));
            assertThat(first)
                    .isInstanceOf(CaptureFormatException.class)
                    .hasMessageEndingWith(
                            "cut short in the header of packet 3: 1 of its 16 bytes are there; 2 packets were read before it");
            assertThat(catchThrowable(() -> source.poll(NOWHERE, 100))).isSameAs(first);
        }
    }

    @Test
    void aSinkThatThrowsDoesNotSeeThePacketAgain() throws IOException {
        List<Long> times = new ArrayList<>();
        try (PcapFileSource source = open(packets(2))) {
            assertThatThrownBy(() -> source.poll(
                            (time, type, buffer, offset, captured, wire, id) -> {
                                times.add(time);
                                throw new IllegalStateException("sink");
                            },
                            10))
                    .hasMessage("sink");
            assertThat(source.poll((time, type, buffer, offset, captured, wire, id) -> times.add(time), 10))
                    .isEqualTo(1);
            assertThat(source.stats().delivered()).isEqualTo(2);
        }
        assertThat(times).containsExactly(0L, 1_000_000_000L);
    }

    @Test
    void aFileIsKnownByItsContentAndNotByItsName() throws IOException {
        Path file = directory.resolve("capture.pcap");
        byte[] compressed = CaptureWriter.gzip(packets(4).toBytes());
        Files.write(file, compressed);

        try (PcapFileSource source = PcapFileSource.open(file)) {
            assertThat(source.description()).isEqualTo(file.toString());
            assertThat(source.totalBytes()).isEqualTo(compressed.length);
            assertThat(Reading.of(source).packets()).hasSize(4);
            assertThat(source.bytesRead()).isEqualTo(compressed.length);
        }
        try (PcapFileSource source = open(packets(4))) {
            assertThat(source.totalBytes()).isEqualTo(-1);
        }
    }

    @Test
    void concatenatedGzipMembersAreOneCapture() {
        byte[] whole = packets(100).toBytes();
        CaptureWriter members = CaptureWriter.littleEndian();
        for (int at = 0; at < whole.length; at += 777) {
            members.bytes(CaptureWriter.gzip(Arrays.copyOfRange(whole, at, Math.min(at + 777, whole.length))));
        }

        assertThat(Reading.of(members).failure()).isNull();
        assertThat(Reading.of(members).packets()).isEqualTo(Reading.of(whole).packets());
    }

    @Test
    void gzipHeadersWithNameCommentExtraAndChecksumAreRead() {
        byte[] plain = CaptureWriter.gzip(packets(1).toBytes());
        CaptureWriter file = CaptureWriter.littleEndian()
                .int8(0x1F)
                .int8(0x8B)
                .int8(8)
                .int8(2 | 4 | 8 | 16)
                .int32(0)
                .int16(0)
                .int16(3)
                .bytes(frame(3, 1))
                .bytes((byte) 'n', (byte) 0)
                .bytes((byte) 'c', (byte) 'd', (byte) 0)
                .int16(0xBEEF);
        file.bytes(Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(Reading.of(file).failure()).isNull();
        assertThat(Reading.of(file).packets()).hasSize(1);
    }

    @Test
    void packetsThatStraddleChunksArriveWhole() {
        Random random = new Random(20_260_104);
        CaptureWriter pcap = CaptureWriter.littleEndian().pcapHeader();
        CaptureWriter pcapng = CaptureWriter.littleEndian().section(true).interfaceBlock(1);
        List<byte[]> frames = new ArrayList<>();
        for (int size = 0, i = 0; size < 5 * ChunkedInput.CHUNK_BYTES; size += frames.get(i++).length) {
            frames.add(frame(i % 50 == 0 ? 200_000 + random.nextInt(62_144) : random.nextInt(1_500), i));
            pcap.pcapRecord(i, 0, frames.get(i));
            pcapng.enhancedPacket(0, i * 1_000_000L, frames.get(i));
        }

        for (byte[] file : List.of(pcap.toBytes(), pcapng.toBytes())) {
            for (InputStream stream : List.of(
                    new ByteArrayInputStream(file),
                    new Dribble(file),
                    new ByteArrayInputStream(CaptureWriter.gzip(file)))) {
                assertThat(differences(stream, frames)).isEmpty();
            }
        }
    }

    private static List<String> differences(InputStream stream, List<byte[]> frames) {
        List<String> differences = new ArrayList<>();
        int[] count = {0};
        try (PcapFileSource source = PcapFileSource.open(stream, "test.pcap")) {
            while (source.poll(
                            (time, type, buffer, offset, captured, wire, id) -> {
                                byte[] expected = frames.get(count[0]);
                                if (!Arrays.equals(expected, 0, expected.length, buffer, offset, offset + captured)
                                        || time != count[0] * 1_000_000_000L) {
                                    differences.add("packet " + count[0]);
                                }
                                count[0]++;
                            },
                            100)
                    != PacketSource.END) {}
        } catch (IOException e) {
            differences.add(e.toString());
        }
        if (count[0] != frames.size()) {
            differences.add(count[0] + " packets instead of " + frames.size());
        }
        return differences;
    }

    @Test
    void theLimitOfAFrameCanBeSet() throws IOException {
        byte[] large = CaptureWriter.littleEndian()
                .pcapHeader()
                .pcapRecord(1, 0, frame(3_000_000, 1))
                .toBytes();

        assertThat(Reading.of(large).failure())
                .hasMessageContaining("claims 3000000 captured bytes, the limit is 262144");
        try (PcapFileSource source = PcapFileSource.open(
                new ByteArrayInputStream(large), "test.pcap", new CaptureLimits(3_000_000, 1 << 20))) {
            assertThat(source.poll(NOWHERE, 1)).isEqualTo(1);
        }
        assertThatThrownBy(() -> new CaptureLimits(0, 1 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxFrameBytes is 0");
    }

    @Test
    void aHeaderWithoutPacketsIsASoundFileAndNoBytesAreNot() {
        assertThat(Reading.of(packets(0)).failure()).isNull();
        assertThat(Reading.of(CaptureWriter.littleEndian().section(false)).failure())
                .isNull();
        assertThat(Reading.of(new byte[0]).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage("test.pcap: at byte 0: the file is empty");
        assertThat(Reading.of(CaptureWriter.gzip(new byte[0])).failure()).hasMessageContaining("the file is empty");
    }

    @Test
    void anUnknownFormatIsRefusedWithItsFirstBytes() {
        assertThat(Reading.of("<!DOCTYPE html>".getBytes()).failure())
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(
                        "test.pcap: at byte 0: the file begins with 3c21444f43545950; supported are pcap, pcapng and snoop, plain or compressed with gzip");
        assertThat(Reading.of(CaptureWriter.littleEndian().int32(0xFD2FB528).int32(0))
                        .failure())
                .hasMessageContaining("(zstd: decompress it first)");
    }

    @Test
    void anErrorOfTheStreamKeepsThePacketsBeforeItAndNamesTheSource() {
        byte[] file = packets(3).toBytes();
        InputStream broken = new Dribble(file) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                if (read < 0) {
                    throw new IOException("disk on fire");
                }
                return read;
            }
        };

        Reading reading = Reading.of(broken);
        assertThat(reading.packets()).hasSize(3);
        assertThat(reading.failure()).hasMessage("test.pcap: disk on fire; 3 packets were read before it");
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        assertThatThrownBy(() -> PcapFileSource.open(directory.resolve("none.pcap")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("none.pcap: there is no such file");
        assertThatThrownBy(() -> PcapFileSource.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(directory.toString());
    }

    @Test
    void aFailedOpenAndTheFirstCloseCloseTheStream() throws IOException {
        Dribble refused = new Dribble(new byte[] {1, 2, 3, 4});
        assertThatThrownBy(() -> PcapFileSource.open(refused, "test.pcap")).isInstanceOf(CaptureFormatException.class);
        assertThat(refused.closed).isEqualTo(1);

        Dribble opened = new Dribble(packets(1).toBytes());
        PcapFileSource source = PcapFileSource.open(opened, "test.pcap");
        source.close();
        source.close();
        assertThat(opened.closed).isEqualTo(1);
        assertThatThrownBy(() -> source.poll(NOWHERE, 1))
                .isInstanceOf(IOException.class)
                .hasMessage("test.pcap: the source is closed");
    }

    private static CaptureWriter packets(int count) {
        CaptureWriter writer = CaptureWriter.littleEndian().pcapHeader();
        for (int i = 0; i < count; i++) {
            writer.pcapRecord(i, 0, frame(60 + i, i));
        }
        return writer;
    }

    private static PcapFileSource open(CaptureWriter writer) throws IOException {
        return PcapFileSource.open(new ByteArrayInputStream(writer.toBytes()), "test.pcap");
    }

    /** Gives a few bytes at a time and says that nothing is available, as pipes do. */
    private static class Dribble extends FilterInputStream {
        private int turn;
        private int closed;

        Dribble(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + turn++ % 1_000));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
