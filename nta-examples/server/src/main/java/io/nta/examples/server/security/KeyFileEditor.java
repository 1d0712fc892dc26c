package io.nta.examples.server.security;

import io.nta.NtaException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds keys to the file of API keys, and takes them out. A running server notices. One thread. */
public final class KeyFileEditor {
    private final Path file;

    /** Creates an editor of a file, which need not exist. */
    public KeyFileEditor(Path file) {
        this.file = file;
    }

    /**
     * Adds a key.
     *
     * @param name whose it is: letters, digits and {@code - _ .}
     * @param scopes names of scopes, separated by commas
     * @param expires when it ends; {@code null} for never
     * @return the key, which is kept nowhere
     * @throws IllegalArgumentException when name or scopes are wrong
     * @throws NtaException when the file can't be written
     */
    public String add(String name, String scopes, @Nullable Instant expires) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "the name of the key is '" + name + "'; allowed: 1 to 64 letters, digits and - _ .");
        }
        String key = ApiKey.generate();
        String line = new ApiKey(name, KeyFile.scopes(scopes), ApiKey.hash(key), expires).line();
        try {
            List<String> lines = lines();
            lines.add(line);
            write(lines);
            return key;
        } catch (IOException e) {
            throw new NtaException("The file of API keys, " + file + ", can't be written: " + e, e);
        }
    }

    /**
     * Takes out all keys of a name.
     *
     * @return how many there were, at least 1
     * @throws NtaException when there is none, or the file can't be written
     */
    public int remove(String name) {
        try {
            List<String> lines = lines();
            int before = lines.size();
            lines.removeIf(line -> name.equals(KeyFile.nameIn(line)));
            if (lines.size() == before) {
                throw new NtaException("The file of API keys, " + file + ", has no key named '" + name + "'");
            }
            write(lines);
            return before - lines.size();
        } catch (IOException e) {
            throw new NtaException("The file of API keys, " + file + ", can't be written: " + e, e);
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    }

    /** In one step, so that a server never reads half of it; only the owner may read it. */
    private void write(List<String> lines) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, ".keys", null);
        Files.write(fresh, lines);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
