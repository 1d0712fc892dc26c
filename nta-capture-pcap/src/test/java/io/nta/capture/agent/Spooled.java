package io.nta.capture.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of spools, so that two tests can start from the same files. */
final class Spooled {
    private Spooled() {}

    /** Copies the folder to a new one inside {@code into}, and returns that. */
    static Path copy(Path folder, Path into) throws IOException {
        Path target = Files.createTempDirectory(into, "copy");
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !file.equals(folder)).forEach(file -> {
                try {
                    Files.copy(file, target.resolve(folder.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return target;
    }
}
