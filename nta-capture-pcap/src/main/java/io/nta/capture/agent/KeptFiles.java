package io.nta.capture.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds what a spool keeps: sent files by age and size, failed ones by size, the oldest first. */
final class KeptFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);

    private final SpoolFolders folders;
    private final Duration age;
    private final long bytes;

    KeptFiles(SpoolFolders folders, Duration age, long bytes) {
        this.folders = folders;
        this.age = age;
        this.bytes = bytes;
    }

    void tidyProcessed() throws IOException {
        Instant oldest = Clock.systemUTC().instant().minus(age);
        for (Path file : SpoolFolders.list(folders.processed(), "")) {
            if (isOlder(file, oldest)) {
                Files.deleteIfExists(file);
            }
        }
        shrink(folders.processed());
    }

    /** Returns how many files were given up that the server never took. */
    int tidyFailed() throws IOException {
        List<Path> discarded = shrink(folders.failed());
        for (Path file : discarded) {
            Files.deleteIfExists(SpoolFolders.companion(file, SpoolFolders.SENT));
            Files.deleteIfExists(SpoolFolders.companion(file, SpoolFolders.REASON));
            LOG.warn("{} is given up: failed files take more than {} bytes", file, bytes);
        }
        return discarded.size();
    }

    private static boolean isOlder(Path file, Instant oldest) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private List<Path> shrink(Path folder) throws IOException {
        long excess = SpoolFolders.bytes(folder) - bytes;
        List<Path> removed = new ArrayList<>();
        for (Path file : SpoolFolders.list(folder, "")) {
            if (excess <= 0) {
                break;
            }
            String name = file.toString();
            if (name.endsWith(SpoolFolders.DATA) || name.endsWith(SpoolFolders.TEMPORARY)) {
                excess -= SpoolFolders.sizeOf(file);
                Files.deleteIfExists(file);
                removed.add(file);
            }
        }
        return removed;
    }
}
