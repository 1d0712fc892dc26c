package io.nta.capture.agent;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders of a spool, and what lies in them: {@code pending_upload} (to be sent), {@code processed} (sent), {@code failed_uploads} (to be tried again later, or set aside).
 *
 * <p>A file {@code NAME.json} has companions beside it: {@code NAME.json.ready} says that it is complete, {@code NAME.json.sent} how far it has been sent, {@code NAME.json.reason} why it was
 * set aside. {@code NAME.json.tmp} is being written.
 */
final class SpoolFolders {
    static final String DATA = ".json";
    static final String TEMPORARY = ".tmp";
    static final String READY = ".ready";
    static final String SENT = ".sent";
    static final String REASON = ".reason";

    private static final Pattern NAME = Pattern.compile("packets_\\d{8}_\\d{6}_(\\d{1,18})\\.json.*");
    private static final long FOREIGN = -1;

    private final Path root;

    private SpoolFolders(Path root) {
        this.root = root;
    }

    /**
     * Makes the folders that are missing.
     *
     * @throws IOException when they can't be made
     */
    static SpoolFolders open(Path root) throws IOException {
        SpoolFolders folders = new SpoolFolders(root);
        Files.createDirectories(folders.pending());
        Files.createDirectories(folders.processed());
        Files.createDirectories(folders.failed());
        return folders;
    }

    Path pending() {
        return root.resolve("pending_upload");
    }

    Path processed() {
        return root.resolve("processed");
    }

    Path failed() {
        return root.resolve("failed_uploads");
    }

    /**
     * Keeps other processes from doing the same in this spool until the lock is closed.
     *
     * @param role what is done, which names the lock
     * @throws IOException when another process, or another object in this one, does it already
     */
    Closeable lock(String role) throws IOException {
        Path file = root.resolve('.' + role + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "Another " + role + " uses the spool " + root + "; end it, or choose another folder with --spool");
        }
        return channel;
    }

    static Path companion(Path data, String suffix) {
        return data.resolveSibling(data.getFileName() + suffix);
    }

    /** Returns the number in a file's name; -1 for a name that isn't ours. */
    static long sequence(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : FOREIGN;
    }

    /** Returns the largest number of any file in any folder; 0 when there is none. */
    long lastSequence() throws IOException {
        long last = 0;
        for (Path folder : List.of(pending(), processed(), failed())) {
            for (Path file : list(folder, "")) {
                last = Math.max(last, sequence(file));
            }
        }
        return last;
    }

    /** Returns the files of a folder whose names end in {@code suffix}, oldest first: by their number, since the clock may have stepped; foreign ones before, by name. */
    static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    new ArrayList<>(files.filter(file -> name(file).endsWith(suffix) && Files.isRegularFile(file))
                            .toList());
            found.sort(Comparator.comparingLong(SpoolFolders::sequence).thenComparing(SpoolFolders::name));
            return found;
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    /** Returns the data files of a folder that are marked as complete, oldest first. A marker without its file is what a move has left, and is removed. */
    List<Path> ready() throws IOException {
        List<Path> ready = new ArrayList<>();
        for (Path marker : list(pending(), DATA + READY)) {
            Path data =
                    marker.resolveSibling(name(marker).substring(0, name(marker).length() - READY.length()));
            if (Files.exists(data)) {
                ready.add(data);
            } else {
                Files.deleteIfExists(marker);
                Files.deleteIfExists(companion(data, SENT));
            }
        }
        return ready;
    }

    /** Moves a file with what is known of its sending, so that a crash between the steps leaves it where it will be looked at again. */
    Path move(Path data, Path folder) throws IOException {
        Path target = folder.resolve(data.getFileName());
        for (int i = 1; Files.exists(target); i++) {
            // Only a foreign file can bear the name of another.
            target = folder.resolve(name(data).replace(DATA, "_" + i + DATA));
        }
        Path sent = companion(data, SENT);
        if (Files.exists(sent) && folder.equals(failed())) {
            Files.copy(sent, companion(target, SENT), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            Files.move(data, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new IOException(data + " has vanished while it was sent", e);
        }
        sync(folder);
        Files.deleteIfExists(companion(data, READY));
        Files.deleteIfExists(sent);
        return target;
    }

    /** Writes why a file is set aside, then moves it there. */
    void setAside(Path data, String reason) throws IOException {
        Files.writeString(failed().resolve(name(data) + REASON), reason + System.lineSeparator());
        if (!data.startsWith(failed())) {
            move(data, failed());
        }
        Files.deleteIfExists(companion(data, READY));
    }

    /** Returns the files of {@link #failed} that are to be tried again, oldest first. */
    List<Path> failedToRetry() throws IOException {
        List<Path> files = new ArrayList<>(list(failed(), DATA));
        files.removeIf(file -> Files.exists(companion(file, REASON)));
        return files;
    }

    /** Returns the bytes of all files in a folder. */
    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : list(folder, "")) {
            bytes += sizeOf(file);
        }
        return bytes;
    }

    /** Returns the size of a file; 0 when it has gone meanwhile. */
    static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Creates an empty file, which says something by being there. */
    static void mark(Path marker) throws IOException {
        try {
            Files.createFile(marker);
        } catch (FileAlreadyExistsException e) {
            // It says so already.
        }
    }

    /** Brings the names in a folder to the disk. Where folders can't be opened, as on Windows, the system does so by itself. */
    static void sync(Path folder) throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
