package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's archive of loaded classes: made at first use, used from then on, and never in the way; and the collector that it chooses. In a repository of its own that is already built. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherArchiveIT {
    private static final String DEMO = "src/main/resources/io/nta/examples/cli/demo.pcap.gz";
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_500_000_000_000L);

    @TempDir
    private static Path root;

    private static Path cli;
    private static Path libraries;
    private static Path archive;
    private static String firstOutput;

    private record Ran(int exitCode, String output, String errors) {}

    /** Makes the archive, which takes longer than anything else here. */
    @BeforeAll
    static void useItOnce() throws Exception {
        cli = root.resolve("nta-examples/cli");
        Path target = Files.createDirectories(cli.resolve("target"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.createFile(root.resolve("pom.xml"));
        Files.copy(Path.of("../../nta"), root.resolve("nta"));
        Files.createDirectories(cli.resolve(DEMO).getParent());
        Files.copy(Path.of(DEMO), cli.resolve(DEMO));
        Path jar = jar();
        Files.copy(jar, target.resolve(jar.getFileName()));
        libraries = Files.createSymbolicLink(
                target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        // The launcher builds what is newer than this.
        Files.createFile(target.resolve(".built"));
        archive = target.resolve("nta-java" + Runtime.version().feature() + ".jsa");
        assertThat(archive).doesNotExist();

        firstOutput = assertSucceeds(nta("")).output();
        assertThat(firstOutput).contains("digest");
        assertThat(archive).isNotEmptyFile();
    }

    @AfterAll
    static void leaveTheLibraries() throws IOException {
        Files.delete(libraries);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("nta-cli-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Ran nta(String javaOptions) throws Exception {
        return run(javaOptions, "analyze", "--digest", cli.resolve(DEMO).toString());
    }

    private static Ran run(String javaOptions, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", root.resolve("nta").toString()));
        command.addAll(List.of(arguments));
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        // Set while this build goes on, in which the launcher makes no archive.
        environment.remove("NTA_BUILDING");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("NTA_JAVA_OPTS", javaOptions);
        int exitCode = builder.start().waitFor();
        return new Ran(exitCode, Files.readString(out), Files.readString(err));
    }

    private static Ran assertSucceeds(Ran ran) {
        assertThat(ran.exitCode()).as(ran.errors()).isZero();
        assertThat(ran.errors()).isEmpty();
        return ran;
    }

    @Test
    void itIsMadeAtFirstUseAndUsedFromThenOn() throws Exception {
        FileTime made = Files.getLastModifiedTime(archive);
        Path log = root.resolve("loaded");
        Ran second = assertSucceeds(nta("-Xlog:class+load:file=" + log));
        assertThat(second.output()).isEqualTo(firstOutput);
        assertThat(log).content().contains("io.nta.Analyzer source: shared objects file (top)");
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
        assertThat(archive.getParent()).isDirectoryNotContaining("regex:.*\\.jsa\\.\\d+");
    }

    /** It stops what serves for milliseconds, and is chosen unless somebody chose another. */
    @Test
    void whatServesHasACollectorOfItsOwn() throws Exception {
        String tell = "-XX:+PrintCommandLineFlags";
        assertThat(assertSucceeds(run(tell, "server", "--help")).output())
                .contains("-XX:+UseZGC")
                .doesNotContain("UseSerialGC", "[warning]");
        assertThat(assertSucceeds(run(tell, "analyze", "--help")).output())
                .contains("-XX:+UseSerialGC")
                .doesNotContain("UseZGC", "[warning]");
        assertThat(assertSucceeds(run(tell + " -XX:+UseParallelGC", "server", "--help"))
                        .output())
                .contains("-XX:+UseParallelGC")
                .doesNotContain("UseZGC", "UseSerialGC");
    }

    /** An archive is for one kind of collector. A demo fills that of what serves. */
    @Test
    void whatServesHasAnArchiveOfItsOwnWithTheClassesOfItsPages() throws Exception {
        Path log = root.resolve("loaded-to-serve");
        assertSucceeds(run("-Xlog:class+load:file=" + log, "server", "--help"));
        assertThat(log).content().contains("io.nta.examples.cli.NtaCommand source: shared objects file (top)");
        Path serving = archive.resolveSibling("nta-java" + Runtime.version().feature() + "-serving.jsa");
        String content = new String(Files.readAllBytes(serving), StandardCharsets.ISO_8859_1);
        assertThat(content.contains("io/nta/examples/server/http/PageFile"))
                .as("named in the archive")
                .isTrue();
    }

    @Test
    void oneThatWasCutOffIsReplaced() throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        replace(Arrays.copyOf(whole, whole.length / 2));
        assertThat(assertSucceeds(nta("")).output()).isEqualTo(firstOutput);
        assertThat(Files.size(archive)).as("a whole one again").isGreaterThan(whole.length / 2);
    }

    @Test
    void oneThatIsNoArchiveIsDoneWithout() throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        byte[] other = new byte[whole.length];
        Arrays.fill(other, (byte) 'x');
        replace(other);
        try {
            assertThat(assertSucceeds(nta("")).output()).isEqualTo(firstOutput);
        } finally {
            replace(whole);
        }
    }

    /** Java writes it read-only, so it can't be overwritten. */
    private static void replace(byte[] content) throws IOException {
        Files.delete(archive);
        Files.write(archive, content);
    }

    @Test
    void oneOfAnEarlierBuildIsReplaced() throws Exception {
        Files.setLastModifiedTime(archive, LONG_AGO);
        assertThat(assertSucceeds(nta("")).output()).isEqualTo(firstOutput);
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(LONG_AGO);
    }
}
