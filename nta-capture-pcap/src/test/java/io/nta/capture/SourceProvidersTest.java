package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.spi.PacketSource;
import io.nta.spi.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources of this module are found by name. */
class SourceProvidersTest {
    @TempDir
    Path folder;

    private static PacketSource create(String name, Map<String, String> options) {
        return Providers.ofClassPath().source(name, options);
    }

    private static void refused(String name, Map<String, String> options, String... parts) {
        assertThatThrownBy(() -> create(name, options))
                .isInstanceOf(NtaException.class)
                .hasMessageContainingAll(parts);
    }

    private String capture() throws IOException {
        Path file = folder.resolve("traffic.pcap");
        Files.write(file, SampleFiles.pcap().get(0));
        return file.toString();
    }

    @Test
    void bothAreFoundByName() {
        assertThat(Providers.ofClassPath().sourceNames()).containsExactly("pcap-file", "pcap-live");
    }

    @Test
    void theFileIsRead() throws IOException {
        try (PacketSource source = create("pcap-file", Map.of("file", capture()))) {
            int delivered = source.poll(
                    (nanos, linkType, buffer, offset, captured, wire, interfaceId) ->
                            assertThat(captured).isPositive(),
                    100);
            assertThat(delivered).isEqualTo(3);
            assertThat(source.description()).endsWith("traffic.pcap");
        }
    }

    @Test
    void theLimitsOfAFileAreThoseOfTheOptions() throws IOException {
        try (PacketSource source = create("pcap-file", Map.of("file", capture(), "max_frame_bytes", "10"))) {
            assertThatThrownBy(() ->
                            source.poll((nanos, linkType, buffer, offset, captured, wire, interfaceId) -> {}, 100))
                    .isInstanceOf(CaptureFormatException.class)
                    .hasMessageContaining("the limit is 10");
        }
    }

    @Test
    void aFileThatCantBeOpenedIsNamed() {
        String file = folder.resolve("absent.pcap").toString();
        assertThatThrownBy(() -> create("pcap-file", Map.of("file", file)))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("there is no such file")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void everyMistakeInTheOptionsIsNamedBeforeAnythingIsOpened() {
        refused("pcap-file", Map.of("max_frame_bytes", "0"), "file: required", "max_frame_bytes = '0': out of range");
        refused(
                "pcap-live",
                Map.of("snap_length", "1", "read_timeout", "2s", "promisc", "true"),
                "interfaces: required",
                "snap_length = '1': out of range; allowed: 64 to 262144",
                "read_timeout = '2s': out of range; allowed: 1ms to 1s",
                "promisc: unknown option");
    }

    @Test
    void anInterfaceThatCantBeCapturedFromIsAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> create("pcap-live", Map.of("interfaces", "no-such-interface-0")))
                .isInstanceOf(NtaException.class)
                .hasCauseInstanceOf(LiveCaptureException.class);
    }
}
