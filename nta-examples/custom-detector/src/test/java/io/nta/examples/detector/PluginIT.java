package io.nta.examples.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.tck.MadeTraffic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plugin, dropped into a directory, is found by the packaged command, which knows nothing of it. */
class PluginIT {
    @TempDir
    private Path folder;

    private Path plugins;

    private record Ran(int exitCode, String output) {}

    @BeforeEach
    void dropTheJarIntoADirectory() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        Path jar = jar(Path.of("target"), "nta-custom-detector-");
        Files.copy(jar, plugins.resolve(jar.getFileName()));
    }

    @Test
    void itIsFoundByNameAndTellsOfTheUpload() throws Exception {
        Ran ran = nta("--detector", "exfiltration", "--option", "exfiltration:min-megabytes=0.4", capture());
        assertThat(ran.output()).contains("1 alert\n").contains("exfiltration").contains("203.0.113.9");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void itJudgesBesideTheRules() throws Exception {
        Ran ran = nta("--detector", "threshold,exfiltration", capture());
        assertThat(ran.output()).contains("no alerts");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void aWrongOptionIsToldWithItsRange() throws Exception {
        Ran ran = nta("--detector", "exfiltration", "--option", "exfiltration:min-ratio=0", capture());
        assertThat(ran.output()).contains("min-ratio = '0': out of range; allowed: 1 to 1000000");
        assertThat(ran.exitCode()).isEqualTo(2);
    }

    private static Path jar(Path directory, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + "[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Ran nta(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", jar(Path.of("../cli/target"), "nta-cli-").toString()));
        command.addAll(List.of("analyze", "--plugins", plugins.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    /** Writes the upload as a pcap file with times in nanoseconds. */
    private String capture() throws IOException {
        Path file = folder.resolve("upload.pcap");
        MadeTraffic traffic = Upload.of("10.0.0.1", "203.0.113.9", 400);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(24)
                    .putInt(0xA1B23C4D)
                    .putInt(0x00020004)
                    .putInt(16, 65_535)
                    .putInt(20, 1)
                    .array());
            List<byte[]> records = new ArrayList<>();
            traffic.poll(
                    (time, type, buffer, offset, captured, wire, id) -> records.add(ByteBuffer.allocate(16 + captured)
                            .putInt((int) (time / 1_000_000_000L))
                            .putInt((int) (time % 1_000_000_000L))
                            .putInt(captured)
                            .putInt(wire)
                            .put(buffer, offset, captured)
                            .array()),
                    Integer.MAX_VALUE);
            for (byte[] each : records) {
                out.write(each);
            }
        }
        return file.toString();
    }
}
