package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds of any bytes as a capture file: they give packets and then an end, or an error that says where. */
final class CaptureLaws {
    /** Records have headers of 16 bytes and more, blocks have 12. */
    private static final int LEAST_RECORD_BYTES = 12;
    /** Each chunk is asked for once, and at most once more for its end; a cut file, whose rest is asked for again, a few times. */
    private static final int MOST_EMPTY_READS = 8;

    private CaptureLaws() {}

    /** Checks the laws of a file that isn't compressed. */
    static void check(byte[] file) {
        Reading whole = checkAnyFile(file);
        long captured = 0;
        for (Reading.Packet packet : whole.packets()) {
            captured += packet.frame().size();
        }
        assertThat(captured).as("bytes in packets").isLessThanOrEqualTo(file.length);
        assertThat(whole.stats().received() - whole.stats().dropped())
                .as("packets, of %d bytes", file.length)
                .isLessThanOrEqualTo(file.length / LEAST_RECORD_BYTES);
        checkGzip(file, whole);
        checkCut(file, whole);
    }

    /** Checks the laws of a file that may be compressed, and so hold more than its size. */
    static Reading checkAnyFile(byte[] file) {
        Reading whole = Reading.of(file);
        assertThat(whole.stats().received())
                .isEqualTo(whole.stats().delivered()
                        + whole.stats().dropped()
                        + whole.stats().unsupported())
                .isGreaterThanOrEqualTo(whole.packets().size());
        for (Reading.Packet packet : whole.packets()) {
            assertThat(packet.wireLength())
                    .isGreaterThanOrEqualTo(packet.frame().size());
            assertThat(packet.interfaceId()).isNotNegative();
        }
        checkFailure(whole.failure());
        DripStream drips = new DripStream(file);
        assertSame(Reading.of(drips), whole, "read in drips");
        assertThat(drips.reads())
                .as("reads, of which none but the last few came back empty-handed")
                .isLessThanOrEqualTo(file.length + MOST_EMPTY_READS);
        checkFramesLieInTheBuffer(file);
        return whole;
    }

    private static void checkFailure(@Nullable IOException failure) {
        if (failure == null) {
            return;
        }
        assertThat(failure)
                .isInstanceOfSatisfying(
                        CaptureFormatException.class,
                        e -> assertThat(e.offset()).isNotNegative());
        assertThat(failure).hasMessageStartingWith("test.pcap: at byte ");
    }

    private static void assertSame(Reading actual, Reading expected, String how) {
        assertThat(actual.packets()).as(how).isEqualTo(expected.packets());
        assertThat(message(actual)).as(how).isEqualTo(message(expected));
        assertThat(actual.stats()).as(how).isEqualTo(expected.stats());
    }

    private static @Nullable String message(Reading reading) {
        return reading.failure() == null ? null : reading.failure().getMessage();
    }

    /** A compressed file gives what the plain one gives, and fails where it fails. */
    private static void checkGzip(byte[] file, Reading plain) {
        Reading compressed = Reading.of(CaptureWriter.gzip(file));
        assertThat(compressed.packets()).as("packets of the compressed file").isEqualTo(plain.packets());
        assertThat(compressed.failure() == null)
                .as("the compressed file is sound if the plain one is")
                .isEqualTo(plain.failure() == null);
    }

    /** The first half of a file gives the first of its packets. */
    private static void checkCut(byte[] file, Reading whole) {
        List<Reading.Packet> first =
                Reading.of(Arrays.copyOf(file, file.length / 2)).packets();
        assertThat(first)
                .as("packets of the first half")
                .isEqualTo(whole.packets()
                        .subList(0, Math.min(first.size(), whole.packets().size())));
    }

    private static void checkFramesLieInTheBuffer(byte[] file) {
        PacketSink sink =
                (time, type, buffer, offset, captured, wire, id) -> checkFrame(type, buffer, offset, captured);
        try (PcapFileSource source = PcapFileSource.open(new ByteArrayInputStream(file), "test.pcap")) {
            while (source.poll(sink, 1) != PacketSource.END) {
                assertThat(source.bytesRead()).isBetween(0L, (long) file.length);
            }
        } catch (IOException e) {
            checkFailure(e);
        }
    }

    private static void checkFrame(LinkType type, byte[] buffer, int offset, int captured) {
        assertThat(type).isNotNull();
        assertThat(offset).isNotNegative();
        assertThat(captured).isBetween(0, buffer.length - offset);
    }

    /** Gives one byte, then two, then three, and so on up to seven and again: what is split between two reads must be put together. */
    private static final class DripStream extends InputStream {
        private static final int MOST = 7;

        private final byte[] bytes;
        private int position;
        private int reads;

        DripStream(byte[] bytes) {
            this.bytes = bytes;
        }

        int reads() {
            return reads;
        }

        @Override
        public int read() {
            reads++;
            return position == bytes.length ? -1 : bytes[position++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int size = Math.min(Math.min(length, 1 + reads++ % MOST), bytes.length - position);
            if (size == 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(bytes, position, into, offset, size);
            position += size;
            return size;
        }
    }
}
