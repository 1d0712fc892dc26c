package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The command on captures with odd link types, tunnels and damage, all in one small JVM. */
@EnabledIf(
        value = "present",
        disabledReason =
                "no captures in shared/pcaps/robustness beside the repository, nor where -Dnta.shared=FOLDER points")
class RobustnessCommandIT {
    private static final String HEAP = "-Xmx256m";
    private static final int TIME_LIMIT_SECONDS = 300;
    private static final int UNREADABLE = 3;

    static Path folder() {
        String named = System.getProperty("nta.shared");
        return (named == null ? Path.of("../../../shared") : Path.of(named)).resolve("pcaps/robustness");
    }

    static boolean present() {
        return Files.isDirectory(folder());
    }

    /** The packaged command, whose manifest brings its libraries: on this test's own class path each would stand twice, and so would their detectors. */
    private static String classPath() {
        String whole = System.getProperty("java.class.path");
        return Stream.of(whole.split(File.pathSeparator))
                .filter(entry -> entry.matches(".*nta-cli-[^/\\\\]*\\.jar"))
                .findFirst()
                .orElse(whole);
    }

    @Test
    void everyFileEndsInASummaryOrAnErrorThatNamesItWithin256MebibytesOfHeap(@TempDir Path temporary)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                HEAP,
                "-cp",
                classPath(),
                "io.nta.examples.cli.NtaCommand",
                "analyze",
                "--stats"));
        List<String> files;
        try (Stream<Path> found = Files.list(folder())) {
            files = found.map(Path::toString).sorted().toList();
        }
        command.addAll(files);
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        Process nta = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = nta.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
        nta.destroyForcibly();

        assertThat(ended).isTrue();
        String summaries = Files.readString(out);
        String errors = Files.readString(err);
        assertThat(nta.exitValue()).as(errors).isEqualTo(UNREADABLE);
        assertThat(files).allMatch(file -> summaries.contains(file + ": ") || errors.contains(file + ": "));
        assertThat(errors).doesNotContain("Exception", "\tat ");
        assertThat(summaries).contains("conserved: yes").doesNotContain("conserved: no");
    }
}
