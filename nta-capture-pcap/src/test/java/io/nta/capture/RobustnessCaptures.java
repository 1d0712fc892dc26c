package io.nta.capture;

import io.nta.Analyzer;
import io.nta.AnalyzerStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The captures with odd link types, tunnels and damage in {@code shared/pcaps/robustness}, and what the whole line makes of them. */
final class RobustnessCaptures {
    static final String MISSING =
            "there are no captures in ../shared/pcaps/robustness beside the repository, nor where -Dnta.shared points";

    /**
     * What became of one file.
     *
     * @param stats null when it could not be opened
     * @param failure why reading ended before the file's end, or null
     * @param thrown anything else that escaped, or null
     */
    record Outcome(
            @Nullable AnalyzerStats stats,
            @Nullable IOException failure,
            @Nullable Throwable thrown,
            Duration duration) {
        /** Returns whether every packet of the file was handed on. */
        boolean complete() {
            return stats != null && failure == null && stats.source().unsupported() == 0;
        }
    }

    private RobustnessCaptures() {}

    static Path folder() {
        return SharedCaptures.folder().resolve("pcaps").resolve("robustness");
    }

    static boolean present() {
        return Files.isDirectory(folder());
    }

    /** Analyses every file; by name. */
    static Map<String, Outcome> analyse() throws IOException {
        Map<String, Outcome> outcomes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            files.forEach(file -> outcomes.put(file.getFileName().toString(), analyse(file)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return outcomes;
    }

    private static Outcome analyse(Path file) {
        long start = System.nanoTime();
        AnalyzerStats stats = null;
        IOException failure = null;
        Throwable thrown = null;
        try (Analyzer analyzer =
                Analyzer.builder().source(PcapFileSource.open(file)).build()) {
            try {
                analyzer.run();
            } catch (IOException e) {
                failure = e;
            }
            stats = analyzer.stats();
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        return new Outcome(stats, failure, thrown, Duration.ofNanos(System.nanoTime() - start));
    }
}
