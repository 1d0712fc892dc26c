package io.nta.capture;

import static io.nta.capture.CaptureWriter.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.testkit.AllocationGauge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading a file allocates nothing for a packet, and nothing for a chunk of the file: each poll here reads more than one. */
class WarmReadingTest {
    private static final int POLL_PACKETS = 1_024;
    private static final int FRAME_BYTES = 400;
    private static final int WARM_UP_POLLS = 10;
    private static final int MEASURED_POLLS = 10;
    private static final int PACKETS = (WARM_UP_POLLS + MEASURED_POLLS) * POLL_PACKETS;

    @TempDir
    Path directory;

    private enum Format {
        PCAP(Format::pcap),
        PCAPNG(Format::pcapng),
        COMPRESSED(packets -> CaptureWriter.gzip(pcap(packets)));

        private final IntFunction<byte[]> write;

        Format(IntFunction<byte[]> write) {
            this.write = write;
        }

        private static byte[] pcap(int packets) {
            CaptureWriter file = CaptureWriter.littleEndian().pcapHeader();
            for (int i = 0; i < packets; i++) {
                file.pcapRecord(i / 1_000, i % 1_000, frame(FRAME_BYTES, i));
            }
            return file.toBytes();
        }

        private static byte[] pcapng(int packets) {
            CaptureWriter file = CaptureWriter.littleEndian().section(true).interfaceBlock(LinkType.ETHERNET.code());
            for (int i = 0; i < packets; i++) {
                file.enhancedPacket(0, i, frame(FRAME_BYTES, i));
            }
            return file.toBytes();
        }
    }

    private long leastBytesOfAPoll(Format format, PacketSink sink) throws IOException {
        Path file = directory.resolve("capture");
        Files.write(file, format.write.apply(PACKETS));
        AllocationGauge gauge = new AllocationGauge(MEASURED_POLLS);
        try (PcapFileSource source = PcapFileSource.open(file)) {
            gauge.read();
            for (int poll = 0; poll < WARM_UP_POLLS + MEASURED_POLLS; poll++) {
                assertFull(source.poll(sink, POLL_PACKETS));
                gauge.read();
            }
        }
        return gauge.leastBytes();
    }

    /** What asserts must not allocate either. */
    private static void assertFull(int packets) {
        if (packets != POLL_PACKETS) {
            throw new AssertionError("a poll brought " + packets + " packets");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPacketOfAFileAllocatesNothing(Format format) throws IOException {
        assertThat(leastBytesOfAPoll(format, (time, type, buffer, offset, captured, wire, id) -> {}))
                .as("bytes for %d packets", POLL_PACKETS)
                .isZero();
    }

    @Test
    void oneObjectInAThousandPacketsWouldBeSeen() throws IOException {
        PacketSink wasteful = new PacketSink() {
            private int packets;

            @Nullable
            private Object waste;

            @Override
            public void onFrame(
                    long time, LinkType type, byte[] buffer, int offset, int captured, int wire, int interfaceId) {
                if (++packets % POLL_PACKETS == 0) {
                    waste = new Object();
                }
            }
        };
        assertThat(leastBytesOfAPoll(Format.PCAP, wasteful)).isBetween(1L, 100L);
    }
}
