package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a compressed file; two that begin it are put in front. The JDK's own reader says what of it is sound. */
class GzipFuzz {
    private static final int MAGIC_BYTES = 2;

    static Stream<byte[]> files() {
        return Stream.concat(SampleFiles.pcap().stream(), SampleFiles.pcapng().stream())
                .map(CaptureWriter::gzip)
                .flatMap(file -> Stream.of(
                        file,
                        CaptureWriter.littleEndian().bytes(file).bytes(file).toBytes()))
                .map(file -> Arrays.copyOfRange(file, MAGIC_BYTES, file.length));
    }

    @MethodSource("files")
    @FuzzTest
    void whatIsSoundIsReadAsTheJdkReadsItAndTheRestIsAnErrorThatSaysWhere(byte[] input) {
        byte[] file = CaptureWriter.littleEndian()
                .int8(GzipStream.MAGIC_1)
                .int8(GzipStream.MAGIC_2)
                .bytes(input)
                .toBytes();
        Reading reading = CaptureLaws.checkAnyFile(file);
        byte[] plain;
        try (GZIPInputStream jdk = new GZIPInputStream(new ByteArrayInputStream(file))) {
            plain = jdk.readAllBytes();
        } catch (IOException e) {
            return;
        }
        // The JDK takes a damaged further member for the end of the file; here it is an error, behind what can be read
        // of it.
        List<Reading.Packet> sound = Reading.of(plain).packets();
        assertThat(reading.packets()).startsWith(sound.toArray(Reading.Packet[]::new));
    }
}
