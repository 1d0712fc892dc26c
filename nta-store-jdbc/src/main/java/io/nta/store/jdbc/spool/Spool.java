package io.nta.store.jdbc.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes in files, one each, in their order. A file that is there is whole: it is renamed when its bytes are on the disk. Bounded: for a new one the oldest give way.
 *
 * <p>Each spool has a folder of its own in the store's spool folder, which it locks, and removes when it is closed with nothing left in it; one that a process has left is
 * taken over by the next. Not thread-safe.
 */
final class Spool implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int MAX_ATTEMPTS = 100;
    private static final String SUFFIX = ".write";
    private static final String UNFINISHED = "unfinished";
    private static final String LOCK = "lock";

    /** The folders of this process. Its own locks don't keep it out, and closing a file that it has opened a second time would give up the first one's lock. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private record Waiting(Path file, long bytes) {}

    /** The oldest write, and what to call it by when it is done. */
    record Oldest(Path file, StoreWrite write) {}

    private final long maxBytes;
    private final Path folder;
    private final FileChannel lock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private long nextNumber;
    private long dropped;
    private long unreadable;

    private Spool(Path folder, FileChannel lock, long maxBytes) {
        this.folder = folder;
        this.lock = lock;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens a folder of its own below {@code parent}, with what an earlier process has left there.
     *
     * @throws IOException when it can't be made, or read
     */
    static Spool open(Path parent, long maxBytes) throws IOException {
        Path absolute = parent.toAbsolutePath().normalize();
        IOException last = null;
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            try {
                Files.createDirectories(absolute);
                Spool spool = left(absolute, maxBytes);
                spool = spool == null ? locked(newFolder(absolute), maxBytes) : spool;
                if (spool != null) {
                    spool.takeOver();
                    return spool;
                }
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                // Another process was done with the folder and has removed it meanwhile.
                last = e;
            }
        }
        throw new IOException("no folder can be made in " + parent + ": " + last, last);
    }

    /** Returns a spool in a folder that a process which has ended has left, or {@code null} when there is none. */
    private static @Nullable Spool left(Path parent, long maxBytes) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders = all.filter(folder -> Files.exists(folder.resolve(LOCK)))
                    .sorted()
                    .toList();
        }
        for (Path folder : folders) {
            Spool spool = locked(folder, maxBytes);
            if (spool != null) {
                return spool;
            }
        }
        return null;
    }

    /** Makes a folder whose name none had before: whoever has opened the lock of one that is removed finds that out. */
    private static Path newFolder(Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(UUID.randomUUID().toString()));
        Files.createFile(folder.resolve(LOCK));
        return folder;
    }

    /** Returns a spool in a folder when this process gets its lock and the folder is still there. */
    private static @Nullable Spool locked(Path folder, long maxBytes) throws IOException {
        if (!OPEN.add(folder)) {
            return null;
        }
        Spool spool = null;
        FileChannel lock = null;
        try {
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
            if (lock.tryLock() != null && Files.exists(folder.resolve(LOCK))) {
                spool = new Spool(folder, lock, maxBytes);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} was removed before its lock was had", folder);
        } finally {
            if (spool == null) {
                giveUp(folder, lock);
            }
        }
        return spool;
    }

    /** The lock goes first: closing it would also end that of whoever opens the folder in this process next. */
    private static void giveUp(Path folder, @Nullable FileChannel lock) throws IOException {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            OPEN.remove(folder);
        }
    }

    private void takeOver() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            long size = Files.size(file);
            waiting.add(new Waiting(file, size));
            bytes += size;
            String name = file.getFileName().toString();
            nextNumber = Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1;
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Puts a write behind the others. When this returns it is on the disk. */
    void add(StoreWrite write) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        WriteCodec.write(write, out);
        CRC32C checksum = new CRC32C();
        checksum.update(content.toByteArray());
        out.writeInt((int) checksum.getValue());
        if (content.size() > maxBytes) {
            dropped++;
            return;
        }
        while (bytes + content.size() > maxBytes) {
            dropped++;
            removeOldest();
        }
        Path file = folder.resolve(String.format("%019d%s", nextNumber++, SUFFIX));
        Path unfinished = folder.resolve(UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        syncNames();
        waiting.add(new Waiting(file, content.size()));
        bytes += content.size();
    }

    /** Brings the names in the folder to the disk. Where folders can't be opened, as on Windows, the system does so by itself. */
    private void syncNames() throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Returns the oldest write, which stays; {@code null} when none is left. What can't be read is counted, logged and removed. */
    @Nullable
    Oldest oldest() throws IOException {
        while (!waiting.isEmpty()) {
            Path file = Objects.requireNonNull(waiting.peek()).file();
            try {
                return new Oldest(file, read(file));
            } catch (IOException | RuntimeException e) {
                unreadable++;
                LOG.warn("{} can't be read and is left out of the store: {}", file, e.toString());
                removeOldest();
            }
        }
        return null;
    }

    private static StoreWrite read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int end = content.length - Integer.BYTES;
        if (end < 0) {
            throw new IOException("it ends early");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(content, 0, end);
        if (ByteBuffer.wrap(content, end, Integer.BYTES).getInt() != (int) checksum.getValue()) {
            throw new IOException("its checksum is wrong");
        }
        return WriteCodec.read(new DataInputStream(new ByteArrayInputStream(content, 0, end)));
    }

    /** Removes a write that is done; it may have given way to newer ones meanwhile, and stays counted as dropped. */
    void remove(Oldest done) throws IOException {
        Waiting first = waiting.peek();
        if (first != null && first.file().equals(done.file())) {
            removeOldest();
        }
    }

    private void removeOldest() throws IOException {
        Waiting oldest = waiting.remove();
        bytes -= oldest.bytes();
        Files.deleteIfExists(oldest.file());
    }

    int writes() {
        return waiting.size();
    }

    long bytes() {
        return bytes;
    }

    /** Returns how many writes gave way to newer ones. */
    long dropped() {
        return dropped;
    }

    /** Returns how many writes could not be read again. */
    long unreadable() {
        return unreadable;
    }

    /** Gives the folder up, and removes it if nothing is left in it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (waiting.isEmpty()) {
                // While the lock is held: no process must take over a folder that is about to go.
                remove(folder.resolve(UNFINISHED));
                remove(folder.resolve(LOCK));
                remove(folder);
                remove(Objects.requireNonNull(folder.getParent()));
            }
        } finally {
            OPEN.remove(folder);
        }
    }

    /** Removes a file, or a folder that others have nothing in. Where that may not be, it is there the next time. */
    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} stays: {}", path, e.toString());
        }
    }
}
