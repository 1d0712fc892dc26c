package io.nta.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The real captures that stand beside the repository in {@code shared}, or where the system property {@code nta.shared} says. */
final class SharedCaptures {
    static final String MISSING =
            "there are no captures in ../shared/lab beside the repository, nor where -Dnta.shared points";

    private static final int LABEL_COLUMN = 7;
    private static final String UNLABELLED = "robustness";

    private SharedCaptures() {}

    /** Returns the folder. Tests run in the folder of their module. */
    static Path folder() {
        String named = System.getProperty("nta.shared");
        return named == null ? Path.of("..", "..", "shared") : Path.of(named);
    }

    static boolean present() {
        return Files.isDirectory(folder().resolve("lab"));
    }

    /** Returns the captures of the lab, by name. */
    static List<Path> lab() {
        try (Stream<Path> files = Files.list(folder().resolve("lab"))) {
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the captures of others whose content somebody has judged, in the order of the manifest. */
    static List<Path> labelled() {
        Path manifest = folder().resolve("pcaps").resolve("manifest.csv");
        if (!Files.exists(manifest)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<String> rows = Files.lines(manifest).skip(1)) {
            rows.map(row -> row.split(","))
                    .filter(columns -> columns.length > LABEL_COLUMN && !columns[LABEL_COLUMN].equals(UNLABELLED))
                    .forEach(columns -> files.add(manifest.resolveSibling(columns[0])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().filter(Files::exists).toList();
    }
}
